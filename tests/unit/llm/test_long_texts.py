import asyncio
from collections.abc import Sequence

import numpy as np
import pytest

from znatok.llm.errors import ModelUnavailable
from znatok.llm.long_texts import LongTexts, Rows
from znatok.llm.tokens import MULTILINGUAL, estimate


def texts(*, window: int = 20, group: int = 2, at_once: int = 2) -> LongTexts:
    return LongTexts("m", 3, MULTILINGUAL, window, group, at_once)


class Vendor:
    """Gives every text the vector (length, 1, 0); remembers what it was asked, and at once."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []
        self.open = self.most_open = 0

    async def __call__(self, group: Sequence[str]) -> Rows:
        self.asked.append(group)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        await asyncio.sleep(0.01)
        self.open -= 1
        return np.asarray([[len(each), 1, 0] for each in group], np.float32)


async def test_asks_for_no_more_at_once_than_allowed() -> None:
    vendor = Vendor()
    rows = await texts().embed([f"слово {number}" for number in range(9)], "", vendor)
    assert rows.shape == (9, 3)
    assert vendor.most_open == 2
    assert [len(each) for each in vendor.asked] == [2, 2, 2, 2, 1]


async def test_every_word_of_a_long_text_is_sent_once_and_each_piece_fits() -> None:
    vendor = Vendor()
    words = [f"слово{number}" for number in range(200)]
    await texts().embed([" ".join(words)], "query: ", vendor)
    pieces = [each.removeprefix("query: ") for group in vendor.asked for each in group]
    assert all(each.startswith("query: ") for group in vendor.asked for each in group)
    assert " ".join(pieces).split() == words
    assert all(estimate(piece, MULTILINGUAL) <= 20 for piece in pieces)


async def test_a_word_without_end_is_cut() -> None:
    vendor = Vendor()
    await texts().embed(["ы" * 5_000], "", vendor)
    pieces = [each for group in vendor.asked for each in group]
    assert "".join(pieces) == "ы" * 5_000
    assert max(estimate(piece, MULTILINGUAL) for piece in pieces) <= 20


async def test_a_long_text_is_the_mean_of_its_pieces() -> None:
    async def ask(group: Sequence[str]) -> Rows:
        return np.asarray([[1, 0, 0] if "а" in each else [0, 1, 0] for each in group], np.float32)

    (row,) = await texts().embed(["аа " * 40 + "бб " * 40], "", ask)
    assert np.linalg.norm(row) == pytest.approx(1)
    assert row[0] == pytest.approx(row[1], abs=0.35)


async def test_a_row_of_zeros_becomes_a_valid_vector() -> None:
    async def ask(group: Sequence[str]) -> Rows:
        return np.zeros((len(group), 3), np.float32)

    assert (await texts().embed(["да"], "", ask)).tolist() == [[1, 0, 0]]


@pytest.mark.parametrize(
    "rows", [np.zeros((5, 3)), np.zeros(3), np.full((1, 3), np.nan)], ids=["more", "flat", "nan"]
)
async def test_what_is_no_answer_is_not_taken_for_one(rows: Rows) -> None:
    async def ask(group: Sequence[str]) -> Rows:
        return rows.astype(np.float32)

    with pytest.raises(ModelUnavailable):
        await texts().embed(["да"], "", ask)


async def test_one_failure_ends_what_is_still_asked() -> None:
    ended = []

    async def ask(group: Sequence[str]) -> Rows:
        if "плохо" in group:
            raise ModelUnavailable(model="m")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append(group)
            raise
        return np.zeros((1, 3), np.float32)

    async with asyncio.timeout(2):
        with pytest.raises(ModelUnavailable):
            await texts(group=1).embed(["долго", "плохо"], "", ask)
        await asyncio.sleep(0)
    assert ended == [["долго"]]
