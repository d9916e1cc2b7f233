import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.language.sentences import sentence_spans

_PROSE = st.text(
    st.sampled_from('АБВабвгдеёжя ABCabc 0123.!?;:…«»"()-\n\r\t\u00a0\u2028'), max_size=300
)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(_PROSE | st.text(max_size=200))
def test_spans_are_exact_ascending_and_leave_out_nothing_but_space(text: str) -> None:
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        sentence = text[start:end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        position = end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Порядок описан в п. 4.2 настоящего договора.",
        "Отчёт сдаётся в срок, т. е. до пятого числа.",
        "Приказ подписал А. С. Иванов вчера.",
        "Ставка составляет 12.5 процента в год.",
        "Выдать 5 тыс. руб. под отчёт.",
        "Смотрите рис. 3 приложения.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    assert _sentences(f"Первое правило. {sentence} Дальше другое.") == [
        "Первое правило.",
        sentence,
        "Дальше другое.",
    ]


def test_a_line_break_always_ends_a_sentence() -> None:
    text = "Сотрудник обязан:\nприйти вовремя;\nсдать отчёт"
    assert _sentences(text) == ["Сотрудник обязан:", "прийти вовремя;", "сдать отчёт"]


def test_empty_lines_and_spaces_are_no_sentences() -> None:
    assert _sentences("  \n\n \t\n") == []
    assert _sentences("\n  Одно. \n\n  Другое.  \n") == ["Одно.", "Другое."]
