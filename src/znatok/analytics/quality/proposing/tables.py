"""From a cell of a table to the question «какая цена у насоса …?»."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from znatok.analytics.quality.proposing.grammar import Grammar, Phrase
from znatok.analytics.quality.proposing.sentences import MEASURES, Made, spellings

_FEWEST_ROWS = 3  # with the header; below it is rarely a table of things
_LONGEST_CELL = 60  # characters of what names a row, or answers
_MOST = 3  # questions of one table: its first, middle and last row
_UNIT = re.compile(r"\s*[,(].*$")  # «Цена, руб.», «Масса (кг)»
_LETTERS = re.compile(r"[а-яё]{3}", re.IGNORECASE)
_NUMBERING = frozenset({"№", "n", "№ п/п", "п/п", "id"})
# What a column may be asked about; of others a rule cannot tell whether the question makes sense.
_TELLING = MEASURES | frozenset(
    (
        *("должность", "подразделение", "телефон", "номер", "адрес", "периодичность", "отпуск"),
        *("дата", "наименование", "артикул", "гарантия", "почта", "график", "кабинет", "код"),
    )
)
# Many tables have such a column: a question about it names the document.
_COMMON = frozenset(
    ("количество", "срок", "размер", "сумма", "дата", "лимит", "номер", "объём", "норма")
)
_TOTALS = re.compile(r"^(?:итого|всего|в том числе)", re.IGNORECASE)


def ask_about_table(rows: Sequence[Sequence[str]], title: str, grammar: Grammar) -> Iterator[Made]:
    """Questions about cells of a table whose first row names the columns and whose first column
    names the rows.
    """
    table = [[each.strip() for each in row] for row in rows]
    if table and table[0] and table[0][0].lower() in _NUMBERING:
        table = [row[1:] for row in table]
    if len(table) < _FEWEST_ROWS or len(table[0]) < 2:  # noqa: PLR2004  # a name and a value
        return
    header, *body = table
    named = grammar.phrase(_UNIT.sub("", header[0]))
    if named is None or len(set(header)) < len(header):
        return
    counted = Counter(row[0] for row in body)
    sound = [row for row in body if len(row) == len(header) and _names_a_row(row[0], counted)]
    for row in _spread(sound):
        column = grammar.phrase(_UNIT.sub("", header[1]))
        if column is None or not _sensible(column, named) or not _tells(row[1]):
            continue
        thing = grammar.genitive(grammar.lowered(named.text))
        if thing is None:
            return
        near = "у" if named.acts else "для"
        label = row[0].strip('«»"')
        where = f" в документе «{title}»" if column.head in _COMMON else ""
        asking = f"{column.asking.capitalize()} {grammar.lowered(column.text)}"
        question = f"{asking} {near} {thing} «{label}»{where}?"
        quote = " | ".join(row)
        yield Made(question, spellings(row[1]), quote, "таблица")


def _sensible(column: Phrase, named: Phrase) -> bool:
    if column.head == "должность" and not named.alive:
        return False  # a department has many
    return column.head in _TELLING and column.head != named.head


def _tells(cell: str) -> bool:
    return 1 < len(cell) <= _LONGEST_CELL and cell.lower() not in {"нет", "да", "по запросу"}


def _names_a_row(cell: str, counted: Counter[str]) -> bool:
    plain = len(cell) <= _LONGEST_CELL and counted[cell] == 1
    return plain and bool(_LETTERS.search(cell)) and not _TOTALS.match(cell)


def _spread(rows: Sequence[list[str]]) -> list[list[str]]:
    if len(rows) <= _MOST:
        return list(rows)
    return [rows[0], rows[len(rows) // 2], rows[-1]]
