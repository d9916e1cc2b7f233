import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from znatok.documents.model import BlockKind
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import read_file

NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>"""


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shown(parsed: ParsedFile) -> list[tuple[BlockKind, int, str]]:
    return [(b.kind, b.level, parsed.text[b.start : b.end]) for b in parsed.blocks]


def read(document: Any) -> ParsedFile:
    return read_file(saved(document), "договор.docx")


@pytest.fixture
def document() -> Any:
    return docx.Document()


def numbered(document: Any) -> Callable[..., None]:
    """Adds a three-level list to the document and returns a function that appends its items."""
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )

    def append(text: str, level: int, number: str = "77") -> None:
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )

    return append


def test_numbers_stand_as_word_shows_them(document: Any) -> None:
    append = numbered(document)
    for text, level in (
        ("Предмет", 0),
        ("Цена", 0),
        ("НДС", 1),
        ("аванс", 2),
        ("остаток", 2),
        ("Срок", 1),
        ("Прочее", 0),
        ("Суд", 1),
    ):
        append(text, level)
    assert [text for _, _, text in shown(read(document))] == [
        "1. Предмет", "2. Цена", "2.1. НДС", "а) аванс", "б) остаток", "2.2. Срок", "3. Прочее", "3.1. Суд",
    ]  # fmt: skip


def test_a_second_list_goes_on_counting_unless_it_says_where_to_start(document: Any) -> None:
    append = numbered(document)
    root = document.part.numbering_part.element
    for number, override in (
        ("78", ""),
        ("79", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    ):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{override}</w:num>'
            )
        )
    append("один", 0)
    append("два", 0, "78")
    append("пять", 0, "79")
    append("шесть", 0, "79")
    assert [text for _, _, text in shown(read(document))] == [
        "1. один",
        "2. два",
        "5. пять",
        "6. шесть",
    ]


def test_an_empty_numbered_paragraph_still_counts(document: Any) -> None:
    append = numbered(document)
    append("один", 0)
    append("", 0)
    append("три", 0)
    assert [text for _, _, text in shown(read(document))] == ["1. один", "3. три"]


def test_headings_come_from_styles_outlines_and_looks(document: Any) -> None:
    document.add_heading("Договор", 0)
    document.add_heading("Предмет", 2)
    style = document.styles.add_style("Пункт", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Уточнение", style="Пункт")
    document.add_paragraph().add_run("Адреса сторон").bold = True
    document.add_paragraph("Статья 7. Споры")
    document.add_paragraph("Обычный текст.")
    assert [(level, text) for kind, level, text in shown(read(document)) if kind is BlockKind.HEADING] == [
        (1, "Договор"), (2, "Предмет"), (3, "Уточнение"), (5, "Адреса сторон"), (4, "Статья 7. Споры"),
    ]  # fmt: skip


def test_merged_cells_are_repeated_and_numbers_in_cells_are_shown(document: Any) -> None:
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Отдел"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Дни"
    for row, column, text in (
        (1, 1, "лето"),
        (1, 2, "зима"),
        (2, 0, "ИТ"),
        (2, 1, "14"),
        (2, 2, "7"),
    ):
        table.cell(row, column).text = text
    assert read(document).blocks[0].rows == (
        ("Отдел", "Дни", "Дни"),
        ("Отдел", "лето", "зима"),
        ("ИТ", "14", "7"),
    )


BODY = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>"""
NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>С учётом НДС.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def package(body: str, **parts: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", BODY.format(body=body))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def text_of(body: str, **parts: Any) -> str:
    return read_file(package(body, **parts), "a.docx").text


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_insertions_stay_deletions_hidden_text_and_field_codes_go() -> None:
    body = (
        "<w:p>" + run("Срок ") + f"<w:del>{run('десять').replace('w:t', 'w:delText')}</w:del>"
        f"<w:ins>{run('пять')}</w:ins>"
        + run(" дней")
        + run(" тайно", "<w:vanish/>")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert text_of(body) == "Срок пять дней"


def test_a_footnote_follows_its_paragraph() -> None:
    body = f"<w:p>{run('Цена')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p><w:p>{run('Далее')}</w:p>"
    assert text_of(body, footnotes=NOTES) == "Цена[1]\n\n[1] С учётом НДС.\n\nДалее"


COMMENTS = """<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:comment w:id="0" w:author="Орлова"><w:p><w:r><w:t>Срок</w:t></w:r></w:p><w:p><w:r><w:t>уточнить.</w:t></w:r></w:p></w:comment>
<w:comment w:id="1"><w:p/></w:comment></w:comments>"""


def test_a_comment_follows_its_paragraph_and_is_said_to_be_one() -> None:
    mark = "<w:r><w:commentReference w:id='{}'/></w:r>"
    body = f"<w:p>{run('Срок десять дней.')}{mark.format(0)}{mark.format(1)}{mark.format(9)}</w:p>"
    told = text_of(body + f"<w:p>{run('Далее')}</w:p>", comments=COMMENTS)
    assert told == "Срок десять дней.\n\n[Комментарий (Орлова): Срок уточнить.]\n\nДалее"


def test_a_comment_in_a_table_follows_the_table() -> None:
    cell = f"<w:tc><w:p>{run('Цена')}<w:r><w:commentReference w:id='0'/></w:r></w:p></w:tc>"
    body = f"<w:tbl><w:tr>{cell}<w:tc><w:p>{run('12')}</w:p></w:tc></w:tr></w:tbl>"
    assert text_of(body, comments=COMMENTS) == "Цена | 12\n\n[Комментарий (Орлова): Срок уточнить.]"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('В рамке')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('Текст')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(body) == "Текст\n\nВ рамке"


def test_content_controls_links_breaks_and_hyphens_are_shown() -> None:
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run('Поле')}<w:r><w:br/></w:r><w:hyperlink>{run('ссылка')}</w:hyperlink>"
        f"<w:r><w:noBreakHyphen/></w:r>{run('да')}</w:p></w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "Поле\nссылка-да"


def test_damaged_styles_and_properties_do_not_stop_reading() -> None:
    assert text_of(f"<w:p>{run('Текст')}</w:p>", styles="<broken", numbering="<broken") == "Текст"


def test_the_title_property_is_kept_unless_a_program_wrote_it(document: Any) -> None:
    document.add_paragraph("Текст")
    document.core_properties.title = "Договор поставки"
    assert read(document).title == "Договор поставки"
    document.core_properties.title = "Документ Microsoft Word"
    assert read(document).title is None


def test_a_first_row_across_all_columns_is_a_caption() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Сроки поставки"
    for at, text in enumerate(["Товар", "Дней", "Насос", "10"]):
        table.cell(1 + at // 2, at % 2).text = text
    parsed = read_file(saved(document), "a.docx")
    assert shown(parsed)[0] == (BlockKind.PARAGRAPH, 0, "Сроки поставки")
    assert parsed.blocks[1].rows == (("Товар", "Дней"), ("Насос", "10"))
