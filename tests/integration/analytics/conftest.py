from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.http.site import Person, Site, opened_site

from znatok.access.model import Role


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
async def admin(site: Site) -> Person:
    return await site.person("admin@znatok.test", Role.ADMIN)
