import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.unit.chat.examples import MORPHOLOGY, context, evidence, passage, prompt

from znatok.chat.adapters.extractive import ExtractiveAnswerer
from znatok.chat.context import Context, Evidence
from znatok.chat.courtesies import reply_to
from znatok.chat.stages.generation import Thresholds
from znatok.documents.model import BlockKind
from znatok.understanding.model import Intent

_NASTY = st.text(
    st.sampled_from("*_`~\\[](){}!?<>#|+-=&;:/\"'«» .аБz19\n\t"), min_size=1, max_size=60
) | st.sampled_from(
    [
        "Смотрите [1] и [2].",
        "[ссылка](javascript:alert(1))",
        "![картинка](https://чужой.example/pixel.png)",
        "<img src=x onerror=alert(1)>",
        "</p><script>alert(1)</script>",
        "<!-- -->",
        "\\[3\\]",
        "\\\\[3]",
        "# Заголовок",
        "`код` ~~нет~~ **да** __да__",
        "[1]: https://чужой.example",
        "https://чужой.example",
        "<https://чужой.example>",
        "&#91;7&#93; &lt;b&gt;",
        "[![x](y)](z)",
        "*" * 30,
    ]
)
_LABEL = re.compile(r"(?<!\\)(?:\\\\)*\[(\d{1,3})\]")


async def _written(made_of: Context) -> str:
    return "".join(
        [
            piece
            async for piece in ExtractiveAnswerer(MORPHOLOGY, Thresholds()).write(prompt(made_of))
        ]
    )


def _whole(text: str, **more: Any) -> Evidence:
    found = passage(text, spans=[(0, len(text))], **more)
    return evidence(found)


