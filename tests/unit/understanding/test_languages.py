import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.understanding.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Как оформить отпуск?", "ru"),
        ("отпуск", "ru"),
        ("Как настроить VPN GlobalProtect Enterprise Client", "ru"),
        ("Что такое KPI и OKR", "ru"),
        ("How do I take leave?", "en"),
        ("vacation policy", "en"),
        ("Where is the order «Приказ»?", "en"),
        ("Як оформити відпустку?", "uk"),
        ("Відпустка", "uk"),
        ("Дзе ўзяць даведку", "be"),
        ("Демалысты қалай рәсімдеуге болады?", "kk"),
        ("Wie viele Tage Urlaub habe ich und wann", "de"),
        ("où est le document", "fr"),
        ("¿Dónde está el documento?", "es"),
        ("2024", "und"),
        ("", "und"),
    ],
)
def test_tells_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_some_language(text: str) -> None:
    assert language_of(text) in {"ru", "en", "uk", "be", "kk", "de", "fr", "es", "und"}
