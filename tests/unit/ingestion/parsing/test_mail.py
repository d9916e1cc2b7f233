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


def test_the_date_is_written_the_russian_way_by_the_senders_clock() -> None:
    assert "Дата: 12.03.2026 10:00\n" in read_file(letter(), "a.eml").text
    odd = b"From: a@example.org\nDate: vchera\nMime-Version: 1.0\n\ntext"
    assert "Дата: vchera" in read_file(odd, "a.eml").text


def blocks(body: str) -> list[str]:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content(body)
    parsed = read_file(message.as_bytes(), "a.eml")
    return [parsed.text[b.start : b.end] for b in parsed.blocks][1:]


def test_quoted_lines_are_blocks_of_their_own() -> None:
    assert blocks(
        "Скидку согласовал.\n\n20.04.2026 10:15, Нина пишет:\n"
        "> Цена выше бюджета. Готовы увеличить аванс до 70 %,\n"
        "> если сможете уступить. Нам важно запустить станцию,\n"
        "> то есть до 15 сентября.\n>\n> С уважением\n>> Посмотрите КП\nСпасибо."
    ) == [
        "Скидку согласовал.",
        "20.04.2026 10:15, Нина пишет:",
        "> Цена выше бюджета. Готовы увеличить аванс до 70 %, если сможете уступить. Нам важно запустить станцию, то есть до 15 сентября.",
        "> С уважением",
        "> > Посмотрите КП",
        "Спасибо.",
    ]


def test_the_header_of_an_earlier_letter_is_one_block() -> None:
    header = "От: Нина\nОтправлено: 20 апреля 2026 г. 10:15\nКому: Марина\nТема: КП"
    assert blocks(f"Согласен.\n-----Исходное сообщение-----\n{header}\n\nДобрый день!") == [
        "Согласен.",
        "-----Исходное сообщение-----",
        header,
        "Добрый день!",
    ]


def test_one_line_with_a_subject_is_no_header() -> None:
    assert blocks("Тема: переезд\nЖду ответа.") == ["Тема: переезд", "Жду ответа."]
