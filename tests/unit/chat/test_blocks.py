"""Quotes keep their shape, whatever the documents write in them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.unit.chat.examples import evidence, passage

from znatok.chat.blocks import Shown, rows_together, shown, table_of
from znatok.chat.context import Evidence
from znatok.documents.model import BlockKind

_CELL = st.text(st.sampled_from("аб *_`[]<>!~\\|&;#19()-+="), max_size=12)


def _whole(text: str, **more: Any) -> Evidence:
    return evidence(passage(text, spans=[(0, len(text))], **more))


def _shown(text: str, *, steps: bool = False, **more: Any) -> Shown:
    return shown(1, _whole(text, **more), "ru", steps=steps)


def test_a_list_stays_a_list_under_the_line_that_introduces_it() -> None:
    said = _shown("Не возмещаются:\nмини-бар;\nштрафы;\nчаевые.")
    assert said.said == "«Не возмещаются:» [1]"
    assert said.below == "- мини-бар;\n- штрафы;\n- чаевые. [1]"


def test_numbered_items_keep_their_order_and_steps_get_one() -> None:
    assert _shown("Порядок:\n1. Откройте.\n2. Нажмите.").below == "1. Откройте.\n2. Нажмите. [1]"
    assert _shown("Сделайте:\n- Откройте.\n- Нажмите.", steps=True).below.startswith("1. Откройте.")
    assert _shown("Сделайте:\n- Откройте.\n- Нажмите.").below.startswith("- Откройте.")


def test_a_table_stays_a_table_under_the_line_that_introduces_it() -> None:
    said = _shown("Суточные:\n\nГород | Рублей\nКазань | 700\nПермь | 600")
    assert said.said == "«Суточные:» [1]"
    assert said.below.splitlines() == [
        "| Город | Рублей |",
        "| --- | --- |",
        "| Казань | 700 |",
        "| Пермь | 600 [1] |",
    ]


def test_code_stays_code_to_the_letter() -> None:
    said = _shown("for i in *:\n    run(`i`)", kind=BlockKind.CODE)
    assert said == Shown("[1]", "```\nfor i in *:\n    run(`i`)\n```", nested=False)


def test_code_that_looks_like_a_label_or_a_fence_is_quoted() -> None:
    assert not _shown("print(a[1])", kind=BlockKind.CODE).below
    assert not _shown("a\n```\nb", kind=BlockKind.CODE).below


def test_prose_is_one_quote_less_the_number_of_its_clause() -> None:
    assert _shown("4.2. Отпуск длится.\nЕго делят.").said == "«Отпуск длится. Его делят.» [1]"


def test_rows_of_one_table_are_shown_as_a_table_each_with_its_label() -> None:
    found = passage("Город | Рублей\nКазань | 700\nПермь | 600", kind=BlockKind.TABLE)
    group = [(1, evidence(found, 2)), (2, evidence(found, 1))]
    assert rows_together(group).splitlines() == [
        "| Город | Рублей |",
        "| --- | --- |",
        "| Пермь | 600 [1] |",
        "| Казань | 700 [2] |",
    ]


def test_rows_of_different_tables_are_not_mixed() -> None:
    one = _whole("Казань | 700", context="Город | Рублей")
    other = _whole("Насос | 5", context="Товар | Штук")
    assert not rows_together([(1, one), (2, other)])
    assert not rows_together([(1, one)])


def test_what_is_no_table_is_not_made_one() -> None:
    assert not table_of([["а", "б"]])
    assert not table_of([["а", "б"], ["в"]])
    assert not table_of([["а"] * 9, ["б"] * 9])


@given(st.lists(st.tuples(_CELL, _CELL), min_size=2, max_size=4))
def test_cells_are_shown_and_never_obeyed(rows: list[tuple[str, str]]) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parsed = tokens.parse(table_of(rows))
    cells = [token for token in parsed if token.type == "inline"]
    shown_cells = ["".join(child.content for child in each.children or ()) for each in cells]
    assert shown_cells == [" ".join(text.split()) for row in rows for text in row]
    kinds = {child.type for each in cells for child in each.children or ()}
    assert kinds <= {"text", "text_special"}


@given(
    st.lists(_CELL.filter(lambda text: text.strip() and "|" not in text), min_size=1, max_size=4)
)
def test_items_are_shown_and_never_obeyed(items: list[str]) -> None:
    said = _shown("\n".join(("Список:", *(f"- {each}" for each in items))))
    parsed = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").parse(said.below)
    texts = [token for token in parsed if token.type == "inline"]
    kinds = {child.type for each in texts for child in each.children or ()}
    assert kinds <= {"text", "text_special"}
    assert len([token for token in parsed if token.type == "list_item_open"]) == len(items)
