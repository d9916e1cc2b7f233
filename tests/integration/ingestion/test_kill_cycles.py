"""A server killed while it reads files in: nothing is lost, half visible or there twice."""

from pathlib import Path

import pytest
from tests.integration.ingestion import killing
from tests.integration.ingestion.killing import Killing


@pytest.mark.slow
async def test_a_killed_server_loses_halves_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short one; scripts/kill_cycles.py goes on as long as it is told."""
    monkeypatch.setattr(killing, "POINTS", {"publishing": (), "vectors added": ()})
    found = await Killing(tmp_path, seed=1).run(2, 6, within_s=60)
    assert sum(found.killed.values()) == 2
    assert (found.lost, found.half_visible, found.duplicated) == ([], [], [])
    assert found.files_left_wrong == 0
    assert found.documents >= 4  # of six some may have been cancelled
