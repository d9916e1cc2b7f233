"""Golden questions as files: JSON lines, and tables for people who work in a spreadsheet.

A row is {question, reader | department, expect: "answer" | "not_found", answer_any: [[…]], source:
[…], quote, forbidden: […], tags: […]}: the format of examples/demo_company/golden.jsonl, whose
`kind` and `reason` become tags. In a table facts are parted by «;», their spellings by «|»; a cell
that begins with «[» is JSON.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from znatok.analytics.quality.model import LineProblem

MOST_LINES: Final = 20_000
_COLUMNS = (
    *("question", "reader", "department", "expect", "answer_any", "source", "quote"),
    *("forbidden", "tags", "status"),
)
_FORMULA = ("=", "+", "-", "@")
_UNUSED = frozenset({"id", "twin", "origin"})
_EXPECT = {"answer": True, "not_found": False}
_STATUSES = frozenset({"confirmed", "proposed", "rejected"})


class FileFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One question as a file holds it; `line` counts from 1, a table's header being line 1."""

    line: int
    question: str
    reader: str | None
    department: str | None
    answerable: bool
    facts: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    quote: str
    forbidden: tuple[str, ...]
    tags: tuple[str, ...]
    status: str


class _Wrong(Exception):  # noqa: N818  # caught two functions up; never leaves this file
    def __init__(self, field: str, ru: str, en: str) -> None:
        super().__init__(en)
        self.field, self.ru, self.en = field, ru, en


def read_file(data: bytes, form: FileFormat) -> tuple[list[FileRow], list[LineProblem]]:
    """The rows that are sound, and what is wrong with the others."""
    rows: list[FileRow] = []
    problems: list[LineProblem] = []
    try:
        lines = list(_json_lines(data) if form is FileFormat.JSONL else _table_lines(data))
    except _Wrong as error:
        return [], [LineProblem(1, error.field, error.ru, error.en)]
    for line, found in lines:
        try:
            if isinstance(found, _Wrong):
                raise found
            rows.append(_row(line, found))
        except _Wrong as error:
            problems.append(LineProblem(line, error.field, error.ru, error.en))
    return rows, problems


def write_file(rows: Sequence[FileRow], form: FileFormat) -> bytes:
    """The rows in the format that `read_file` reads."""
    plain = [_plain(each) for each in rows]
    if form is FileFormat.JSONL:
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in plain)
        return "".join(lines).encode()
    text = io.StringIO()
    # What a Russian spreadsheet opens by a double click: semicolons and a byte order mark.
    writer = csv.DictWriter(text, _COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for each in plain:
        writer.writerow({name: _cell(value) for name, value in each.items()})
    return text.getvalue().encode("utf-8-sig")


def _json_lines(data: bytes) -> Iterator[tuple[int, Mapping[str, Any] | _Wrong]]:
    for number, line in enumerate(_text(data, "utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        _count(number)
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            yield number, _Wrong("line", "это не JSON", "it is not JSON")
            continue
        if isinstance(found, dict):
            yield number, found
        else:
            yield number, _Wrong("line", "это не объект JSON", "it is not a JSON object")


def _table_lines(data: bytes) -> Iterator[tuple[int, Mapping[str, Any] | _Wrong]]:
    try:
        text = _text(data, "utf-8-sig")
    except _Wrong:
        text = _text(data, "cp1251")  # as spreadsheets in Russia have long saved tables
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [each.strip().lower() for each in reader.fieldnames or ()]
        if "question" not in names:
            raise _Wrong("question", "нет столбца question", "there is no column question")
        reader.fieldnames = names
        for cells in reader:
            _count(reader.line_num)
            if None in cells:
                yield reader.line_num, _Wrong("line", "лишние ячейки", "too many cells")
            elif any(each and each.strip() for each in cells.values()):
                yield reader.line_num, {n: _uncovered(value or "") for n, value in cells.items()}
    except csv.Error as error:
        raise _Wrong("line", "таблица не читается", "the table cannot be read") from error


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _Wrong("line", "файл не в UTF-8", "the file is not UTF-8") from error


def _count(line: int) -> None:
    if line > MOST_LINES:
        raise _Wrong("line", f"больше {MOST_LINES} строк", f"more than {MOST_LINES} lines")


def _row(line: int, found: Mapping[str, Any]) -> FileRow:
    unknown = set(found) - {*_COLUMNS, "kind", "reason"} - _UNUSED
    if unknown:
        name = min(unknown)
        raise _Wrong(name, "такого поля нет", "there is no such field")
    expect = _word(found, "expect") or "answer"
    if expect not in _EXPECT:
        raise _Wrong("expect", "answer или not_found", "answer or not_found")
    status = _word(found, "status") or "confirmed"
    if status not in _STATUSES:
        allowed = ", ".join(sorted(_STATUSES))
        raise _Wrong("status", f"одно из: {allowed}", f"one of: {allowed}")
    reader, department = _word(found, "reader"), _word(found, "department")
    if reader and department:
        raise _Wrong("reader", "reader или department, не оба", "reader or department, not both")
    answerable = _EXPECT[expect]
    tags = [*_list(found, "tags"), _word(found, "kind"), _word(found, "reason")]
    return FileRow(
        line=line,
        question=_word(found, "question"),
        reader=reader or None,
        department=department or None,
        answerable=answerable,
        facts=_facts(found.get("answer_any")) if answerable else (),
        sources=tuple(_list(found, "source")) if answerable else (),
        quote=_word(found, "quote"),
        forbidden=() if answerable else tuple(_list(found, "forbidden")),
        tags=tuple(each for each in tags if each),
        status=status,
    )


def _word(found: Mapping[str, Any], field: str) -> str:
    value = found.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Wrong(field, "должна быть строка", "it must be a string")
    return value.strip()


def _list(found: Mapping[str, Any], field: str) -> list[str]:
    value = _unpacked(found.get(field), field)
    if isinstance(value, str):
        value = value.split(";") if field in ("tags", "forbidden", "source") else [value]
    if value is None:
        return []
    if not isinstance(value, list) or not _is_words(value):
        raise _Wrong(field, "должен быть список строк", "it must be a list of strings")
    return [each.strip() for each in value if each.strip()]


def _facts(given: object) -> tuple[tuple[str, ...], ...]:
    value = _unpacked(given, "answer_any")
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(tuple(fact.split("|")) for fact in value.split(";") if fact.strip())
    if _is_words(value):
        assert isinstance(value, list)
        return (tuple(value),) if value else ()
    if isinstance(value, list) and all(_is_words(fact) for fact in value):
        return tuple(tuple(fact) for fact in value)
    raise _Wrong(
        "answer_any",
        "должен быть список фактов, каждый — список написаний",
        "it must be a list of facts, each a list of spellings",
    )


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _unpacked(value: object, field: str) -> object:
    """JSON inside a cell of a table."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise _Wrong(field, "это не JSON", "it is not JSON") from error
    return value


def _plain(row: FileRow) -> dict[str, Any]:
    return {
        "question": row.question,
        "reader": row.reader,
        "department": row.department,
        "expect": "answer" if row.answerable else "not_found",
        "answer_any": [list(each) for each in row.facts],
        "source": list(row.sources),
        "quote": row.quote,
        "forbidden": list(row.forbidden),
        "tags": list(row.tags),
        "status": row.status,
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    text = str(value or "")
    # A spreadsheet would reckon a text that begins so as a formula (OWASP, CSV injection).
    return f"'{text}" if text.startswith(_FORMULA) else text


def _uncovered(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
