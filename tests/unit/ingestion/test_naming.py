"""Names of files that clients send."""

import pytest

from znatok.ingestion.naming import display_name, kind_of, title_of


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Отчёт за март.pdf", "Отчёт за март.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Документы\\Отчёт.docx", "Отчёт.docx"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("счёт\u202efdp.exe", "счётfdp.exe"),
        ("  много   пробелов .txt ", "много пробелов .txt"),
        ("и\u0306.txt", "й.txt"),
        ("", "file"),
        (None, "file"),
        ("..", "file"),
        ("/", "file"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_made_safe_to_show(sent: str | None, shown: str) -> None:
    assert display_name(sent) == shown


def test_an_endless_name_keeps_its_extension() -> None:
    shown = display_name("я" * 1000 + ".pdf")
    assert len(shown) == 255
    assert shown.endswith("я.pdf")


def test_a_first_title_is_the_name_without_extension() -> None:
    assert title_of("Правила_внутреннего__распорядка.docx") == "Правила внутреннего распорядка"
    assert title_of(".env") == ".env"
    assert kind_of("Отчёт.PDF") == "pdf"
    assert kind_of("README") == "file"
