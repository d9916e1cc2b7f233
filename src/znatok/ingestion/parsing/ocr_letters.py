"""Letters that look alike in two alphabets: which one is meant, the line tells."""

import re
from collections import defaultdict
from dataclasses import replace

from znatok.ingestion.parsing.ocr_tesseract import ReadWord

_LATIN = "ABCEHKMOPTXaceopxy"
_CYRILLIC = "АВСЕНКМОРТХасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_ROUBLE = re.compile(r"[РP][.,;:)»]*")
_SHARED = frozenset(_LATIN + _CYRILLIC)


def in_one_script(words: list[ReadWord]) -> list[ReadWord]:
    """A word takes the alphabet of its letters that only one has, else that of its line's."""
    lines: defaultdict[int, int] = defaultdict(int)
    for word in words:
        lines[word.line] += _lean(word.text)
    page = sum(lines.values())
    return _with_roubles(
        [replace(each, text=spelled(each.text, lines[each.line] or page)) for each in words]
    )


def _with_roubles(words: list[ReadWord]) -> list[ReadWord]:
    """Tesseract's Russian data do not know the sign «₽»: what follows a number is no letter."""
    return [
        replace(word, text="₽" + word.text[1:])
        if _ROUBLE.fullmatch(word.text) and before.line == word.line and before.text[-1:].isdigit()
        else word
        for before, word in zip(words[:1] + words, words, strict=False)
    ]


def spelled(text: str, around: int) -> str:
    """The word in one alphabet. `around`: letters of its line, Cyrillic less Latin."""
    own = _lean(text)
    if own > 0 or (own == 0 and around > 0):
        return text.translate(_TO_CYRILLIC)
    if own < 0 or around < 0:
        return text.translate(_TO_LATIN)
    return text


def _lean(text: str) -> int:
    """Letters that only the Cyrillic alphabet has, less those that only the Latin has."""
    return sum(
        1 if "\u0400" <= symbol <= "\u04ff" else -1
        for symbol in text
        if symbol.isalpha() and symbol not in _SHARED
    )
