"""Number and date of a document: the requisites of GOST R 7.0.97-2016, 5.10 and 5.11."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from znatok.documents.facts import DocumentType, Fact
from znatok.ingestion.facts.subject import Line, Subject

_SIGN = r"(?:№|\bn(?=\s*\d)|\bno\.(?=\s*\d))\s*"
_VALUE = r"(?P<number>(?!_)[0-9a-zа-я](?:[0-9a-zа-я]|[-–./](?=[0-9a-zа-я])){0,24})"
_NUMBER = re.compile(_SIGN + _VALUE, re.IGNORECASE)
# «станция № 5» numbers the station, «форма № Т-1» the form, not the document.
_OF_THINGS = re.compile(
    r"(?:приложени\w+|станци\w+|школ\w+|корпус\w*|дом\w*|д\.|форм[аыеу]|редакци\w+|ред\.|версия"
    r"|изменени\w+|стать\w+|магазин\w*|цех\w*|участ\w+|склад\w*|лот\w*|экз\.?|экземпляр\w*|таблиц\w+"
    r"|рисун\w+|пункт\w*|листе?|этап\w*|филиал\w*|отделени\w+|позици\w+|инн|кпп|бик|счет[еау]?\s+в"
    r"|сч\.|р/с|к/с|кабинет\w*|комнат\w+|офис\w*|помещени\w+|страниц\w+|шаг\w*|урок\w*|вопрос\w*)"
    r"\s*$"
)
_ORDER_NO = re.compile(r"утвержд\w+(?:\W+\w+){0,12}?\W+(?:приказ|распоряжен|решен|протокол)\w*")
_CODE = re.compile(r"(?<![\w-])(?:[А-ЯЁA-Z]{2,5}-)+\d{1,4}(?:[-./]\d{1,4})*(?![\w-])")
_CODED = frozenset({DocumentType.INSTRUCTION, DocumentType.PROCEDURE, DocumentType.POLICY})
_NOT_CODES = re.compile(r"^(?:ГОСТ|ISO|ИСО|ОКПД|ОКУД|ФЗ)-?")
_REQUISITES = 110  # characters: a line of place, date and number alone is no longer than this
_LOOKED = 24  # lines of the head that may hold requisites

# Not the document's own date: what follows such words is a term, or another paper's date.
_NOT_OWN = re.compile(
    r"(?:\bс|\bпо|\bдо|\bна|\bне позднее|\bначиная с|\bсилу с|\bк|\bпериод\w*|\bпротокол\w*"
    r"|\bвзамен\b[^\n]*|\bутратив\w*\b[^\n]*|\bутрачива\w*\b[^\n]*|\bвыдан\w*|\bрождения|\bдоверенност\w+"
    r"[^\n]*|\bзакон\w*[^\n]*|\bв ред\w*\.?(?: от)?|\bв редакции[^\n]*|\bк договору[^\n]*"
    r"|\bк приказу[^\n]*|\bоснован\w+[^\n]*|\bсоответстви\w+[^\n]*|\bзапрос\w*[^\n]*)\s*[:«\"]?\s*$"
)
_LABELLED = re.compile(
    r"(?:^|\W)(?:дата(?: составления| документа| издания| письма)?|date)\s*:?\s*$"
)


def number_of(subject: Subject, kind: DocumentType) -> Fact[str] | None:
    """The number the document is registered under; of a regulation, that of its approval."""
    return next(_numbers(subject, kind), None)


def date_of(subject: Subject, kind: DocumentType) -> Fact[date] | None:
    """The day the document was signed, approved or sent; never the file's."""
    return next(_dates(subject, kind), None)


def _numbers(subject: Subject, kind: DocumentType) -> Iterator[Fact[str]]:
    lines = subject.head[:_LOOKED]
    if kind in _CODED:
        yield from _codes(subject, lines)
    named = [] if kind is DocumentType.LETTER else list(_own(subject.title))
    for found in named:
        yield Fact(found["number"], 0.9)
    for at, line in enumerate(lines):
        approved = _approved(lines, at)
        short = len(line.text) <= _REQUISITES
        if not (approved or short) or _elsewhere(line) or (at > _TOP and not line.dates):
            continue
        for found in _own(line.text):
            if not (approved or line.dates or _begins(line, found)):
                continue
            sure = 0.95 if approved or line.dates else 0.8
            start, end = found.span("number")
            yield Fact(found["number"], sure, line.start + start, line.start + end)
    # «Договор аренды склада № А-19»: in the title of a numbered paper the number is its own.
    if kind in _NUMBERED:
        for found in _NUMBER.finditer(subject.title):
            if any(each.isdigit() for each in found["number"]):
                yield Fact(found["number"], 0.6)


_TOP = 6  # lines: a number without a date is believed only near the heading
_NUMBERED = frozenset(
    {
        *(DocumentType.ORDER, DocumentType.CONTRACT, DocumentType.AMENDMENT, DocumentType.ACT),
        *(DocumentType.INVOICE, DocumentType.MINUTES),
    }
)


