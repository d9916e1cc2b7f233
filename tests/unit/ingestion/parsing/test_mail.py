import io
import zipfile
from email.header import Header
from email.message import EmailMessage

import pytest

from znatok.documents.model import BlockKind
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


def with_files(*files: tuple[str, bytes, str]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message["Subject"] = "Документы"
    message.set_content("Во вложении.")
    for name, data, kind in files:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message


def test_attachments_stand_in_the_text_under_their_names() -> None:
    rules = "# Правила\n\n## Отпуск\n\nДвадцать восемь дней.\n".encode()
    parsed = read_file(with_files(("правила.md", rules, "text/markdown")).as_bytes(), "a.eml")
    assert parsed.text.endswith(
        "Вложения: правила.md\n\nВложение: правила.md\n\nПравила\n\nОтпуск\n\nДвадцать восемь дней."
    )
    levels = [b.level for b in parsed.blocks if b.kind is BlockKind.HEADING]
    assert levels == [1, 2, 3, 4]
    assert parsed.warnings == ()


def test_files_of_an_attached_archive_are_read_one_by_one() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("акты/акт 1.txt", "Работы приняты.")
        made.writestr("фото.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    message = with_files(("акты.zip", packed.getvalue(), "application/zip"))
    parsed = read_file(message.as_bytes(), "a.eml")
    assert "Вложение: акты.zip/акты/акт 1.txt\n\nРаботы приняты." in parsed.text
    assert "Вложение не прочитано. " in parsed.text
    assert parsed.warnings == ("attachments-not-read",)


def test_a_forwarded_letter_is_read_with_what_it_carries() -> None:
    inner = with_files(("акт.txt", "Работы приняты.".encode(), "application/octet-stream"))
    outer = EmailMessage()
    outer["From"] = "b@example.org"
    outer["Subject"] = "Fwd"
    outer.set_content("Переслано.")
    outer.add_attachment(inner)
    text = read_file(outer.as_bytes(), "a.eml").text
    assert text.count("Работы приняты.") == 1
    assert "Вложение: Документы.eml\n\nДокументы\n\nОт: a@example.org\n\nВо вложении." in text


def test_letters_in_letters_are_read_to_a_limit() -> None:
    letter = with_files(("дно.txt", "Самое дно.".encode(), "application/octet-stream"))
    for _ in range(6):
        outer = EmailMessage()
        outer["From"] = "b@example.org"
        outer["Subject"] = "Fwd"
        outer.set_content("Переслано.")
        outer.add_attachment(letter)
        letter = outer
    parsed = read_file(letter.as_bytes(), "a.eml")
    assert "Самое дно" not in parsed.text
    assert "вложен глубже" in parsed.text
    assert parsed.warnings == ("attachments-not-read",)


def test_the_picture_of_a_signature_is_not_told_of_at_length() -> None:
    message = with_files()
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        maintype="image",
        subtype="png",
        filename="logo.png",
        disposition="inline",
        cid="<logo>",
    )
    text = read_file(message.as_bytes(), "a.eml").text
    assert text.endswith("Вложения: logo.png")
