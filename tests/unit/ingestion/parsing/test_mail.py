from email.header import Header
from email.message import EmailMessage

import pytest

from znatok.ingestion.parsing import read_file


def letter(charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = Header("Отчёт за март", charset).encode()
    message["From"] = "Анна <anna@example.org>"
    message["To"] = "boss@example.org"
    message["Date"] = "Thu, 12 Mar 2026 10:00:00 +0300"
    message.set_content("Добрый день!\n\nОтчёт готов.", charset=charset)
    message.add_alternative("<p>Разметка</p>", subtype="html", charset=charset)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="март.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_reads_subject_people_plain_body_and_names_attachments(charset: str) -> None:
    parsed = read_file(letter(charset), "a.eml")
    assert parsed.title == "Отчёт за март"
    assert parsed.text.startswith("Отчёт за март\n\nОт: Анна <anna@example.org>\n\nКому:")
    assert "Добрый день!\n\nОтчёт готов.\n\nВложения: март.pdf" in parsed.text
    assert "Разметка" not in parsed.text
    assert parsed.warnings == ("attachments-not-read",)


def test_reads_html_where_there_is_nothing_else() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("<p>Только <b>разметка</b></p>", subtype="html")
    assert "Только разметка" in read_file(message.as_bytes(), "a.eml").text


def test_raw_letters_in_headers_are_decoded() -> None:
    data = "From: a@example.org\nSubject: Счёт на оплату\n\nТекст письма".encode("cp1251")
    assert read_file(data, "a.eml").title == "Счёт на оплату"
