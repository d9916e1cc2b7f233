"""Which documents a document puts out of force, and which it changes."""

import re
from collections.abc import Iterator

from znatok.documents.facts import Fact, Reference
from znatok.ingestion.facts.subject import Subject
from znatok.language.text import squeeze
from znatok.understanding.dates import find_dates
from znatok.understanding.folding import fold_in_place

_PAPER = (
    r"(?:приказ|распоряжени|положени|регламент|порядок|порядк|инструкци|политик|правил|договор"
    r"|соглашени|прайс|прейскурант|памятк|стандарт|программ|редакци|методик|график|руководств)"
)
_INSTEAD = re.compile(
    rf"\bвзамен\s+(?:ранее\s+действовавш\w+\s+|утративш\w+\s+силу\s+)?(?={_PAPER})"
)
_REPEAL = re.compile(
    r"(?:призна(?:ть|ется|ются|ны)|считать|считается|счита[ею]тся)\s+(?:\w+\s+){0,3}?утративш\w+"
    r"\s+силу|\bутративш\w+\s+силу\s+(?:с\s[^.;]{0,40}?)?(?:призна\w+|счита\w+)?"
    rf"|\bотменить\s+(?:действие\s+)?(?={_PAPER})|\bпризна(?:ть|ется)\s+недействующ\w+"
)
_LOSES = re.compile(
    r"(?:утрачива[ею]т|утратил[аои]?)\s+силу|прекраща[ею]т\s+(?:свое\s+)?действие"
    r"|\bотменяется"
)
_STARTS = re.compile(rf"(?<!\w){_PAPER}\w*")
_CHANGES = re.compile(
    rf"(?:изменени[еяй]\s*№\s*\d+\s*(?:к|в)\s+(?={_PAPER})|о\s+внесении\s+изменени\w+\s+в\s+"
    rf"(?={_PAPER})|внести\s+(?:следующие\s+)?изменени\w+\s+в\s+(?={_PAPER})"
    rf"|дополнительное\s+соглашение\s*(?:№\s*[\w/-]+\s*)?(?:от\s[^\n]{{0,40}}?)?к\s+(?={_PAPER}))"
)
_NUMBER = re.compile(
    r"(?:№|\bn(?=\s*\d))\s*([0-9a-zа-я](?:[0-9a-zа-я]|[-–./](?=[0-9a-zа-я])){0,24})", re.IGNORECASE
)
_NEXT = re.compile(rf"(?:,|;|\bи\b)\s*(?:также\s+)?(?:[-–—•]\s*|\d+[.)]\s*)?(?={_PAPER})")
_FOUNDED = re.compile(r"соответстви|основани|согласно|исполнени|руководству|учетом|связи")
_LEAD = 80  # characters of a sentence before the paper it speaks of
_LONGEST = 300  # characters of one reference
_MOST = 20
_TAIL = re.compile(
    r"\s*(?:[,;]|\bс\s+(?:даты|момента|\d)|\bутра\w+|\bсо\s+дня|\bпризна\w+|\bв\s+связи\b|\(далее"
    r"|\bот(?=\s|$)|№|\bутвержд[её]нн\w+|\bпрекраща\w+|\bотменя\w+).*$",
    re.DOTALL,
)
_APPROVED = re.compile(r"утвержд[её]нн\w+")


def replaced_by(subject: Subject) -> tuple[Fact[Reference], ...]:
    """What the document says it stands in place of, or puts out of force."""
    found: dict[int, Fact[Reference]] = {}
    for verb in (*_INSTEAD.finditer(subject.folded), *_REPEAL.finditer(subject.folded)):
        end = _stop(subject, verb.end())
        if founded := _FOUNDED.search(subject.folded, verb.end(), end):
            end = founded.start()
        first = _STARTS.search(subject.folded, verb.end(), end)
        if first is None:
            continue
        for fact in _listed(subject, first.start(), end):
            found.setdefault(fact.start or 0, fact)
    for verb in _LOSES.finditer(subject.folded):
        start, _ = subject.sentence(verb.start())
        named = _STARTS.search(subject.folded, start, verb.start())
        lead = subject.folded[start : named.start()] if named else ""
        if named is not None and len(lead) < _LEAD and not _FOUNDED.search(lead):
            for fact in _listed(subject, named.start(), verb.start()):
                found.setdefault(fact.start or 0, fact)
    return tuple(found[each] for each in sorted(found))[:_MOST]


def amended_by(subject: Subject) -> tuple[Fact[Reference], ...]:
    """What the document says it changes: only its title and head speak for the whole of it."""
    found: list[Fact[Reference]] = []
    if change := _CHANGES.search(subject.titled):
        found += _listed(Subject(subject.title, "", "", ""), change.end(), len(subject.title))
        found = [Fact(each.value, each.confidence) for each in found]
    if change := _CHANGES.search(subject.folded, 0, _HEADED):
        found += _listed(subject, change.end(), _stop(subject, change.end()))
    unique = {(each.value.number, each.value.dated, each.value.title): each for each in found}
    return tuple(unique.values())[:_MOST]


_HEADED = 800


def _stop(subject: Subject, at: int) -> int:
    """Where a list of papers ends: with the sentence, or with a list of lines after a colon."""
    _, end = subject.sentence(at)
    while end < len(subject.text) and subject.text[end - 1] in ";:\n":
        following = re.match(
            rf"\s*(?:[-–—•]|\d+[.)]|[а-я]\))?\s*(?={_PAPER})", subject.folded[end : end + 40]
        )
        if following is None:
            break
        _, further = subject.sentence(end + following.end())
        end = max(further, end + 1)
    return min(end, at + _LONGEST * 5)


def _listed(subject: Subject, start: int, end: int) -> Iterator[Fact[Reference]]:
    """Each paper named between two positions."""
    position = start
    while position < end:
        named = _STARTS.search(subject.folded, position, end)
        if named is None:
            return
        following = _NEXT.search(subject.folded, named.end(), end)
        until = min(following.start() if following else end, named.start() + _LONGEST)
        fact = _reference(subject, named.start(), until)
        if fact is not None:
            yield fact
        position = max(until, named.end())


def _reference(subject: Subject, start: int, end: int) -> Fact[Reference] | None:
    words = subject.text[start:end].rstrip(" \n.;,")
    dates = find_dates(words)
    number = _NUMBER.search(words)
    folded = fold_in_place(words)
    cut = min([len(words), *(each.start for each in dates)])
    title = squeeze(_TAIL.sub("", words[:cut])).strip(' «»"“”')
    own = len(title.split()) > 1 or bool(_APPROVED.search(folded))
    if not (dates or number or own):
        return None
    reference = Reference(
        squeeze(words),
        title,
        number=number.group(1) if number else None,
        dated=dates[0].day if dates else None,
    )
    sure = 0.95 if dates and number else 0.8
    return Fact(reference, sure, start, start + len(words))
