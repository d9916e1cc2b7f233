"""What the beginning of a line says: a clause number, a list mark, a structural heading.

Used where a format does not say it itself: plain text, PDF, and paragraphs without styles.
"""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"^([•●○◦▪▫■□‣⁃∙·➢➤✓✔*\uf0b7\uf0a7\uf02d\uf0d8]|[-–—](?=\s))\s*(?=\S)")
_NUMBER = re.compile(
    r"^(\d{1,3}(?:\.\d{1,3}){0,7})(?:([.)])\s*(?=[^\W\d]|[«\"(])|([.)]?)\s+(?=\S))"
)
_REFERENCE = re.compile(r"^\[\d{1,3}\]\s+(?=\S)")
_CODE_PART = re.compile(r"\b0\d")  # 38.05.01, 01.02: a code or a date, not a clause
# Only with a bracket: «г. Брянск», «ст. 5» and initials open with a letter and a point.
_LETTER = re.compile(r"^\(?([а-яёa-z])\)\s*(?=\S)")
_ROMAN = re.compile(r"^[IVXLC]{1,7}[.)]\s+(?=\S)")
_STRUCTURE = re.compile(
    r"^(?:(?P<part>часть|раздел|приложени[ея])|(?P<chapter>глава|подраздел)"
    r"|(?P<paragraph>параграф|§)|(?P<article>статья))\s*"
    r"(?:№\s*)?(?:[IVXLC]+|\d+(?:[.\-–]\d+)*|[А-Я](?![а-яё])|перв\w+|втор\w+|трет\w+)\b",
    re.IGNORECASE,
)
_STRUCTURE_LEVELS = {"part": 1, "chapter": 2, "paragraph": 3, "article": 4}
_HEADING_LENGTH = 180  # two lines of a page; a longer text only cites the article it opens with
_CAPS_LENGTH = 150
_CAPS_LETTERS = 5
_UNFINISHED = tuple(";:,")


@dataclass(frozen=True, slots=True)
class Mark:
    """`depth` from 1; `width`: of the mark with its blanks; `bullet`: a mark that says nothing."""

    depth: int
    width: int
    bullet: bool = False


def list_mark(line: str) -> Mark | None:
    """The list or clause mark a line opens with: «•», «—», «1)», «4.2.», «а)», «IV.»."""
    if found := _BULLET.match(line):
        return Mark(1, found.end(), bullet=True)
    if found := _NUMBER.match(line):
        parts = found[1].count(".") + 1
        pointed = found[2] or found[3]
        is_clause = (parts > 1 or pointed) and not _CODE_PART.search(found[1])
        return Mark(parts, found.end()) if is_clause else None
    if found := _LETTER.match(line):
        return Mark(2, found.end())
    found = _ROMAN.match(line) or _REFERENCE.match(line)
    return Mark(1, found.end()) if found else None


def structural_level(text: str) -> int | None:
    """1…4 for «Раздел I», «Глава 2», «§ 3», «Статья 5. …» standing alone, else None."""
    if len(text) > _HEADING_LENGTH or text.endswith(_UNFINISHED):
        return None
    found = _STRUCTURE.match(text)
    if found is None or not (text[0].isupper() or text[0] == "§"):
        return None
    rest = text[found.end() :].lstrip(" .:—–-")
    if rest and not (rest[0].isupper() or rest[0] in '«"(0123456789'):
        return None  # «Статья 5 настоящего Закона…» cites, it does not head
    return _STRUCTURE_LEVELS[found.lastgroup or "part"]


def is_caps(text: str) -> bool:
    """A short line wholly in capitals."""
    return (
        len(text) <= _CAPS_LENGTH
        and sum(symbol.isalpha() for symbol in text) >= _CAPS_LETTERS
        and text == text.upper()
        and not text.endswith((*_UNFINISHED, "|"))
    )


def is_short_title(text: str, *, period: bool = False) -> bool:
    """Could be a heading by its looks: short, begins with a capital, ends without punctuation.

    `period`: one closing period is forgiven, «1. Предмет договора.»
    """
    if period:
        text = text.removesuffix(".")
    if len(text) > _CAPS_LENGTH or text.endswith((*_UNFINISHED, ".", "!")):
        return False
    mark = list_mark(text)
    body = text[mark.width :] if mark else text
    return bool(body) and body[0].isupper()
