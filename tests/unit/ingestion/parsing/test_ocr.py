"""Scans are read: which pages, how well, and what is said of those that are not."""

import difflib
import io
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.unit.ingestion.parsing import scans

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import NeedsRecognition, NoText, RecognitionOff
from znatok.ingestion.model import Limits, ParsedFile, Recognition
from znatok.ingestion.parsing import ocr_tesseract, read_file
from znatok.ingestion.parsing.ocr_letters import spelled
from znatok.ingestion.parsing.pdf_scans import spans

LINES = [
    (150, 120, "Арендатор вносит плату до пятого"),
    (150, 190, "числа каждого месяца на счёт."),
]
SENTENCE = "Арендатор вносит плату до пятого числа каждого месяца на счёт."


@pytest.fixture(autouse=True)
def _installed() -> None:
    if ocr_tesseract.missing(("rus", "eng")):
        pytest.skip("no recognition here: install tesseract-ocr, tesseract-ocr-rus")


def limits(**options: object) -> Limits:
    return Limits(recognition=Recognition(**options))  # type: ignore[arg-type]


def alike(read: str, known: str) -> float:
    return difflib.SequenceMatcher(None, read, known, autojunk=False).ratio()


def with_layer(picture: Image.Image, lines: list[str], *, share: float = 1.0) -> bytes:
    """A PDF page with a picture over a share of its height and a text layer of `lines`."""
    pdfmetrics.registerFont(TTFont("Serif", str(scans.FONT)))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(360, 240))
    canvas.drawImage(ImageReader(picture), 0, 0, 360, 240 * share)
    layer = canvas.beginText(36, 225)
    layer.setFont("Serif", 9, 12)
    layer.setTextRenderMode(3)  # not shown, as programs for scanning lay it under the picture
    layer.textLines(lines)
    canvas.drawText(layer)
    canvas.save()
    return stream.getvalue()


def test_reads_a_scan_and_says_so() -> None:
    parsed = read_file(scans.as_pdf([scans.page(LINES)]), "скан.pdf")
    assert parsed.text == SENTENCE
    assert parsed.warnings == ("pages-recognised:1",)
    assert parsed.blocks[0].page == 1


def test_a_scanned_table_keeps_its_cells() -> None:
    rows = [("Отдел", "Ставка"), ("Склад", "125"), ("Офис", "5")]
    words = [
        (x, y, cell)
        for row, y in zip(rows, (330, 430, 530), strict=True)
        for cell, x in zip(row, (240, 740), strict=True)
    ]
    picture = scans.ruled(scans.page([*LINES, *words]), (200, 700, 1200), (310, 410, 510, 610))
    parsed = read_file(scans.as_pdf([picture]), "скан.pdf")
    assert [block.rows for block in parsed.blocks if block.kind is BlockKind.TABLE] == [tuple(rows)]


@pytest.mark.parametrize("degrees", [1.4, 90, 180])
def test_a_crooked_or_turned_page_is_straightened(degrees: float) -> None:
    text = [(150, 120 + 70 * at, f"{SENTENCE[:32]} числа месяца {at}.") for at in range(10)]
    picture = scans.page(text).rotate(degrees, expand=True, fillcolor=255)
    parsed = read_file(scans.as_pdf([picture]), "скан.pdf")
    known = " ".join(each for _, _, each in text)
    assert alike(" ".join(parsed.text.split()), known) >= 0.97


def test_only_pages_without_a_sound_layer_are_recognised() -> None:
    sound = with_layer(scans.page([(150, 700, "ПОДПИСЬ И ПЕЧАТЬ")]), [SENTENCE] * 8, share=0.5)
    parsed = read_file(sound, "с текстом.pdf")
    assert parsed.warnings == ()
    assert "ПЕЧАТЬ" not in parsed.text


def test_a_layer_of_wrong_letters_gives_way_to_what_is_seen() -> None:
    broken = ["Арeндaт0p 8н0сит ЕМСТ1$Н мВ пл$ту д0 пят{го", "чиcлa кажд0г0 мec9ца нa cч$т Е15т"]
    parsed = read_file(with_layer(scans.page(LINES), broken), "плохой слой.pdf")
    assert SENTENCE in parsed.text
    assert "$" not in parsed.text


def test_a_layer_in_the_wrong_encoding_gives_way_to_what_is_seen() -> None:
    mojibake = [SENTENCE.encode("cp1251").decode("latin-1")] * 8
    parsed = read_file(with_layer(scans.page(LINES), mojibake), "кодировка.pdf")
    assert parsed.text == SENTENCE


def test_a_sound_layer_under_a_scan_is_kept() -> None:
    layer = ["Слой, который распознал сам сканер, остаётся как есть."] * 8
    parsed = read_file(with_layer(scans.page(LINES), layer), "с текстом.pdf")
    assert SENTENCE not in parsed.text
    assert parsed.warnings == ()


def test_what_a_layer_says_beside_a_covering_picture_is_kept() -> None:
    data = with_layer(scans.page(LINES), ["Вход. № 17-А/2026"], share=0.9)
    text = read_file(data, "вход.pdf").text
    assert "Вход. № 17-А/2026" in text
    assert SENTENCE in text


