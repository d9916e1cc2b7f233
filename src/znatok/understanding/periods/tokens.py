"""A text cut into words, numbers and signs, and the numbers read from them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from znatok.understanding.dates import FoundDate, find_dates
from znatok.understanding.folding import fold_in_place
from znatok.understanding.numerals import read_cardinal, read_ordinal

# Digits and letters of each alphabet apart, so that «1кв», "3Q24" and «2023-м» come to pieces.
_TOKEN = re.compile(r"\d+|[а-яґєіїўқғңұһөү]+|[a-z]+|[^\W\d_]+|[^\w\s]|_+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "іі": 2, "ііі": 3, "іv": 4, "і": 1}
_ORDINAL_TAIL_FORMS = "й я е го м му ю ый ая ое ого ом ой ую ий ему ему ей х st nd rd th"
_ORDINAL_TAIL = frozenset(_ORDINAL_TAIL_FORMS.split())
_FUTURE = re.compile(
    r"\b(?:будет|будут|будем|буду)\b|планир|запланирован|предстоящ|ближайш|следующ|будущ|прогноз"
)
_REPEATED = re.compile(
    r"\bеже(?:годн|месячн|квартальн|недельн|дневн)|\bкажд\w+ (?:год|месяц|квартал|недел)"
    r"|\bevery (?:year|month|quarter|week)\b"
)
_LONGEST_NUMBER = 4  # digits of a year; anything longer is no ordinal, count or year
DASHES = frozenset("-–—−‑‒")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of folded text at [start, end); `glued`: no space before it; `day`: a whole date."""

    text: str
    start: int
    end: int
    glued: bool
    day: dt.date | None = None


class Line:
    """The tokens of one text with the day on which it is read.

    `future`: it speaks of what is to come; `repeats`: of what happens over and over («ежегодно до
    1 марта»).
    """

    def __init__(self, text: str, today: dt.date) -> None:
        folded = fold_in_place(text)
        self._text = text
        self.today = today
        self.future = _FUTURE.search(folded) is not None
        self.repeats = _REPEATED.search(folded) is not None
        self.tokens = _tokens(folded, find_dates(text))
        self.words = [token.text for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The token's text, or an empty string outside the line."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the token stands right against the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].glued

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return at < len(self.tokens) and self._text[self.tokens[at].start].isupper()

    def skip(self, at: int, *words: str) -> int:
        """The index behind the token at `at` if it is one of `words`, else `at`."""
        return at + 1 if self.word(at) in words else at

    def number(self, at: int) -> int | None:
        """The value of a token of up to four digits."""
        word = self.word(at)
        return int(word) if word.isdecimal() and len(word) <= _LONGEST_NUMBER else None

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """«3», «3-й», «III», «третий» and the index behind it."""
        number = self.number(at)
        if number is not None:
            return number, self.ordinal_tail(at + 1)
        if self.word(at) in _ROMAN:
            return _ROMAN[self.word(at)], self.ordinal_tail(at + 1)
        return read_ordinal(self.words, at)

    def ordinal_tail(self, at: int) -> int:
        """The index behind «-й», «-го» or "th" if one stands at `at`, else `at`."""
        if self.glued(at) and self.word(at) in _ORDINAL_TAIL:
            return at + 1
        if self.word(at) in DASHES and self.glued(at) and self.word(at + 1) in _ORDINAL_TAIL:
            return at + 2 if self.glued(at + 1) else at
        return at

    def count(self, at: int) -> tuple[Fraction, int] | None:
        """«3», «три», «полтора» and the index behind it."""
        number = self.number(at)
        if number is not None:
            return Fraction(number), at + 1
        return read_cardinal(self.words, at)


def _tokens(folded: str, dates: Sequence[FoundDate]) -> list[Token]:
    tokens: list[Token] = []
    waiting = list(reversed(dates))
    behind = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if start < behind:
            continue
        value = None
        if waiting and start >= waiting[-1].start:
            found = waiting.pop()
            start, end, value = found.start, found.end, found.day
        glued = bool(tokens) and tokens[-1].end == start
        tokens.append(Token(folded[start:end], start, end, glued, value))
        behind = end
    return tokens
