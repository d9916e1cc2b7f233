"""What is wrong with a page's text layer, so that its picture has to be read instead."""

import re
from enum import Enum

import pypdfium2 as pdfium
from pypdfium2 import raw

from znatok.ingestion.parsing.pdf_words import PageContent, Word

_FEW_LETTERS = 200  # a stamp, a signature's note, a running head; a page of text has 1,500
_COVERING = 0.5  # of the page's area: its picture is the page, not an illustration
_WHOLE = 0.8  # a scan with somebody's recognised text beneath it
_NESTED = 3  # depth of forms that are looked into for pictures
_ENOUGH_WORDS = 8  # to judge a layer by
_ODD = 0.2  # share of odd words: sound layers of the shared collection have at most 0.05
_UNMAPPED = 0.1  # share of characters that no font maps to a letter
_LATIN_1 = 0.5  # share of letters among À…ÿ: Russian in CP1251 taken for Latin-1
# Letters of one word in two alphabets, letters about a digit or a sign: «ЕМСТ1$Н», «Е15т${».
_TWO_SCRIPTS = re.compile(r"(?=.*[A-Za-z])(?=.*[\u0400-\u04ff])")
_SIGN_INSIDE = re.compile(r"[^\W\d_][$#{}<>|~^\\*]+\w|[^\W\d_]{2}\d[^\W\d_]|[a-zа-яё][A-ZА-ЯЁ]")
_WORD = re.compile(r"[^\W_]{2}")


class Flaw(Enum):
    """MISSING: no text. BROKEN: its characters are not what is seen. COVERED: little beside a
    picture that covers the page, so what is there is kept and the picture adds to it.
    """

    MISSING = "missing"
    BROKEN = "broken"
    COVERED = "covered"


def flaw_of(content: PageContent, document: pdfium.PdfDocument) -> Flaw | None:
    """None for a page whose layer can be trusted. Pictures are looked at in doubt only."""
    letters = sum(symbol.isalnum() for word in content.words for symbol in word.text)
    if letters == 0:
        return Flaw.MISSING
    if _is_unmapped(content.words):
        return Flaw.BROKEN
    odd = _odd_share(content.words) >= _ODD
    if letters >= _FEW_LETTERS and not odd:
        return None
    covered = _picture_share(document, content.number - 1)
    if odd and covered >= _WHOLE:
        return Flaw.BROKEN
    return Flaw.COVERED if letters < _FEW_LETTERS and covered >= _COVERING else None


def _is_unmapped(words: list[Word]) -> bool:
    """Private-use, replacement and control characters, or the accented letters of mojibake."""
    symbols = [symbol for word in words for symbol in word.text]
    lost = sum(
        symbol == "\ufffd" or "\ue000" <= symbol <= "\uf8ff" or symbol < " " for symbol in symbols
    )
    letters = [symbol for symbol in symbols if symbol.isalpha()]
    accented = sum("\u00c0" <= symbol <= "\u00ff" for symbol in letters)
    return lost > _UNMAPPED * len(symbols) or (
        len(letters) >= _ENOUGH_WORDS and accented > _LATIN_1 * len(letters)
    )


def _odd_share(words: list[Word]) -> float:
    judged = [word.text for word in words if _WORD.search(word.text)]
    if len(judged) < _ENOUGH_WORDS:
        return 0.0
    odd = sum(bool(_TWO_SCRIPTS.search(text) or _SIGN_INSIDE.search(text)) for text in judged)
    return odd / len(judged)


def _picture_share(document: pdfium.PdfDocument, index: int) -> float:
    """Share of the page that its pictures cover together, counted on a grid of 20 by 20."""
    page = document[index]
    try:
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        covered: set[tuple[int, int]] = set()
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTED):
            x0, y0, x1, y1 = each.get_bounds()
            columns = _steps((x0 - left) / width, (x1 - left) / width)
            rows = _steps((y0 - bottom) / height, (y1 - bottom) / height)
            covered.update((column, row) for column in columns for row in rows)
    finally:
        page.close()
    return len(covered) / _GRID**2


_GRID = 20


def _steps(start: float, end: float) -> range:
    """Squares of the grid whose middle lies within."""
    first = max(0, round(start * _GRID))
    return range(first, min(_GRID, round(end * _GRID)))
