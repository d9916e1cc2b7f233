import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import NoText, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.tidying import clean, tidy

TEXT = st.text(max_size=40)
CALLS = st.lists(
    st.one_of(
        st.tuples(st.just("heading"), TEXT, st.integers(-1, 9)),
        st.tuples(st.just("paragraph"), TEXT, st.just(0)),
        st.tuples(st.just("item"), TEXT, st.integers(0, 5)),
        st.tuples(st.just("code"), TEXT, st.just(0)),
        st.tuples(st.just("table"), st.lists(st.lists(TEXT, max_size=4), max_size=4), st.just(0)),
    ),
    max_size=25,
)


def built(calls: list[Any]) -> ParsedFile | None:
    builder = Builder("x", Limits())
    for kind, content, level in calls:
        if kind == "heading":
            builder.heading(content, level)
        elif kind == "item":
            builder.item(content, level)
        else:
            getattr(builder, kind)(content)
    return None if builder.is_empty() else builder.build("txt", "text/plain")


@given(CALLS)
def test_each_block_has_a_span_of_its_own_text_in_ascending_order(calls: list[Any]) -> None:
    parsed = built(calls)
    if parsed is None:
        return
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end
        assert parsed.text[end : block.start].strip("\n") == ""
        end = block.end
        if block.kind is BlockKind.TABLE:
            shown = "\n".join(" | ".join(row) for row in block.rows)
            assert parsed.text[block.start : block.end] == shown
    assert end == len(parsed.text)


@given(CALLS)
def test_the_text_is_canonical(calls: list[Any]) -> None:
    parsed = built(calls)
    if parsed is None:
        return
    assert all(unicodedata.category(symbol) != "Cc" or symbol == "\n" for symbol in parsed.text)
    assert "\ufeff" not in parsed.text


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)


def test_soft_hyphens_and_zero_width_spaces_disappear_and_letters_are_composed() -> None:
    assert tidy("пере\u00adнос\u200b и\u0306") == "перенос й"


def test_a_second_line_of_capitals_continues_the_heading() -> None:
    parsed = built([("heading", "РОССИЙСКАЯ ФЕДЕРАЦИЯ", 1), ("heading", "ФЕДЕРАЛЬНЫЙ ЗАКОН", 1)])
    assert [parsed.text[b.start : b.end] for b in parsed.blocks] == [
        "РОССИЙСКАЯ ФЕДЕРАЦИЯ ФЕДЕРАЛЬНЫЙ ЗАКОН"
    ]


def test_empty_rows_and_columns_are_dropped_and_short_rows_padded() -> None:
    parsed = built([("table", [["", "а", "", "б"], ["", "", "", ""], ["", "в"]], 0)])
    assert parsed.blocks[0].rows == (("а", "б"), ("в", ""))


def test_nothing_appended_is_no_text() -> None:
    with pytest.raises(NoText):
        Builder("x", Limits()).build("txt", "text/plain")


def test_text_and_cells_past_the_limits_are_refused() -> None:
    builder = Builder("x", Limits(max_text=10, max_cells=3))
    with pytest.raises(TooLarge):
        builder.paragraph("одиннадцать букв")
    with pytest.raises(TooLarge):
        builder.table([["1", "2"], ["3", "4"]])


def test_dots_that_lead_to_a_page_number_are_one_sign() -> None:
    assert tidy("Введение ............. 3") == "Введение … 3"
    assert tidy("Введение . . . . . . . 3") == "Введение … 3"
    assert tidy("и так далее...") == "и так далее..."
