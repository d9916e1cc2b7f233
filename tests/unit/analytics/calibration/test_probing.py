"""Fragments that are absent for a question, and only for it."""

import numpy as np
import pytest
from tests.unit.chat.examples import MORPHOLOGY, fragment

from znatok.analytics.calibration.probing import HidingIndex
from znatok.documents.model import Fragment
from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import IndexedDocument, IndexedFragment, IndexQuery
from znatok.language.wording import indexed_terms


def _fragment(text: str) -> Fragment:
    made = fragment(text)
    object.__setattr__(made, "terms", " ".join(MORPHOLOGY.terms(text)))
    return made


@pytest.fixture
async def shelf() -> tuple[HidingIndex, Fragment, Fragment]:
    index = HidingIndex(ExactIndex(2))
    vector = np.array([1.0, 0.0], np.float32)
    some = [_fragment("Отпуск длится месяц."), _fragment("Отпуск переносится.")]
    await index.publish(
        [
            IndexedDocument(
                each.document_id,
                frozenset({"everyone"}),
                [IndexedFragment(each.id, vector, vector[None], indexed_terms(each.terms.split()))],
            )
            for each in some
        ]
    )
    return index, some[0], some[1]


def _query() -> IndexQuery:
    vector = np.array([1.0, 0.0], np.float32)
    return IndexQuery(vector, {"отпуск": 1.0}, frozenset({"everyone"}), each=1)


async def test_what_is_hidden_is_not_found_and_does_not_push_out_what_is_not(
    shelf: tuple[HidingIndex, Fragment, Fragment],
) -> None:
    index, first, second = shelf
    for hidden, left in ((first, second), (second, first)):
        index.hide([hidden])
        assert [each.fragment_id for each in await index.search(_query())] == [left.id]
    index.hide(())
    assert len(await index.search(_query())) >= 1
    assert await index.size() == 2


async def test_what_was_never_there_makes_no_term_common(
    shelf: tuple[HidingIndex, Fragment, Fragment],
) -> None:
    index, first, _ = shelf
    assert await index.document_frequency(["отпуск", "месяц"]) == {"отпуск": 2, "месяц": 1}
    index.hide([first])
    assert await index.document_frequency(["отпуск", "месяц"]) == {"отпуск": 1, "месяц": 0}
    assert await index.size() == 1


async def test_what_rights_hide_is_still_counted(
    shelf: tuple[HidingIndex, Fragment, Fragment],
) -> None:
    index, first, _ = shelf
    index.hide([first], remembered=True)
    assert await index.document_frequency(["отпуск", "месяц"]) == {"отпуск": 2, "месяц": 1}
    assert first.id not in {each.fragment_id for each in await index.search(_query())}