def _codes(subject: Subject, lines: Sequence[Line]) -> Iterator[Fact[str]]:
    """Numbers without a sign, «ИОТ-07»: in the title, or on its line."""
    for text, start in ((subject.title, None), *((each.text, each.start) for each in lines[:2])):
        for found in _CODE.finditer(text):
            if not _NOT_CODES.match(found.group()):
                begin, end = found.span()
                placed = (None, None) if start is None else (start + begin, start + end)
                yield Fact(found.group(), 0.8, *placed)


def _own(text: str) -> Iterator[re.Match[str]]:
    for found in _NUMBER.finditer(text):
        named = any(each.isdigit() for each in found["number"])
        before = text[: found.start()].lower()
        if named and not _OF_THINGS.search(before) and "паспорт" not in before:
            yield found


def _begins(line: Line, number: re.Match[str]) -> bool:
    """Whether a number without a date stands in a heading: «Приказ № 5», not in a sentence."""
    before = line.folded[: number.start()]
    return ". " not in before and len(before.split()) <= _HEADING_WORDS


_HEADING_WORDS = 6


def _approved(lines: Sequence[Line], at: int) -> bool:
    """Whether a line tells by which order the paper was approved, itself or after those above.

    «О внесении изменений в Положение, утверждённое приказом …» tells it of another paper.
    """
    stamp = _ORDER_NO.search(lines[at].folded)
    if stamp is not None and _OF_ANOTHER.search(lines[at].folded[: stamp.start()]):
        return False
    return stamp is not None or _approving(lines, at)


_OF_ANOTHER = re.compile(r"внесени|изменени|взамен|утра[чт]|признани|отмен")


def _approving(lines: Sequence[Line], at: int) -> bool:
    """Whether the line goes on a stamp of approval that began above: «УТВЕРЖДЕНО / приказом …»."""
    return any(re.match(r"\W*утвержд", each.folded) for each in lines[max(0, at - 3) : at])


_ELSEWHERE = re.compile(
    r"^\W*(?:приложение|на\s*№|взамен|на\s+основании|в\s+соответствии|во\s+исполнение|к\s+приказу"
    r"|к\s+договору|зарегистрир|\d+\.\s)"
)


def _elsewhere(line: Line) -> bool:
    """Whether the line speaks of another paper, or is a clause of the text."""
    return bool(_ELSEWHERE.match(line.folded))


def _dates(subject: Subject, kind: DocumentType) -> Iterator[Fact[date]]:
    lines = subject.head[:_LOOKED]
    yield from _labelled(lines)
    for at, line in enumerate(lines):
        if _approved(lines, at) and (stamped := _first_own(line)) is not None:
            yield _placed(stamped[2], 0.95, line, *stamped[:2])
    free = [each for each in lines if not subject.in_table(each.start)]
    for line in free:
        own = None if _elsewhere(line) else _first_own(line)
        if own is not None and len(line.text) <= _REQUISITES:
            sure = 0.95 if _is_requisites(line) else 0.75
            yield _placed(own[2], sure, line, *own[:2])
    yield from _titled(subject)
    if kind in _SIGNED_BELOW:
        yield from _at_the_end(subject)


def _labelled(lines: Sequence[Line]) -> Iterator[Fact[date]]:
    """Dates that are called so, and in the first line the day whose state is shown."""
    for line in lines:
        for found in line.dates:
            if _LABELLED.search(line.folded[: found.start]):
                yield _placed(found.day, 0.95, line, found.start, found.end)
    for line in lines[:1]:
        for found in line.dates:
            if _SHOWS.search(line.folded[: found.start]):
                yield _placed(found.day, 0.8, line, found.start, found.end)


_SHOWS = re.compile(r"\bна\s+$")  # «Справочник на 01.09.2025»: the day whose state it shows
_SIGNED_BELOW = frozenset({DocumentType.APPLICATION, DocumentType.LETTER, DocumentType.ACT})
_PLACE = re.compile(r"^\W*(?:г\.|город|пос\.|с\.)\s?[\w-]+|№|^\W*от\b")


def _is_requisites(line: Line) -> bool:
    """Place, date, number: nothing but these on the line."""
    rest = len(line.text) - sum(each.end - each.start for each in line.dates)
    return bool(_PLACE.search(line.folded)) or rest <= len("г. Москва    ")


def _first_own(line: Line) -> tuple[int, int, date] | None:
    for found in line.dates:
        if not _NOT_OWN.search(line.folded[: found.start]):
            return found.start, found.end, found.day
    return None


def _titled(subject: Subject) -> Iterator[Fact[date]]:
    from_title = _line_of(subject.title)
    if from_title.dates:  # «на 1 июня 2026 г.» in a title is the day it shows
        yield Fact(from_title.dates[0].day, 0.8)


def _line_of(text: str) -> Line:
    return Subject(text, "", "", "").head[0] if text.strip() else Line(0, 0, "", "")


def _at_the_end(subject: Subject) -> Iterator[Fact[date]]:
    """Signatures stand below, with their date."""
    base = max(0, len(subject.text) - _TAIL)
    for line in reversed(Subject(subject.text[base:], "", "", "").head):
        if len(line.text) <= _REQUISITES and (own := _first_own(line)) is not None:
            start, end, day = own
            yield Fact(day, 0.7, base + line.start + start, base + line.start + end)


_TAIL = 1_200


def _placed(day: date, sure: float, line: Line, start: int, end: int) -> Fact[date]:
    return Fact(day, sure, line.start + start, line.start + end)
