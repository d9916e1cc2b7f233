"""Text of fonts that lost their character map, told by glyph numbers.

Ghostscript writes a TrueType font of many glyphs as several fonts of 256, each named after the
upper byte of the glyph numbers it holds («Times New Roman_02»), and may drop the map to Unicode.
What then looks like «Jhkkbckdhc N_^_jZpbb» are glyph numbers of Microsoft's Cyrillic fonts (Arial,
Times New Roman, Courier New), which all keep one order: ASCII from glyph 3, and the Cyrillic block
from glyph 0x22C.
"""

import re

_SUBFONT = re.compile(rb"_([0-9A-F]{2})$")
_ASCII_FIRST, _ASCII_LAST, _ASCII_SHIFT = 0x03, 0x61, 0x1D
_BEFORE_A = "ЁЂЃЄЅІЇЈЉЊЋЌЎЏ"
_AFTER_YA = "ёђѓєѕіїјљњћќўџ"
_CYRILLIC_FIRST = 0x22C
_OTHERS = {0xA9: "«", 0xAA: "»", 0xB1: "–", 0xB2: "—", 0x2E3: "№"}
_CYRILLIC = _BEFORE_A + "".join(map(chr, range(0x410, 0x450))) + _AFTER_YA
_LINE_ENDS = frozenset({0x09, 0x0A, 0x0D})
_FIRST_PRINTED = 0x20
_NAMED = {0x2122: 0xAA}  # pdfium names byte 0xAA «trademark», as Mac Roman does
_BYTE = 0xFF
_HYPHEN_MARK = 0x02  # pdfium's own, see pdf_words


def is_suspect(codes: list[int]) -> bool:
    """Whether there are control codes where pdfium never puts any: digits and points unmapped."""
    return any(_HYPHEN_MARK < code < _FIRST_PRINTED and code not in _LINE_ENDS for code in codes)


def repaired(code: int, font: bytes) -> int:
    """The code point that the glyph shows, or `code` when the font is whole."""
    found = _SUBFONT.search(font)
    byte = _NAMED.get(code, code)
    if found is None or byte > _BYTE:
        return code
    glyph = int(found[1], 16) << 8 | byte
    if _ASCII_FIRST <= glyph <= _ASCII_LAST:
        return glyph + _ASCII_SHIFT
    place = glyph - _CYRILLIC_FIRST
    if 0 <= place < len(_CYRILLIC):
        return ord(_CYRILLIC[place])
    return ord(_OTHERS[glyph]) if glyph in _OTHERS else code
