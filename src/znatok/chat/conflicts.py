"""What an answer must say about its sources: that one is out of force, or that two disagree.

Said around the answer, whoever writes it: before it when documents in force state different values,
after it when what it quotes is no longer, or not yet, in force.
"""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date

from znatok.chat.context import Evidence, Piece, Prompt
from znatok.chat.markdown import inline
from znatok.chat.model import Written
from znatok.chat.ports import Answerer
from znatok.chat.rows import CELL
from znatok.chat.words import quoted, say
from znatok.documents.facts import Lapse
from znatok.kernel.ids import DocumentId
from znatok.language.text import fold
from znatok.understanding.dates import find_dates

# A revision out of force yields to the one in force unless the latter's sentence is this much worse
# (in the units of `EvidenceSettings`): rewording moves a cosine by .05 to .08, a sentence about
# something else by more. From the sentences of the demo company's two leave regulations.
_YIELDS = 2.0
_LABEL = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_ALIKE = 0.6  # share of common words, numbers aside, from which two sentences state one thing


@dataclass(frozen=True, slots=True)
class Value:
    """A number with what it counts, or a day. `text`: as it is written."""

    unit: str
    amount: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two pieces of evidence, by their labels, whose documents state different values."""

    labels: tuple[int, int]
    values: tuple[Value, Value]


class CandidAnswerer:
    """An answerer whose answers say what their sources' standing is."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    async def write(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Yield what disagrees, the answer, and what of its sources is out of force.

        Both are said of an answer that there is: an answerer may find that nothing answers.
        """
        context = prompt.context
        conflict = conflict_of(context.evidence)
        sources = prompt.sources or context.evidence
        cited: set[int] = set()
        begun, last = False, None
        async for piece in self._answerer.write(prompt):
            if isinstance(piece, Written):
                last = piece  # stays the last
                continue
            if isinstance(piece, str):
                if not begun and conflict is not None:
                    said = _side_by_side(conflict, context.evidence, context.language)
                    cited |= set(conflict.labels)
                    yield f"{said}\n\n"
                begun = True
                cited |= {int(each) for each in _LABEL.findall(piece)}
            yield piece
        if begun:
            cited_sources = [each for n, each in enumerate(sources, start=1) if n in cited]
            for remark in remarks(cited_sources, context.language):
                yield f"\n\n{remark}"
        if last is not None:
            yield last


def current_first(weighed: Sequence[Evidence]) -> list[Evidence]:
    """Evidence without what another revision, in force on the day asked about, says as well.

    What the revision in force does not say stays: it will be marked.
    """
    best: dict[DocumentId, float] = {}
    for each in weighed:
        if each.passage.force.lapse is None:
            document = each.passage.fragment.document_id
            best[document] = max(best.get(document, each.score), each.score)
    return [each for each in weighed if each.passage.force.lapse is None or not _yields(each, best)]


def _yields(evidence: Evidence, best: dict[DocumentId, float]) -> bool:
    validity = evidence.passage.validity
    kin = {each.document_id for each in (*validity.newer, *validity.older)}
    return any(best[each] >= evidence.score - _YIELDS for each in kin if each in best)


def remarks(evidence: Sequence[Evidence], language: str) -> list[str]:
    """One sentence for each cited document that is not in force on the day asked about."""
    said: dict[DocumentId, str] = {}
    for each in evidence:
        passage, force = each.passage, each.passage.force
        if force.lapse is None or force.on is None:
            continue
        title = quoted(inline(passage.title), language)
        if force.lapse is Lapse.NOT_YET and passage.validity.begins is not None:
            since = day_in_words(passage.validity.begins, language)
            remark = say("not_yet_in_force", language, title=title, since=since)
        elif force.lapse is Lapse.EXPIRED and passage.validity.valid_until is not None:
            until = day_in_words(passage.validity.valid_until, language)
            remark = say("expired", language, title=title, until=until)
        elif force.instead is not None and force.instead.since is not None:
            instead = quoted(inline(force.instead.title), language)
            since = day_in_words(force.instead.since, language)
            remark = say("replaced_since", language, title=title, instead=instead, since=since)
        else:
            instead = quoted(inline(force.instead.title), language) if force.instead else ""
            remark = say("replaced", language, title=title, instead=instead)
        said.setdefault(passage.fragment.document_id, remark)
    return list(said.values())


def conflict_of(evidence: Sequence[Evidence]) -> Conflict | None:
    """The first two pieces that state one thing with different values, in documents in force."""
    holding = [
        (label, each)
        for label, each in enumerate(evidence, start=1)
        if each.passage.force.lapse is None and CELL not in each.sentence_text
    ]
    for at, (label, one) in enumerate(holding):
        for other_label, other in holding[at + 1 :]:
            if one.passage.fragment.document_id == other.passage.fragment.document_id:
                continue
            values = _differing(one.sentence_text, other.sentence_text)
            if values is not None:
                return Conflict((label, other_label), values)
    return None


_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"(?<=[^.!?]\s)[«\"]?[А-ЯЁA-Z][\w-]+")
_AMOUNT = re.compile(
    r"(?<![\w.,/-])(?P<amount>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"(?:\s*\([^)]{1,40}\))?\s*(?P<unit>%|₽|[^\W\d_]+)?(?:\s+(?P<more>[^\W\d_]+))?"
)
_STEM = 5  # letters by which inflected words are compared


def _differing(one: str, other: str) -> tuple[Value, Value] | None:
    """Values of one unit that differ, when the sentences are otherwise much the same."""
    words, others = _stems(one), _stems(other)
    if not words or len(words & others) < _ALIKE * len(words | others):
        return None
    if {fold(each) for each in _NAME.findall(one)} != {fold(each) for each in _NAME.findall(other)}:
        return None  # «в Москве» and «в Казани» are two things
    values, other_values = _values(one), _values(other)
    for unit, value in values.items():
        rival = other_values.get(unit)
        if rival is not None and rival.amount != value.amount:
            return value, rival
    return None


def _stems(text: str) -> set[str]:
    dates = find_dates(text)
    for each in reversed(dates):
        text = text[: each.start] + text[each.end :]
    return {word[:_STEM] for word in _WORD.findall(fold(text))}


def _values(text: str) -> dict[str, Value]:
    """The values of a sentence by unit; a unit with two values tells nothing and is left out."""
    found: dict[str, list[Value]] = {}
    rest = text
    for each in find_dates(text):
        written = text[each.start : each.end]
        found.setdefault("date", []).append(Value("date", each.day.isoformat(), written))
        rest = rest[: each.start] + "·" * (each.end - each.start) + rest[each.end :]
    for match in _AMOUNT.finditer(rest):
        unit, shown = _unit(match["unit"] or ""), [match["amount"], match["unit"]]
        if match["more"] and _QUALIFIES.match(match["unit"].lower()):
            unit, shown = _unit(match["more"]), [*shown, match["more"]]
        if unit:
            amount = re.sub(r"\s", "", match["amount"]).replace(",", ".")
            found.setdefault(unit, []).append(Value(unit, amount, " ".join(shown)))
    return {unit: values[0] for unit, values in found.items() if len(values) == 1}


_QUALIFIES = re.compile(r"календарн|рабоч|тысяч|тыс|млн|миллион")
# What is counted, in whichever case and length it is written.
_UNITS = tuple(
    (unit, re.compile(words))
    for unit, words in (
        ("day", r"д(?:ень|ня|ней|ни|нями|нях)$|сут(?:ки|ок)$"),
        ("rouble", r"руб|₽|р$"),
        ("percent", r"%|процент"),
        ("hour", r"час|ч$"),
        ("minute", r"мин"),
        ("month", r"мес"),
        ("year", r"год|лет$"),
        ("week", r"недел"),
    )
)


def _unit(word: str) -> str:
    """One name for the forms of a unit; of an unknown one its stem."""
    folded = fold(word)
    return next((unit for unit, words in _UNITS if words.match(folded)), folded[:_STEM])


def _side_by_side(conflict: Conflict, evidence: Sequence[Evidence], language: str) -> str:
    sides = "; ".join(
        _side(evidence[label - 1], label, value, language)
        for label, value in zip(conflict.labels, conflict.values, strict=True)
    )
    return say("conflict", language, sides=sides)


def _side(evidence: Evidence, label: int, value: Value, language: str) -> str:
    passage = evidence.passage
    title, shown = quoted(inline(passage.title), language), inline(value.text)
    dated = passage.validity.dated or passage.validity.valid_from
    if dated is None:
        return say("side", language, title=title, value=shown, n=label)
    when = day_in_words(dated, language)
    return say("side_dated", language, title=title, value=shown, n=label, dated=when)


_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def day_in_words(day: date, language: str) -> str:
    """«12 января 2026 г.»; in English 2026-01-12, which nobody reads the other way round."""
    if language == "en":
        return day.isoformat()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} г."
