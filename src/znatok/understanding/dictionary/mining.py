"""Abbreviations that a document itself explains, found by form and proved by their initials.

The proof is that of Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation
definitions in biomedical text", made stricter for Russian: each letter begins a word, or goes on
inside one whose first letter was matched («электронный документооборот» is ЭДО), and only
function words may be passed over. What is merely a name («далее — Общество») proves nothing and is
left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from znatok.documents.model import BlockKind, Version
from znatok.language.text import fold, squeeze

_MOST = 200  # of one document; a glossary of a large standard has about as many
_LONGEST = 160  # characters of a canonical form
_QUOTED = 200  # characters kept around a find
_LETTERS = range(2, 11)  # of an abbreviation
_WORDS_BACK = 16  # a long form has at most about as many words as its abbreviation letters
_INNER = 2  # letters that one word may add after its first one

_ABBREVIATION = r"(?:[А-ЯЁ]{2,4} [А-ЯЁ]{2,4}|[А-ЯЁA-Z][А-ЯЁA-Zа-яё]{1,9})"
_DEFINED = re.compile(
    r"\(\s*(?:(?:здесь и )?далее(?: по тексту)?(?: именуем\w*)?\s*[—–:-]?\s*)?"
    rf"[«\"]?({_ABBREVIATION})[»\"]?\s*\)"
)
_EXPLAINED = re.compile(rf"(?<![\w-])({_ABBREVIATION})\s*\(([^()\n]{{5,{_LONGEST}}})\)")
_DASHED = re.compile(
    rf"^\W{{0,3}}({_ABBREVIATION})\s+[—–-]\s+([^\n]{{5,{_LONGEST}}})", re.MULTILINE
)
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.;:!?()«»\"\n]")
_FUNCTION = frozenset(
    ("и", "в", "во", "на", "по", "о", "об", "с", "со", "из", "для", "от", "к", "при", "за", "до")
)
_SHORT_COLUMN = re.compile(r"^(?:сокращени[ея]|аббревиатур[аы]|обозначени[ея]|abbreviation)\b")
_LONG_COLUMN = re.compile(
    r"^(?:значени[ея]|расшифровк[аи]|полное (?:наименование|название)|наименование"
    r"|определени[ея]|термин|meaning)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An abbreviation, what it stands for, and the words of the document that say so."""

    variant: str
    canonical: str
    quote: str


def mine(version: Version) -> list[Found]:
    """Abbreviations that the text and the tables of a version explain, each once, in order."""
    found: dict[tuple[str, str], Found] = {}
    for block in version.blocks:
        text = version.text[block.start : block.end]
        pairs = _in_table(block.rows) if block.kind is BlockKind.TABLE else ()
        for each in (*pairs, *_in_text(text)):
            found.setdefault((fold(each.variant), fold(each.canonical)), each)
            if len(found) == _MOST:
                return [*found.values()]
    return [*found.values()]


def _in_text(text: str) -> Iterator[Found]:
    for match in _DEFINED.finditer(text):
        start = _long_form_before(text, match.start(), match[1])
        if start is not None:
            canonical = text[start : match.start()]
            yield _found(match[1], canonical, text, start, match.end())
    for pattern in (_EXPLAINED, _DASHED):
        for match in pattern.finditer(text):
            end = _long_form_after(match[2], match[1])
            if end is not None:
                yield _found(match[1], match[2][:end], text, *match.span())


def _in_table(rows: Sequence[Sequence[str]]) -> Iterator[Found]:
    """Rows of a table whose header says that it explains abbreviations."""
    if not rows:
        return
    header = [fold(squeeze(cell)) for cell in rows[0]]
    short = next((at for at, cell in enumerate(header) if _SHORT_COLUMN.match(cell)), None)
    long = next((at for at, cell in enumerate(header) if _LONG_COLUMN.match(cell)), None)
    if short is None or long is None:
        return
    for row in rows[1:]:
        if len(row) <= max(short, long):
            continue
        variant, canonical = squeeze(row[short]), squeeze(row[long])
        letters = [each for each in variant if each.isalpha()]
        told = len(letters) in _LETTERS and sum(map(str.isupper, letters)) > 1
        if told and len(variant) <= _LETTERS.stop and len(letters) < len(canonical) <= _LONGEST:
            yield Found(variant, canonical, f"{variant} | {canonical}"[:_QUOTED])


def _long_form_before(text: str, end: int, abbreviation: str) -> int | None:
    """Where the words that `abbreviation` stands for begin, when they end before `end`."""
    stops = [each.end() for each in _STOP.finditer(text, max(0, end - _LONGEST), end)]
    first = max(stops, default=max(0, end - _LONGEST))
    words = [*_WORD.finditer(text, first, end)][-_WORDS_BACK:]
    letters = _letters(abbreviation)
    if letters is None or not words:
        return None
    at = _matched([fold(each.group()) for each in words], letters)
    return None if at is None else words[at].start()


def _long_form_after(text: str, abbreviation: str) -> int | None:
    """Where the words that `abbreviation` stands for end, when they begin with `text`."""
    letters = _letters(abbreviation)
    if letters is None:
        return None
    words = [*_WORD.finditer(text)]
    for count in range(1, min(len(words), _WORDS_BACK) + 1):
        end = words[count - 1].end()
        if _STOP.search(text, 0, end):
            return None
        complete = count == len(words) or text[end : end + 1] in (",", ";", ".", "—", "(")
        if complete and _matched([fold(w.group()) for w in words[:count]], letters) == 0:
            return end
    return None


def _letters(abbreviation: str) -> str | None:
    """The letters to be proved; None when there are too few capitals to be an abbreviation."""
    letters = "".join(each for each in abbreviation if each.isalpha())
    if len(letters) not in _LETTERS or sum(map(str.isupper, letters)) < _LETTERS.start:
        return None
    return fold(letters)


def _matched(words: Sequence[str], letters: str) -> int | None:
    """The word at which all `letters` are matched, going back from the last one; None if never.

    The first word must give the first letter; the last word must give one, too.
    """
    ways = [(len(words), len(letters))]  # (words left, letters left)
    while ways:
        words_left, letters_left = ways.pop()
        if letters_left == 0:
            return words_left
        if words_left == 0:
            continue
        word = words[words_left - 1]
        if word in _FUNCTION and words_left < len(words):
            ways.append((words_left - 1, letters_left))
        ways.extend(
            (words_left - 1, letters_left - taken)
            for taken in range(min(_INNER + 1, letters_left), 0, -1)
            if _gives(word, letters[letters_left - taken : letters_left])
        )
    return None


def _gives(word: str, letters: str) -> bool:
    """Whether a word begins with the first of the letters and holds the others in their order."""
    if not word.startswith(letters[0]):
        return False
    at = 0
    for letter in letters[1:]:
        at = word.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _found(variant: str, canonical: str, text: str, start: int, end: int) -> Found:
    quote = squeeze(text[start : min(end, start + _QUOTED)])
    return Found(variant, squeeze(canonical).rstrip(" ,—–-"), quote)
