import datetime as dt
import struct

import pytest
from tests.unit.ingestion.parsing.compound import compound, outlook

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.parsing import read_file
from znatok.ingestion.parsing.outlook_rtf import unpack_rtf

SUBJECT, BODY, HTML, RTF, SENDER, SMTP, TO = 0x37, 0x1000, 0x1013, 0x1009, 0xC1A, 0x5D01, 0xE04
FILE, DATA, CONTENT_ID = 0x3707, 0x3701, 0x3712
SENT = int(
    (
        dt.datetime(2026, 3, 12, 7, tzinfo=dt.UTC) - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
    ).total_seconds()
)
MOMENT = {(0x39, 0x40): struct.pack("<Q", SENT * 10_000_000)}
HEADER = {
    SUBJECT: "Отчёт за март",
    SENDER: "Анна Ким",
    SMTP: "anna@example.org",
    TO: "Пётр Орлов; Бухгалтерия",
}


# The example of [MS-OXRTFCP] 4.1: «{\\rtf1\\ansi\\ansicpg1252\\pard hello world}».
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062770"
    "5b06c647d0a800fa0"
)


def test_unpacks_rtf_as_the_specification_shows() -> None:
    assert unpack_rtf(PACKED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_reads_who_wrote_to_whom_and_when_and_the_plain_body() -> None:
    parsed = read_file(
        compound(outlook({**HEADER, BODY: "Добрый день!\r\n\r\nОтчёт готов."}, fixed=MOMENT)),
        "a.msg",
    )
    assert (parsed.kind, parsed.title) == ("msg", "Отчёт за март")
    assert parsed.text == (
        "Отчёт за март\n\nОт: Анна Ким <anna@example.org>\n\nКому: Пётр Орлов; Бухгалтерия\n\n"
        "Дата: 12.03.2026 07:00 UTC\n\nДобрый день!\n\nОтчёт готов."
    )


def test_reads_letters_of_old_programs_in_one_byte_letters() -> None:
    body = "Просим согласовать отпуск с первого июня."
    plain = compound(outlook({**HEADER, BODY: body}, wide=False))
    assert body in read_file(plain, "a.msg").text
    named = outlook(
        {**HEADER, BODY: "Да."}, wide=False, fixed={(0x3FFD, 3): struct.pack("<Q", 1251)}
    )
    assert "Да." in read_file(compound(named), "a.msg").text


def test_reads_a_body_that_is_html_alone() -> None:
    page = "<html><body><p>Оклад <b>пересмотрен</b></p></body></html>".encode()
    told = read_file(compound(outlook(HEADER, binaries={HTML: page})), "a.msg").text
    assert "Оклад пересмотрен" in told


def test_reads_a_body_that_is_packed_rtf_alone() -> None:
    told = read_file(compound(outlook(HEADER, binaries={RTF: PACKED})), "a.msg").text
    assert "hello world" in told


def test_an_attachment_stands_in_the_text_under_its_name() -> None:
    table = {FILE: "цены.csv", CONTENT_ID: ""}
    attached = outlook(table, binaries={DATA: "Товар;Цена\nБолт;12\nГайка;8\n".encode()}, header=8)
    parsed = read_file(
        compound(outlook({**HEADER, BODY: "Цены внутри."}, attached=[attached])), "a.msg"
    )
    assert "Вложения: цены.csv\n\nВложение: цены.csv\n\nТовар | Цена\nБолт | 12" in parsed.text
    assert parsed.warnings == ()


def test_a_forwarded_letter_is_read_with_its_own_attachment() -> None:
    note = outlook({FILE: "приказ.txt"}, binaries={DATA: "Назначить Орлова.".encode()}, header=8)
    inner = outlook({SUBJECT: "Приказ", BODY: "Во вложении."}, attached=[note], header=24)
    carrier = {**outlook({FILE: ""}, header=8), "__substg1.0_3701000D": inner}
    text = read_file(
        compound(outlook({**HEADER, BODY: "См. ниже."}, attached=[carrier])), "a.msg"
    ).text
    assert "Вложение: Приказ\n\nПриказ\n\nВо вложении." in text
    assert "Вложение: приказ.txt\n\nНазначить Орлова." in text


def test_a_word_document_inside_does_not_make_a_letter_a_word_document() -> None:
    word = compound({"WordDocument": b"\xec\xa5" + bytes(600), "1Table": bytes(64)})
    attached = outlook({FILE: "старый.doc"}, binaries={DATA: word}, header=8)
    parsed = read_file(compound(outlook({**HEADER, BODY: "Текст."}, attached=[attached])), "a.msg")
    assert parsed.kind == "msg"
    assert parsed.warnings == ("attachments-not-read",)
    assert "Вложение не прочитано. Файл «старый.doc» повреждён" in parsed.text


def test_a_compound_file_that_only_looks_like_a_letter_is_broken() -> None:
    with pytest.raises(BrokenFile):
        read_file(compound({"__substg1.0_0037001F": "Тема".encode("utf-16-le")}), "a.msg")


@pytest.mark.parametrize("data", [b"", b"short", b"\0" * 40, PACKED[:20], PACKED[:-3]])
def test_packed_rtf_that_is_cut_short_gives_what_came(data: bytes) -> None:
    assert isinstance(unpack_rtf(data), bytes)
