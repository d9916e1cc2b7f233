"""An answer cut into statements, however its pieces are cut on the wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.chat.claims.statements import Statement, Statements

ANSWER = (
    "Отпуск длится 28 дней [1]. По п. 4.2 правил его можно делить.[2] Ещё так. [1][3]\n\n"
    "Порядок такой:\n1. Подайте заявление [1].\n2. Дождитесь ответа [2, 3].\n\n"
    "- **Важно**: не опаздывайте [источник 2]\nКонец"
)


def cut(text: str, step: int) -> list[Statement]:
    statements = Statements()
    found = [
        each for at in range(0, len(text), step) for each in statements.feed(text[at : at + step])
    ]
    return [*found, *statements.flush()]


@pytest.mark.parametrize("step", [1, 3, 7, 1000])
def test_pieces_of_any_length_give_the_same_statements(step: int) -> None:
    assert [(each.text, each.labels) for each in cut(ANSWER, step)] == [
        ("Отпуск длится 28 дней.", (1,)),
        ("По п. 4.2 правил его можно делить.", (2,)),
        ("Ещё так.", (1, 3)),
        ("Порядок такой:", ()),
        ("Подайте заявление.", (1,)),
        ("Дождитесь ответа.", (2, 3)),
        ("**Важно**: не опаздывайте", (2,)),
        ("Конец", ()),
    ]


def test_a_statement_waits_for_the_label_behind_its_stop() -> None:
    statements = Statements()
    assert statements.feed("Отпуск длится 28 дней. [") == []
    assert statements.feed("1] ") == []
    (first,) = statements.feed("Его делят")
    assert first == Statement("", "Отпуск длится 28 дней.", (1,))


def test_the_marker_of_an_item_is_what_leads_it() -> None:
    assert [each.lead.strip() for each in cut("- Раз [1].\n2) Два [2].\n## Три", 4)] == [
        "-",
        "2)",
        "##",
    ]


def test_a_text_without_ends_is_cut_where_it_grows_too_long() -> None:
    statements = Statements()
    assert statements.feed("слово " * 500)


_PARTS = ["Отпуск длится 28 дней", ".", " ", "\n", "[1]", "[2, 3]", "- ", "1. ", "**а**", "[", "]"]


@given(st.lists(st.sampled_from([*_PARTS, "По п. 4.2 да", "!"]), max_size=30), st.integers(1, 9))
def test_no_word_is_lost_wherever_the_wire_cuts(parts: list[str], step: int) -> None:
    text = "".join(parts)
    words = ["".join(each.text for each in cut(text, at)).replace(" ", "") for at in (step, 999)]
    assert words[0] == words[1]