def test_a_scan_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    scan = scans.as_pdf([scans.page(LINES)])
    with pytest.raises(NeedsRecognition) as refused:
        read_file(scan, "скан.pdf")
    assert "tesseract-ocr-rus" in refused.value.message("ru")
    with pytest.raises(NeedsRecognition):
        read_file(scans.as_file(scans.page(LINES), "PNG"), "скан.png")


def test_recognition_can_be_switched_off() -> None:
    with pytest.raises(RecognitionOff):
        read_file(scans.as_pdf([scans.page(LINES)]), "скан.pdf", limits(enabled=False))


def test_unread_pages_of_a_mixed_document_are_named() -> None:
    pages = [scans.page(LINES), scans.page([(150, 120, "Вторая страница.")])]
    parsed = read_file(scans.as_pdf(pages), "скан.pdf", limits(max_pages=1))
    assert parsed.warnings == ("pages-recognised:1", "pages-not-recognised:2")


def test_a_page_that_takes_too_long_is_left_out_and_the_rest_read() -> None:
    scan = scans.as_pdf([scans.page(LINES)])
    with pytest.raises(NoText):
        read_file(scan, "скан.pdf", limits(page_seconds=0.01))


def test_each_page_is_announced() -> None:
    told: list[tuple[int, int]] = []
    pages = [scans.page(LINES), scans.page([]), scans.page(LINES)]
    parsed = read_file(
        scans.as_pdf(pages), "скан.pdf", limits(on_page=lambda at, of: told.append((at, of)))
    )
    assert told == [(0, 2), (1, 2)]  # blank backs cost nothing
    assert parsed.pages == 3
    assert parsed.warnings == ("pages-recognised:1,3",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_documents_too(kind: str) -> None:
    parsed = read_file(scans.as_file(scans.page(LINES), kind), f"фото.{kind.lower()}")
    assert parsed.text == SENTENCE
    assert parsed.kind == kind.lower()


def test_a_screenshot_with_transparency_is_read() -> None:
    small = scans.page(LINES).resize((500, 333), Image.Resampling.LANCZOS)
    shot = Image.new("RGBA", small.size, (0, 0, 0, 0))
    shot.putalpha(small.point(lambda level: 255 - level))
    stream = io.BytesIO()
    shot.save(stream, "PNG")
    assert alike(read_file(stream.getvalue(), "снимок.png").text, SENTENCE) >= 0.97


def test_pages_of_a_tiff_keep_their_numbers() -> None:
    stream = io.BytesIO()
    first, second = scans.page(LINES), scans.page([(150, 120, "Вторая страница.")])
    first.save(stream, "TIFF", save_all=True, append_images=[second], dpi=(300, 300))
    parsed: ParsedFile = read_file(stream.getvalue(), "скан.tif")
    assert [block.page for block in parsed.blocks] == [1, 2]


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoText):
        read_file(scans.as_file(scans.page([]), "PNG"), "пусто.png")


def test_letters_alike_in_two_alphabets_follow_their_neighbours() -> None:
    assert spelled("Ha", around=20) == "На"
    assert spelled("МТРиO", around=-20) == "МТРиО"
    assert spelled("РDF", around=20) == "PDF"
    assert spelled("CO", around=-3) == "CO"
    assert spelled("16a", around=5) == "16а"


def test_the_sign_of_the_rouble_is_read_after_numbers() -> None:
    lines = [(150, 120, "Лимит равен 25 000 ₽."), (150, 190, "Раздел Р плана не изменён.")]
    text = read_file(scans.as_pdf([scans.page(lines)]), "скан.pdf").text
    assert "25 000 ₽" in text
    assert "Раздел Р" in text


def test_pages_are_named_in_runs() -> None:
    assert spans([1, 2, 3, 7, 9, 10]) == "1-3,7,9-10"


def word_file(text: str, *pictures: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    for each in pictures:
        document.add_picture(io.BytesIO(each))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_scans_pasted_into_an_office_file_are_read_after_its_own_words() -> None:
    data = word_file("Приложение.", scans.as_file(scans.page(LINES), "PNG"))
    parsed = read_file(data, "приложение.docx")
    assert parsed.text == f"Приложение.\n\n{SENTENCE}"
    assert parsed.warnings == ("pictures-recognised",)
    assert [parsed.text[each.start : each.end] for each in parsed.blocks] == [
        "Приложение.",
        SENTENCE,
    ]


def test_an_office_file_of_a_scan_alone_is_read_or_refused_for_the_lack_of_recognition() -> None:
    data = word_file("", scans.as_file(scans.page(LINES), "JPEG"))
    parsed = read_file(data, "скан.docx")
    assert (parsed.text, parsed.kind, parsed.pages) == (SENTENCE, "docx", None)
    with pytest.raises(RecognitionOff):
        read_file(data, "скан.docx", limits(enabled=False))


def test_pictures_of_a_file_with_text_of_its_own_are_left_alone() -> None:
    data = word_file(" ".join([SENTENCE] * 6), scans.as_file(scans.page(LINES), "PNG"))
    assert read_file(data, "договор.docx").warnings == ()
