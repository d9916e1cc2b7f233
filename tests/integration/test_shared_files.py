"""Every real file of the shared collection is read well or refused by name."""

import difflib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import kreuzberg
import pypdfium2 as pdfium
import pytest

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import ocr_tesseract as tesseract
from znatok.ingestion.parsing import read_file

pytestmark = pytest.mark.shared_data

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "files"
MANIFEST = FOLDER / "MANIFEST.json"
LISTED = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else []
UNLISTED = (
    {str(each.relative_to(FOLDER)) for each in FOLDER.rglob("*.*")}
    - {each["path"] for each in LISTED}
    - {MANIFEST.name}
)
FILES = LISTED + [
    {"path": path, "ext": path.rpartition(".")[2], "cyr": 0} for path in sorted(UNLISTED)
]

# The manifest counts Cyrillic letters in all XML of a package or as other tools saw them; these
# files are read in full all the same.
NOT_IN_THE_TEXT = {
    "docx/diagram_1.docx": "a drawing: its only Cyrillic is the name of the shape «Полилиния 6»",
    "docx/diagram_2.docx": "Cyrillic stands in names of shapes and in charts kept as other parts",
    "with_attachments/docx_with_images.docx": "alternative texts of pictures are not shown",
    "xlsx/example_formulas.xlsx": "Cyrillic stands in names of cell styles",
    "xlsx/example_with_images.xlsx": "Cyrillic stands in names of pictures",
}
REFUSED = {
    "docx/broken.docx": "broken-file",
    "docx/diagram_1.docx": "no-text",
    "pptx/broken.odp": "broken-file",
    "scanned/broken.djvu": "empty-file",
    "with_attachments/with_attachments_2.docx": "no-text",  # two embedded objects, no words
    "xlsx/broken.ods": "broken-file",
}
# Pictures of pages: with Tesseract they are read, without it they are refused with what to install.
SCANS = {
    "laws/with_applications.pdf": "Порядок согласования субъектом критической информационной",
    "tables/example_with_table1.pdf": "Представителем Фонда содействия инновациям является",
    "tables/example_with_table8.pdf": "публикуемые в российских и зарубежных",
}
# A layer that some program recognised wrongly («ТНЕ СВЕАТ ЕМСТ1$Н»): its picture is read instead.
WRONG_LAYER = {"pdf_auto/english_doc_bad_text.pdf": "THE GREAT ENGLISH DOCUMENT"}
CAN_RECOGNISE = not tesseract.missing(("rus", "eng"))
if not CAN_RECOGNISE:
    REFUSED |= dict.fromkeys(SCANS, "needs-recognition")
# Fonts without a character map: pdfium shows glyph numbers where we restore the letters.
MAPLESS = {"laws/fstek17.pdf", "laws/ukodeksrf.pdf", "tables/example_with_table9.pdf"}
# Running heads are dropped on purpose, and this file has many for its length.
FLOOR = 0.98
HEADED = {
    "vkcloud/Cloud_Desktop_user_guide_v_1_0.pdf": 0.96,  # «Руководство пользователя» on ten pages
}
# The other parser gives a cell merged across six columns six times; as a caption it stands once.
MERGED = {"docx/with_comments.docx": 0.91}


@pytest.fixture(autouse=True)
def _shared() -> None:
    if not FILES:
        pytest.skip("../shared/data/files is absent")


def outcome(path: str) -> ParsedFile | Unreadable:
    file = FOLDER / path
    try:
        return read_file(file.read_bytes(), file.name)
    except Unreadable as error:
        return error


def paths(*extensions: str) -> list[str]:
    return [each["path"] for each in FILES if not extensions or each["ext"] in extensions]


