"""The cell of a table that answers: the row the question names, the column it asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from znatok.chat.rows import CELL
from znatok.chat.shortly.asked import Asked
from znatok.chat.shortly.candidates import Measures
from znatok.chat.shortly.cues import Kind
from znatok.chat.shortly.grid import Line, Tables
from znatok.chat.shortly.model import Cell
from znatok.chat.shortly.pieces import Piece
from znatok.chat.shortly.spans import BARE
from znatok.language.likeness import likeness, likeness_in
from znatok.language.text import fold

_NUMBER = re.compile(r"(?<![\w./-])(\d+(?:[.,]\d+)?)(?![\w/-])")
_MORE = re.compile(r"(?:больше|более|свыше|выше|over|more than)\s+$")
_COVERED = 0.6  # share of what is asked about that row, column and headings must hold together
_WHOLE = 0.5  # share of a cell that a measured value takes: else it is a condition («свыше 5 млн»)
_MEASURED = frozenset({Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.AMOUNT, Kind.DURATION})
_CONDITION = re.compile(r"\s*(?:свыше|более|менее|от|до|больше|меньше|over|under)\s")
_DIGIT = re.compile(r"\d")
_AS_NAMED = 0.9  # what a word counts that the column answers under another name
_EXTENSION = re.compile(r"\s*\d{2,4}\b")
_STRANGE = 0.05  # taken off for each word of a column's name: of two the shorter is meant
_LEAD = 0.5  # by how much of a term's weight the row must fit better than any other
_RANGES = (
    (
        re.compile(
            r"(?:от|с)\s*(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)\D{0,8}\s+(?:до|по)\s+(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)"
        ),
        (1, 2),
    ),
    (
        re.compile(r"(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)\s*[–-]\s*(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)"),
        (1, 2),
    ),
    (re.compile(r"(?:свыше|более|больше|от|over)\s+(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)"), (1, None)),
    (
        re.compile(r"(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)\D{0,12}\s(?:и более|и выше|и старше)"),
        (1, None),
    ),
    (
        re.compile(r"(?:до|менее|меньше|не более|up to)\s+(?<!\d)(\d{1,12}(?:[.,]\d{1,6})?)"),
        (None, 1),
    ),
)
# What a column of bare values of a kind is called.
_HEADERS: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        Kind.MONEY: (
            r"₽|руб|цен|стоим|сумм|оклад|плат|бюджет|выручк|расход|лимит|размер|отгру|факт"
            r"|план|price|cost|amount|salary|смет|затрат|ущерб|проживан|итого|всего"
        ),
        Kind.COUNT: r"кол|шт|единиц|остат|числ|ставок|штат|количеств|quantity|count|number",
        Kind.AMOUNT: r".",
        Kind.PERCENT: r"%|процент|дол|скидк|ставк",
        Kind.PHONE: r"тел|номер|внутр|доб|phone",
        Kind.ROOM: r"каб|комн|room",
        Kind.PERSON: (
            r"кто|ответств|исполнител|замеща|фио|ф\. и|сотрудник|руководител|владел|owner"
            r"|who"
        ),
        Kind.PLACE: r"где|место|адрес|ячейк|кабинет|город|where|place",
        Kind.DATE: r"дата|срок|начал|оконч|когда|date",
        Kind.MOMENT: r"дата|срок|начал|оконч|когда|ввод|date|when",
        Kind.TIME: r"начал|оконч|время|часы|перерыв|time",
        Kind.DURATION: r"срок|дней|дни|врем|период|часов|месяц|продолж",
    }.items()
}
_ANY = frozenset({Kind.CELL, Kind.LIST, Kind.NONE, Kind.STEPS, Kind.FREQUENCY})
# Things that are asked for in one word and stand in tables under another.
_ASKED_AS = {
    Kind.TIME: (
        ("начинаться начинать", r"начал"),
        ("заканчиваться кончаться работать", r"оконч|конец"),
    ),
    Kind.MONEY: (
        ("стоить обойтись почём почем", r"цен|стоим"),
        ("получать зарабатывать", r"оклад|зарплат"),
        ("гостиница проживание ночь", r"прожив"),
    ),
    Kind.AMOUNT: (("гостиница проживание", r"прожив"), ("склад", r"остат|налич|кол")),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """`matched`: term → the cell that holds it; `weight`: of the terms that the row holds."""

    line: Line
    matched: Mapping[str, int]
    weight: float


def cell_for(
    asked: Asked, pieces: Sequence[Piece], measures: Measures, tables: Tables
) -> Cell | None:
    """The one cell that answers, None where rows or columns compete."""
    best: Cell | None = None
    for piece in pieces:
        rows = list(_rows(asked, piece, tables))
        if not rows:
            continue
        row = max(rows, key=lambda each: each.weight)
        quoted = piece.evidence.start <= row.line.span[0] < piece.evidence.end
        rival = max((each.weight for each in rows if each.line is not row.line), default=0.0)
        if not quoted or not row.weight or row.weight - rival < _LEAD:
            continue
        found = _value(asked, piece, row, measures)
        if found is None or found.cover < _COVERED:
            continue
        if best is None or found.cover > best.cover:
            best = found
        elif found.value != best.value and found.cover == best.cover:
            return None
    return best


def _rows(asked: Asked, piece: Piece, tables: Tables) -> Iterator[_Row]:
    fragment = piece.evidence.passage.fragment
    if CELL not in fragment.text[piece.evidence.start : piece.evidence.end]:
        return
    for line in tables.of(fragment):
        matched: dict[str, int] = {}
        weight = 0.0
        for term, of_term in asked.terms.items():
            likes = [
                max((likeness(term, each) for each in lemmas), default=0.0)
                for lemmas in line.lemmas
            ]
            if max(likes) > 0.0:
                matched[term] = likes.index(max(likes))
                weight += of_term * max(likes)
        ranged = _ranged(asked, line.cells)
        if ranged is not None:
            term, at, of_term = ranged
            if term not in matched:
                matched[term] = at
                weight += of_term
        yield _Row(line, matched, weight)


def _ranged(asked: Asked, cells: Sequence[str]) -> tuple[str, int, float] | None:
    """A number of the question that a range in the row holds («12 лет», «от 10 до 20 лет»)."""
    for number in _NUMBER.finditer(asked.question):
        if number[1] not in asked.terms:
            continue
        value = float(number[1].replace(",", "."))
        if _MORE.search(fold(asked.question[: number.start()])):
            value += 1e-6
        for at, cell in enumerate(cells):
            if _in_range(value, fold(cell)):
                return number[1], at, asked.terms[number[1]]
    return None


def _in_range(value: float, cell: str) -> bool:
    for pattern, (low, high) in _RANGES:
        match = pattern.search(cell)
        if match is not None:
            least = float(match[low].replace(",", ".")) if low else float("-inf")
            most = float(match[high].replace(",", ".")) if high else float("inf")
            return least <= value <= most if low is None or high else least < value
    return False


def _value(asked: Asked, piece: Piece, row: _Row, measures: Measures) -> Cell | None:
    line, labels = row.line, set(row.matched.values())
    free = [at for at, cell in enumerate(line.cells) if at not in labels and cell.strip()]
    fits = [at for at in free if _fits(asked, line, at, measures)]
    named = {at: _named(asked, line, at) for at in fits}
    best = max(named.values(), default=0.0)
    chosen = [at for at in fits if named[at] == best]
    if len(chosen) != 1 or (asked.kind in _ANY and best == 0.0):
        return None
    at = chosen[0]
    around = piece.around.union(*line.columns)
    asked_as = _asked_as(asked, line.header[at])
    covered = sum(
        weight
        for term, weight in asked.terms.items()
        if term in row.matched or term in asked_as or likeness_in(term, around)
    )
    total = sum(asked.terms.values())
    name = ", ".join(_row_named(line, each) for each in sorted(labels) or [0])
    return Cell(piece.label, name, line.header[at].strip(), line.cells[at].strip(), covered / total)


def _row_named(line: Line, at: int) -> str:
    """What names the row; a number or a range with the name of its column, too."""
    cell, header = line.cells[at].strip(), line.header[at].strip()
    bare = header and not re.search(r"[^\W\d_]{6,}", cell) and _DIGIT.search(cell)
    return f"{header}: {cell}" if bare else cell


def _fits(asked: Asked, line: Line, at: int, measures: Measures) -> bool:
    """Whether the cell, by itself or by its column's name, is of the kind asked for."""
    kind, cell, header = asked.kind, line.cells[at], fold(line.header[at])
    if kind in _ANY:
        return True
    pattern = _HEADERS.get(kind)
    named = pattern is not None and bool(pattern.search(header))
    if kind in {Kind.PERSON, Kind.PLACE}:
        return named
    if BARE.match(cell) and pattern is not None and kind is not Kind.DATE:
        return named or bool(asked.units & set(line.columns[at]))
    if not named and _CONDITION.match(fold(cell)):
        return False
    called = kind is Kind.PHONE and bool(_EXTENSION.match(cell))
    spans = list(measures(asked, cell))
    whole = sum(end - start for start, end in spans) >= _WHOLE * len(cell.strip())
    return called or bool(spans and (whole or kind not in _MEASURED))


def _named(asked: Asked, line: Line, at: int) -> float:
    """How much of the question names this column."""
    lemmas = line.columns[at]
    found = sum(
        max((likeness(term, each) for each in lemmas), default=0.0)
        for term in asked.about | asked.units
    )
    found += _AS_NAMED * len(_asked_as(asked, line.header[at]))
    return found - _STRANGE * len(lemmas) if found else 0.0


def _asked_as(asked: Asked, header: str) -> set[str]:
    """Words of the question that this column answers under another name."""
    return {
        word
        for words, pattern in _ASKED_AS.get(asked.kind, ())
        for word in asked.words & set(words.split())
        if re.search(pattern, fold(header))
    }