def _kinds(markdown: str) -> set[str]:
    """Every kind of element that a CommonMark reader sees, with HTML and tables allowed."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds = set()
    for token in tokens.parse(markdown):
        kinds.add(token.type)
        kinds |= {child.type for child in token.children or ()}
    return kinds


_HARMLESS = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak"}
_LISTS = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


async def test_one_source_is_introduced_quoted_and_labelled() -> None:
    found = _whole(
        "Отпуск длится 28 дней.", title="Положение", section=("Общее", "Отпуска"), page=3
    )
    assert await _written(context(found)) == (
        "**28 дней** [1]\n\n"
        "Согласно Положению (раздел «Отпуска», стр. 3): «Отпуск длится 28 дней.» [1]"
    )


async def test_english_is_spoken_to_those_who_ask_in_it() -> None:
    found = _whole("Leave lasts 28 days.", title="Policy", page=3)
    assert await _written(context(found, language="en")) == (
        "According to “Policy” (p. 3): “Leave lasts 28 days.” [1]"
    )


async def test_pieces_of_one_section_are_one_list_and_other_sources_follow() -> None:
    shared = passage("Отпуск длится 28 дней. Его делят на части.", title="Положение")
    pieces = (evidence(shared, 0), evidence(shared, 1), _whole("Прочее.", title="Приказ"))
    assert await _written(context(*pieces)) == (
        "**28 дней** [1]\n\n"
        "Согласно Положению:\n\n"
        "- «Отпуск длится 28 дней.» [1]\n"
        "- «Его делят на части.» [2]\n\n"
        "В документе «Приказ» также сказано: «Прочее.» [3]"
    )


async def test_a_row_of_a_table_is_named_by_its_header() -> None:
    row = _whole(
        "Казань | 700 | ",
        kind=BlockKind.TABLE,
        context="Суточные\nГород | Рублей в день | Примечание",
        sheet="Нормы",
        title="Нормы.xlsx",
    )
    assert await _written(context(row)) == (
        "Согласно документу «Нормы.xlsx» (лист «Нормы»): Город — Казань; Рублей в день — 700 [1]"
    )


async def test_a_row_without_a_fitting_header_is_quoted_as_it_is() -> None:
    row = _whole("Казань | 700", kind=BlockKind.TABLE, context="Город | Рублей | Дней")
    assert (await _written(context(row))).endswith(": «Казань | 700» [1]")
    bare = _whole("Казань | 700", kind=BlockKind.TABLE)
    assert (await _written(context(bare))).endswith(": «Казань | 700» [1]")


@pytest.mark.parametrize("before", ["", "Суточные в день\n"])
async def test_a_row_is_named_by_the_header_above_it_in_the_fragment(before: str) -> None:
    table = passage(f"{before}Город | Рублей\nМосква | 1000\nКазань | 700", kind=BlockKind.TABLE)
    last = len(table.fragment.sentences) - 1
    said = await _written(context(evidence(table, last)))
    assert said.endswith(": Город — Казань; Рублей — 700 [1]")


@pytest.mark.parametrize("sentence", [0, 1])
async def test_a_row_of_a_table_that_goes_on_is_named_by_the_header_left_behind(
    sentence: int,
) -> None:
    table = passage("Казань | 700\nПермь | 600", kind=BlockKind.TABLE, context="Город | Рублей")
    said = await _written(context(evidence(table, sentence)))
    town, sum_ = (("Казань", 700), ("Пермь", 600))[sentence]
    assert said.endswith(f": Город — {town}; Рублей — {sum_} [1]")


async def test_a_cell_of_prose_in_a_table_is_quoted() -> None:
    cell = _whole("Одна ячейка", kind=BlockKind.TABLE)
    assert (await _written(context(cell))).endswith(": «Одна ячейка» [1]")


async def test_quotation_marks_inside_a_quote_give_way() -> None:
    found = _whole("Договор с ООО «Ромашка» действует.")
    assert "«Договор с ООО „Ромашка“ действует.»" in await _written(context(found))


@pytest.mark.parametrize("intent", [Intent.HELP, Intent.SMALL_TALK])
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_help_and_small_talk_are_answered_without_sources(
    intent: Intent, language: str
) -> None:
    said = await _written(context(question="Кто ты?", intent=intent, language=language))
    assert said == reply_to("Кто ты?", intent, language)
    assert "[" not in said


async def _assert_shown_and_never_obeyed(pieces: Sequence[Evidence]) -> None:
    said = await _written(context(*pieces))
    labels = [int(each) for each in _LABEL.findall(said)]
    # A list is labelled at its lead-in and at its end.
    assert list(dict.fromkeys(labels)) == list(range(1, len(pieces) + 1))
    assert _kinds(said) <= _HARMLESS | _LISTS
    assert not re.search(r"(?<!\\)\](?=\()", said)
    assert not re.search(r"(?<!\\)<(?=[A-Za-z])", said)


@given(st.lists(_NASTY, min_size=1, max_size=3))
async def test_a_documents_text_is_shown_and_never_obeyed(texts: list[str]) -> None:
    await _assert_shown_and_never_obeyed([_whole(each) for each in texts])


@given(_NASTY, _NASTY, _NASTY)
async def test_neither_titles_nor_sections_nor_sheets_are_obeyed(
    title: str, section: str, sheet: str
) -> None:
    pieces = [
        _whole("Текст.", title=title, section=(section,)),
        _whole("Текст.", title=title, sheet=sheet, page=1),
    ]
    await _assert_shown_and_never_obeyed(pieces)


@given(st.lists(_NASTY, min_size=2, max_size=4), _NASTY)
async def test_cells_and_their_headers_are_not_obeyed(cells: list[str], header: str) -> None:
    row = _whole(" | ".join(cells), kind=BlockKind.TABLE, context=" | ".join([header] * len(cells)))
    await _assert_shown_and_never_obeyed([row])


@given(st.text(st.sampled_from("абв *_`[]<>!~\\&;#19()"), min_size=1, max_size=40))
async def test_what_a_reader_sees_is_what_the_document_says(text: str) -> None:
    said = await _written(context(_whole(text)))
    tokens = MarkdownIt("commonmark").parse(said)
    shown = "".join(
        child.content for token in tokens for child in token.children or () if child.content
    )
    assert " ".join(text.split()) in shown


@given(_NASTY, _NASTY)
async def test_a_short_answer_is_as_safe_as_the_quote_below_it(before: str, behind: str) -> None:
    text = f"{before} отпуск длится 28 дней {behind}"
    said = await _written(context(_whole(text), question="Сколько дней длится отпуск?"))
    bold = {"strong_open", "strong_close"}
    assert _kinds(said) <= _HARMLESS | _LISTS | bold
    assert {int(each) for each in _LABEL.findall(said)} == {1}


@given(st.lists(_NASTY, min_size=2, max_size=4))
async def test_a_cell_in_the_short_answer_is_not_obeyed(cells: list[str]) -> None:
    text = " | ".join(("Насос", *cells, "700"))
    header = " | ".join(("Товар", *("Прочее" for _ in cells), "Цена, руб."))
    row = _whole(text, kind=BlockKind.TABLE, context=header)
    said = await _written(context(row, question="Сколько стоит насос?"))
    assert _kinds(said) <= _HARMLESS | {"strong_open", "strong_close"}
    assert {int(each) for each in _LABEL.findall(said)} == {1}


async def test_a_possible_answer_is_quoted_without_a_short_one() -> None:
    found = _whole("Отпуск длится 28 дней.", title="Записка")
    asked = "Сколько дней длится отпуск?"
    sure = await _written(context(found, question=asked))
    assert sure.startswith("**28 дней** [1]\n\nСогласно документу «Записка»: ")
    unsure = await _written(context(found, question=asked, confidence=0.3))
    assert unsure == "Согласно документу «Записка»: «Отпуск длится 28 дней.» [1]"


async def test_a_definition_that_is_the_whole_quote_is_said_once() -> None:
    found = _whole("1.2. Аванс — часть оплаты до отгрузки.", title="Записка")
    assert await _written(context(found, question="Что такое аванс?")) == (
        "Аванс — часть оплаты до отгрузки. [1]\n\nИсточник: «Записка» (п. 1.2) [1]"
    )


async def test_a_cell_is_said_by_the_names_of_its_row_and_column() -> None:
    row = _whole("Насос | 700", kind=BlockKind.TABLE, context="Товар | Цена, руб.", title="Цены")
    said = await _written(context(row, question="Сколько стоит насос?"))
    assert said.startswith("Насос — Цена, руб.: **700** [1]\n\n")


async def test_each_part_of_a_question_has_its_line_and_the_missing_one_is_named() -> None:
    asked = "Сколько дней длится отпуск и кто чинит кофемашину?"
    said = await _written(context(_whole("Отпуск длится 28 дней."), question=asked))
    assert said.startswith("Сколько дней длится отпуск — **28 дней** [1]\n\n")
    assert said.endswith("\n\nОтвета на вопрос «кто чинит кофемашину» в документах не нашлось.")


async def test_quotes_of_one_document_stand_together_each_with_its_clause() -> None:
    shared = passage("4.1. Отпуск длится долго.\n4.2. Его делят.", title="Устав")
    pieces = (evidence(shared, 0), _whole("Прочее.", title="Записка"), evidence(shared, 1))
    assert await _written(context(*pieces, question="Отпуск")) == (
        "Согласно Уставу:\n\n"
        "- п. 4.1: «Отпуск длится долго.» [1]\n"
        "- п. 4.2: «Его делят.» [3]\n\n"
        "В документе «Записка» также сказано: «Прочее.» [2]"
    )


async def test_what_two_documents_state_differently_is_not_decided_in_bold() -> None:
    pieces = (
        _whole("Отпуск за стаж длится 28 дней.", title="Первый"),
        _whole("Отпуск за стаж длится 31 день.", title="Второй"),
    )
    said = await _written(context(*pieces, question="Сколько дней длится отпуск за стаж?"))
    assert "**" not in said
