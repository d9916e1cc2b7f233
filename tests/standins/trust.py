"""What the system trusts, while tests open hundreds of clients: one authority, read in no time.

The real list is read anew for each client, 20 ms of the processor; none of it signs for loopback.
"""

from pathlib import Path

import pytest
from tests.standins.tls import Authority


@pytest.fixture(scope="session")
def system_trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Authority(tmp_path_factory.mktemp("system")).ca_file


@pytest.fixture(autouse=True)
def trusts_little(system_trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(system_trust))
