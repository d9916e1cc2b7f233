from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.contract.people.databases import needs_postgresql, postgresql, sqlite
from tests.integration.llm.desk import Desk, desk_over


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgresql)])
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    opened = postgresql() if request.param == "postgresql" else sqlite(tmp_path)
    async with opened as database, desk_over(database) as desk:
        yield desk
