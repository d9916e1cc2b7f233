"""From when until when a document is in force, by its own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from znatok.documents.facts import DocumentType, Fact
from znatok.ingestion.facts.subject import HEAD, Subject
from znatok.understanding.dates import FoundDate, find_dates

_NEAR = 90  # characters between «вступает в силу» and its date, and before it to its subject
# A paper that speaks of itself. «Скидка действует до …» is about the discount.
_ITSELF = re.compile(
    r"\b(?:положени[ея]|приказ\w{0,2}|договор\w{0,2}|контракт\w{0,2}|соглашени[ея]|регламент\w{0,2}"
    r"|порядок|порядка|правила|инструкци[яи]|политик[аи]|документ\w{0,2}|прайс\w*|прейскурант\w{0,2}"
    r"|цены|тариф\w{0,2}|программ[аы]|предложени[ея]|распоряжени[ея]|памятк[аи]|стандарт\w{0,2}"
    r"|доверенност[ьи]|редакци[яи]|методик[аи]|график\w{0,2}|расписани[ея]|перечень|оферт[аы]"
    r"|он|она|оно|настоящ\w+)\b"
)
_COMES = re.compile(
    r"(?:вступ\w+\s+в\s+(?:законную\s+)?силу|введ\w+\s+в\s+действие|вводит\w*\s+в\s+(?:действие|силу)"
    r"|ввести\s+в\s+действие|дата\s+(?:введения|вступления)(?:\s+в\s+(?:действие|силу))?"
    r"|срок\s+введения)"
)
_ACTS = re.compile(r"(?:действу\w+|действител\w+|срок\w*\s+действия|применя[ею]т\w+)")
_FROM = re.compile(r"(?:\bс|\bначиная\s+с|\bсо\s+дня|:)\s*(?:«|\")?\s*$")
_UNTIL = re.compile(r"(?:\bдо|\bпо|\bвключительно\s+до|\bистекает)\s*(?:«|\")?\s*$")
_FROM_SIGNING = re.compile(
    r"(?:с|со)\s+(?:момента|даты|дня)\s+(?:его\s+|ее\s+)?(?:подписания|утверждения|издания|заключения)"
)
_LAPSED = re.compile(r"(?:утратил[аои]?|утрачивает)\s+силу")
_HEADED = re.compile(r"^\W*(?:прайс|прейскурант|цены|тариф|график|расписание|программа)")
_ROWS = re.compile(r"(?:^|\n)\W*(?:период|срок)\s+действия[^\n]{0,20}")
_TITLE_FROM = re.compile(r"\b(?:с|от)\s*$")


@dataclass(frozen=True, slots=True)
class Period:
    valid_from: Fact[date] | None
    valid_until: Fact[date] | None


def validity_of(subject: Subject, kind: DocumentType, dated: Fact[date] | None) -> Period:
    """The first words that say it; a paper in force «со дня подписания» begins on its date."""
    begins = next(_begins(subject, kind), None)
    if begins is None and dated is not None and _from_signing(subject):
        begins = Fact(dated.value, 0.7, dated.start, dated.end)
    ends = next(_ends(subject), None)
    if begins is not None and ends is not None and ends.value < begins.value:
        ends = None
    return Period(begins, ends)


def _begins(subject: Subject, kind: DocumentType) -> Iterator[Fact[date]]:
    for verb in _COMES.finditer(subject.folded):
        if _own(subject, verb):
            dates = _after(subject, verb.end())
            yield from (_found(each) for each in dates if _begun(subject, verb, each))
    for verb in _ACTS.finditer(subject.folded):
        if _own(subject, verb):
            for found in _after(subject, verb.end()):
                if _FROM.search(subject.folded, verb.start(), found.start):
                    yield Fact(found.day, 0.9, found.start, found.end)
    yield from _headings(subject, kind)


def _begun(subject: Subject, verb: re.Match[str], found: FoundDate) -> bool:
    """«вступает в силу с 1 марта», «вступает в силу 1 марта», «дата введения: 1 марта»."""
    if _FROM.search(subject.folded, verb.start(), found.start):
        return True
    return not re.search(r"\w", subject.folded[verb.end() : found.start])


def _headings(subject: Subject, kind: DocumentType) -> Iterator[Fact[date]]:
    """«Прайс-лист с 1 апреля 2026 г.», on the page or in the title."""
    priced = kind is DocumentType.PRICE_LIST
    for line in subject.first_lines[:3]:
        for found in line.dates if priced or _HEADED.search(line.folded) else ():
            if _FROM.search(line.folded[: found.start]):
                yield Fact(found.day, 0.8, line.start + found.start, line.start + found.end)
    for found in find_dates(subject.title):
        before = subject.titled[: found.start]
        if _FROM.search(before) or (priced and _TITLE_FROM.search(before)):
            yield Fact(found.day, 0.8)


def _found(date_: FoundDate) -> Fact[date]:
    return Fact(date_.day, 0.95, date_.start, date_.end)


def _ends(subject: Subject) -> Iterator[Fact[date]]:
    for verb in _ACTS.finditer(subject.folded):
        if _own(subject, verb):
            for found in _after(subject, verb.end()):
                if _UNTIL.search(subject.folded, verb.start(), found.start):
                    yield Fact(found.day, 0.9, found.start, found.end)
    stamp = _LAPSED.search(subject.folded, 0, _STAMPED)
    if stamp and _alone(subject, stamp):
        for found in _after(subject, stamp.end()):
            yield Fact(found.day - timedelta(days=1), 0.9, found.start, found.end)


_STAMPED = 400  # characters: a stamp «Утратил силу с …» stands at the very top


def _alone(subject: Subject, stamp: re.Match[str]) -> bool:
    """Whether the words are a stamp on this paper, not a sentence about another."""
    start = subject.folded.rfind("\n", 0, stamp.start()) + 1
    before = subject.folded[start : stamp.start()].strip(" (*—-.")
    return not before or bool(
        re.fullmatch(r"(?:настоящ\w+\s+)?(?:документ|приказ|положение)", before)
    )


def _own(subject: Subject, verb: re.Match[str]) -> bool:
    """Whether the document speaks of itself here, or its head says it without a subject."""
    start, end = subject.sentence(verb.start())
    if subject.text[verb.start()].isupper():  # a sentence of its own after «2026 г.»
        start = verb.start()
    before = subject.folded[max(start, verb.start() - _NEAR) : verb.start()]
    if _LAPSED.search(subject.folded, start, end) and not _COMES.match(verb.group()):
        return False
    if _ITSELF.search(before):
        return not _OTHER_THING.search(before)
    bare = not re.search(r"\w{3,}", re.sub(r"^\W*(?:\d+[.)])*", "", before))
    if bare:
        return verb.start() < HEAD or bool(_COMES.match(verb.group()))
    # «Юридический отдел, действует с …»: a line of requisites under the title.
    return subject.under_title(verb.start()) and before.rstrip().endswith(",")


_OTHER_THING = re.compile(
    r"(?:скидк\w+|акци[яи]|пропуск\w*|пароль|справк\w+|сертификат\w*|лицензи\w+|полис\w*"
    r"|гаранти\w+|закон\w*|кодекс\w*|приложени[ея]\s+№)[^.;]*$"
)


def _after(subject: Subject, end: int) -> Iterator[FoundDate]:
    """Dates soon after a verb, in its sentence; positions in the whole text."""
    _, stop = subject.sentence(end)
    piece = subject.text[end : min(stop + 1, end + _NEAR)]
    for found in find_dates(piece):
        yield FoundDate(end + found.start, end + found.end, found.day)


def _from_signing(subject: Subject) -> bool:
    for verb in (*_COMES.finditer(subject.folded), *_ACTS.finditer(subject.folded)):
        near = subject.folded[verb.end() : verb.end() + _NEAR]
        if _own(subject, verb) and _FROM_SIGNING.search(near):
            return True
    return False
