import io
from typing import Any

from odfdo import Document, DrawPage, Frame, Header, List, ListItem, Paragraph, Table

from znatok.documents.model import BlockKind
from znatok.ingestion.parsing import read_file


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_reads_headings_lists_and_tables_of_a_text() -> None:
    document = Document("text")
    document.body.clear()
    document.body.append(Header(2, "Порядок"))
    document.body.append(Paragraph("Первый абзац."))
    outer = List(["Заявление"])
    outer.append(ListItem(List(["на бумаге"])))
    document.body.append(outer)
    table = Table("Т", width=2, height=1)
    table.set_values([["Срок", "14 дней"]])
    document.body.append(table)
    parsed = read_file(saved(document), "a.odt")
    assert [(b.kind, b.level, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        (BlockKind.HEADING, 2, "Порядок"),
        (BlockKind.PARAGRAPH, 0, "Первый абзац."),
        (BlockKind.LIST_ITEM, 1, "Заявление"),
        (BlockKind.LIST_ITEM, 2, "на бумаге"),
        (BlockKind.TABLE, 0, "Срок | 14 дней"),
    ]


def test_a_slide_of_a_presentation_is_a_page() -> None:
    document = Document("presentation")
    document.body.clear()
    for number in (1, 2):
        page = DrawPage(f"с{number}")
        page.append(
            Frame.text_frame(f"Слайд номер {number}", size=("5cm", "2cm"), position=("1cm", "1cm"))
        )
        document.body.append(page)
    parsed = read_file(saved(document), "a.odp")
    assert parsed.pages == 2
    assert [(b.page, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        (1, "Слайд номер 1"),
        (2, "Слайд номер 2"),
    ]


def test_reads_a_spreadsheet() -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Смета", width=2, height=1)
    table.set_values([["Работы", 1500]])
    document.body.append(table)
    parsed = read_file(saved(document), "a.ods")
    assert parsed.text == "Смета\n\nРаботы | 1500"
