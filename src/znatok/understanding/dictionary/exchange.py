"""The dictionary as a CSV file that Russian Excel opens: semicolons, UTF-8 with a byte-order mark.

Columns: canonical; variants between bars; kind; department, empty for everyone; enabled (yes, no).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from znatok.kernel.ids import DepartmentId
from znatok.language.text import fold, squeeze
from znatok.understanding.dictionary.errors import UnreadableCsv
from znatok.understanding.dictionary.model import Entry, Kind

COLUMNS = ("canonical", "variants", "kind", "department", "enabled")
_RUSSIAN = ("термин", "варианты", "вид", "подразделение", "включено")
_KINDS: Mapping[str, Kind] = {
    **{each.value: each for each in Kind},
    "": Kind.SYNONYM,
    "сокращение": Kind.ABBREVIATION,
    "аббревиатура": Kind.ABBREVIATION,
    "синоним": Kind.SYNONYM,
    "прозвище": Kind.NICKNAME,
    "обиходное название": Kind.NICKNAME,
}
_ON, _OFF = frozenset({"", "yes", "да", "true", "1"}), frozenset({"no", "нет", "false", "0"})
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection"): it is quoted.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_LINES = 5_000  # of one file


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file. `number`: from 1, the header being the first."""

    number: int
    canonical: str
    variants: tuple[str, ...]
    kind: Kind
    department: str
    enabled: bool


def written(entries: Iterable[Entry], departments: Mapping[UUID, str]) -> bytes:
    """Entries as a file; `departments` gives their names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in entries:
        department = "" if each.department_id is None else departments.get(each.department_id, "")
        cells = (
            each.canonical,
            "|".join(each.variants),
            each.kind.value,
            department,
            "yes" if each.enabled else "no",
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes) -> Iterator[Line]:
    """The lines of a file, in UTF-8 or windows-1251, its cells parted by semicolons or commas.

    Raises:
        UnreadableCsv: not such a file, with the line and what is wrong there.

    """
    text = _decoded(data)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [fold(squeeze(cell)) for cell in next(rows, [])]
        places = _places(header)
        for row in rows:
            if rows.line_num > MOST_LINES:
                raise UnreadableCsv(
                    line=rows.line_num, reason_ru="слишком много строк", reason_en="too many lines"
                )
            if any(cell.strip() for cell in row):
                yield _line(rows.line_num, row, places)
    except csv.Error as error:
        raise UnreadableCsv(
            line=rows.line_num,
            reason_ru="нарушены кавычки или разделители",
            reason_en="its quotes or separators are broken",
        ) from error


def department_of(
    name: str, departments: Mapping[str, DepartmentId], line: int
) -> DepartmentId | None:
    """The department of this name, None for everyone. Raises UnreadableCsv: there is none."""
    if not name:
        return None
    found = departments.get(fold(name))
    if found is None:
        raise UnreadableCsv(
            line=line,
            reason_ru=f"нет подразделения «{name}»",
            reason_en=f"there is no department “{name}”",
        )
    return found


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableCsv(line=1, reason_ru="это не текст", reason_en="it is not text")


def _places(header: list[str]) -> list[int | None]:
    places = [
        next((at for at, cell in enumerate(header) if cell in names), None)
        for names in zip(COLUMNS, _RUSSIAN, strict=True)
    ]
    if places[0] is None or places[1] is None:
        raise UnreadableCsv(
            line=1,
            reason_ru=f"нужен заголовок: {';'.join(COLUMNS)}",
            reason_en=f"it needs the header {';'.join(COLUMNS)}",
        )
    return places


def _line(number: int, row: list[str], places: list[int | None]) -> Line:
    canonical, variants, kind, department, enabled = (
        row[at].strip().removeprefix("'") if at is not None and at < len(row) else ""
        for at in places
    )
    if fold(kind) not in _KINDS:
        raise UnreadableCsv(
            line=number, reason_ru=f"неизвестный вид «{kind}»", reason_en=f"unknown kind “{kind}”"
        )
    if fold(enabled) not in _ON | _OFF:
        raise UnreadableCsv(
            line=number,
            reason_ru="в столбце enabled пишут yes или no",
            reason_en="the column enabled holds yes or no",
        )
    return Line(
        number=number,
        canonical=canonical,
        variants=tuple(each.strip() for each in variants.split("|") if each.strip()),
        kind=_KINDS[fold(kind)],
        department=squeeze(department),
        enabled=fold(enabled) in _ON,
    )