def cyrillic(text: str) -> int:
    return len(re.findall("[А-Яа-яЁё]", text))


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["path"])
def test_a_file_is_read_with_exact_spans_and_its_letters_or_refused_by_name(
    entry: dict[str, Any],
) -> None:
    path = entry["path"]
    found = outcome(path)
    if isinstance(found, Unreadable):
        if found.slug in {"needs-program", "needs-recognition"}:
            pytest.skip(str(found))
        assert REFUSED.get(path) == found.slug
        return
    assert path not in REFUSED
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end
        assert not found.text[end : block.start].strip()
        end = block.end
        if block.rows:
            shown = "\n".join(" | ".join(row) for row in block.rows)
            assert found.text[block.start : block.end] == shown
    assert end == len(found.text)
    if path not in NOT_IN_THE_TEXT and path not in WRONG_LAYER:
        assert cyrillic(found.text) >= 0.9 * entry["cyr"]


def covered(ours: str, theirs: str, *, digits: bool = False) -> float:
    """Share of their letters (and digits) that ours has, as multisets."""

    def counted(text: str) -> Counter[str]:
        return Counter(x for x in text.casefold() if x.isalpha() or (digits and x.isalnum()))

    return (counted(ours) & counted(theirs)).total() / max(1, counted(theirs).total())


def in_order(ours: str, theirs: str) -> float:
    words = [re.findall(r"\w+", text.casefold())[:3000] for text in (ours, theirs)]
    return difflib.SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()


def raw_pdf_text(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    pages = [page.get_textpage() for page in document]
    text = "\n".join(page.get_text_range() for page in pages)
    for page in pages:
        page.close()
    document.close()
    return re.sub("[\ufffe\u00ad\u0002]\r?\n?", "", text)


@pytest.mark.parametrize(
    "path",
    [each for each in paths("pdf") if each not in MAPLESS | WRONG_LAYER.keys() | SCANS.keys()],
)
def test_a_pdf_loses_no_letters_of_its_text_layer(path: str) -> None:
    found = outcome(path)
    if isinstance(found, Unreadable):
        pytest.skip(f"refused: {found.slug}")
    assert covered(found.text, raw_pdf_text((FOLDER / path).read_bytes())) >= HEADED.get(
        path, FLOOR
    )


@pytest.mark.skipif(not CAN_RECOGNISE, reason="install tesseract-ocr, -rus and -eng")
@pytest.mark.parametrize(("path", "words"), (SCANS | WRONG_LAYER).items())
def test_a_scan_is_read_and_said_to_be_one(path: str, words: str) -> None:
    found = outcome(path)
    assert isinstance(found, ParsedFile)
    assert words in found.text
    assert any(each.startswith("pages-recognised:") for each in found.warnings)


def test_single_column_pdfs_keep_the_order_of_words() -> None:
    path = "laws/14_dev_direct.pdf"
    found = outcome(path)
    assert isinstance(found, ParsedFile)
    assert in_order(found.text, raw_pdf_text((FOLDER / path).read_bytes())) >= 0.98


@pytest.mark.parametrize("path", sorted(MAPLESS) if FILES else [])
def test_letters_of_fonts_without_a_map_are_restored(path: str) -> None:
    found = outcome(path)
    assert isinstance(found, ParsedFile)
    total = sum(symbol.isalpha() for symbol in found.text)
    assert cyrillic(found.text) >= 0.9 * total
    assert Counter(re.findall("[а-я]", found.text)).most_common(1)[0][0] in "оеаи"


@pytest.mark.parametrize("path", paths("docx", "odt", "rtf"))
def test_a_text_document_agrees_with_an_independent_parser(path: str) -> None:
    found = outcome(path)
    if isinstance(found, Unreadable) or path in NOT_IN_THE_TEXT:
        pytest.skip("refused, or its text is elsewhere")
    kind = found.media_type
    config = kreuzberg.ExtractionConfig(use_cache=False)
    try:
        theirs = kreuzberg.extract_bytes_sync((FOLDER / path).read_bytes(), kind, config).content
    except kreuzberg.KreuzbergError as error:
        pytest.skip(f"the other parser fails: {error}")
    assert covered(found.text, theirs, digits=True) >= MERGED.get(path, FLOOR)
