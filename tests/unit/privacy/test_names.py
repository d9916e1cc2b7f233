"""The model of names as it is shipped, behind its door."""

import asyncio
import importlib.util
import sys

import pytest

from znatok.language.morphology import Morphology
from znatok.privacy.adapters import slovnet
from znatok.privacy.adapters.slovnet import SlovnetNames
from znatok.privacy.errors import NamesUnusable
from znatok.privacy.finding.threaded import ThreadedFinder
from znatok.privacy.masking import Masker


@pytest.fixture(scope="module")
def names() -> SlovnetNames:
    return SlovnetNames()


def test_marks_names_that_no_rule_knows(names: SlovnetNames) -> None:
    text = "Утром Бахтиёр и Жанна передали ключи Ван Сяомину."
    assert [text[start:end] for start, end in names.people(text)] == [
        "Бахтиёр",
        "Жанна",
        "Ван Сяомину",
    ]


def test_never_imports_the_package_that_brings_in_pymorphy2(names: SlovnetNames) -> None:
    names.people("Иван")
    assert "natasha" not in sys.modules
    assert "pymorphy2" not in sys.modules


def test_spans_hold_in_texts_longer_than_are_read_at_once(names: SlovnetNames) -> None:
    line = "Работу принял Павел Сергеевич Орлов, замечаний нет. "
    text = (line * 60 + "\n") * 3
    spans = names.people(text)
    assert len(spans) == text.count("Орлов")
    assert {text[start:end] for start, end in spans} == {"Павел Сергеевич Орлов"}


def test_empty_and_blank_texts_hold_nobody(names: SlovnetNames) -> None:
    assert names.people("") == []
    assert names.people(" \n ") == []


def test_missing_data_files_are_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slovnet, "find_spec", lambda _: None)
    with pytest.raises(NamesUnusable, match="natasha"):
        SlovnetNames().people("Иван")
    monkeypatch.setattr(slovnet, "find_spec", lambda _: importlib.util.find_spec("json"))
    with pytest.raises(NamesUnusable, match="data files"):
        SlovnetNames().people("Иван")


async def test_the_event_loop_goes_on_while_names_are_looked_for(
    names: SlovnetNames, morphology: Morphology
) -> None:
    finder = ThreadedFinder(names, morphology)
    try:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.001)
                ticks += 1

        ticking = asyncio.create_task(tick())
        await finder.find(["Передать Ивану Петрову документы. " * 400])
        ticking.cancel()
        assert ticks > 3
    finally:
        finder.close()


async def test_a_request_is_masked_and_comes_back(
    names: SlovnetNames, morphology: Morphology
) -> None:
    finder = ThreadedFinder(names, morphology)
    try:
        masker = Masker(finder, morphology)
        text = "Жанна просит Козлова Игоря Ильича позвонить Козлову на +7 916 555-12-34."
        masked = await masker.mask([text, "Кто такой Козлов?"])
        assert masked.texts == (
            "⟦ФИО_1⟧ просит ⟦ФИО_2_2⟧ позвонить ⟦ФИО_2_3⟧ на ⟦ТЕЛЕФОН_1⟧.",
            "Кто такой ⟦ФИО_2⟧?",
        )
        assert masked.unmask(masked.texts[0]) == text
    finally:
        finder.close()
