"""A cross-encoder from a folder that the settings name, to the order of a search."""

import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from tests.contract.cache.suite import MovedClock
from tests.unit.chat.examples import passage
from tests.unit.llm.adapters.onnx_reranker.tiny import write

from znatok.bootstrap.reranking import open_reranking
from znatok.entrypoints.cli.main import main
from znatok.llm.errors import RerankerUnusable
from znatok.platform.settings import RerankerSettings

NEAR = passage("Отпуск или командировка", score=0.9)
RIGHT = passage("Отпуск длится 28 дней", score=0.8)


async def test_no_folder_named_means_no_reranking() -> None:
    async with AsyncExitStack() as stack:
        assert await open_reranking(stack, RerankerSettings(), MovedClock()) is None


async def test_the_model_of_the_folder_orders_the_passages(tmp_path: Path) -> None:
    settings = RerankerSettings(path=write(tmp_path), budget_ms=60_000, weight=0.5)
    async with AsyncExitStack() as stack:
        reranking = await open_reranking(stack, settings, MovedClock())
        assert reranking is not None
        ordered = await reranking.order("Сколько дней длится отпуск?", [NEAR, RIGHT])
        assert [each.fragment.text for each in ordered] == [RIGHT.fragment.text, NEAR.fragment.text]


async def test_a_folder_that_holds_no_model_stops_the_house(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises(RerankerUnusable):
            await open_reranking(stack, RerankerSettings(path=tmp_path), MovedClock())


def test_the_server_does_not_start_with_a_wrong_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZNATOK_RERANKER__PATH", str(tmp_path / "нет"))
    monkeypatch.setenv("ZNATOK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "argv", ["znatok", "serve"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capsys.readouterr().err.strip()
    assert "ZNATOK_RERANKER__PATH" in said
    assert len(said.splitlines()) == 1
