"""Fragments along a document's structure: what is searched, embedded and quoted.

A fragment holds one thought with its heading: blocks under one heading stay together while they
fit, a list stays with the line that introduces it, a table breaks between rows, a sentence is never
cut unless it alone is too long, and no fragment runs over the end of a page, so that a quote's page
is its fragment's. Offsets stay exact, so what a reader cannot see in the passage but needs to
understand it (header row, lead-in line) travels in `Fragment.context`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid5

from znatok.documents.model import BlockKind, Fragment, Version
from znatok.ingestion.outline import Section, Span, sections
from znatok.kernel.ids import FragmentId
from znatok.language.morphology import Morphology
from znatok.language.sentences import sentence_spans
from znatok.language.wording import YES_NO, says_yes_or_no

# «4.2. …», «12) …», «Статья 5 …», «§ 3 …» at the beginning of a paragraph.
_CLAUSE = re.compile(
    r"(?:§\s*\d+|(?:статья|пункт)\s+\d+|\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """Sizes in characters.

    Russian text takes about 4 characters a token of multilingual E5 (XLM-RoBERTa's vocabulary), and
    E5 was trained on passages of at most 512 tokens: 900 characters are about 220 tokens, 1,200
    about 300, which leaves room for title, section and context in the same passage.
    """

    target_chars: int = 900
    max_chars: int = 1_200
    min_chars: int = 300
    max_context_chars: int = 300

    def __post_init__(self) -> None:
        if not 0 < self.min_chars <= self.target_chars <= self.max_chars:
            message = "0 < min_chars <= target_chars <= max_chars must hold"
            raise ValueError(message)


DEFAULT_SPLIT = SplitSettings()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A run of text that stays whole. `opens`: a fragment likes to begin here."""

    start: int
    end: int
    first: Span
    sentences: tuple[tuple[int, int], ...]
    context: str = ""
    opens: bool = False

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units that make one fragment, under the path of headings that they share."""

    units: tuple[_Unit, ...]
    path: tuple[str, ...]
    whole: bool = False  # all of its section

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end

    @property
    def size(self) -> int:
        return self.end - self.start


def split(
    version: Version, title: str, morphology: Morphology, settings: SplitSettings = DEFAULT_SPLIT
) -> list[Fragment]:
    """Cut a version's text into fragments.

    Every character that is not white space is in exactly one fragment; no fragment is longer than
    `max_chars`. Ids follow from the version's id and the ordinal, so cutting again changes nothing.
    """
    pieces: list[_Piece] = []
    for section in sections(version.text, version.blocks):
        units = list(_units(version.text, section, settings))
        for piece in _pack(units, section.path, settings):
            if pieces and _belong_together(pieces[-1], piece, settings):
                pieces[-1] = _joined(pieces[-1], piece)
            else:
                pieces.append(piece)
    found = [_fragment(version, ordinal, piece) for ordinal, piece in enumerate(pieces)]
    return [replace(each, terms=_terms(each, title, morphology)) for each in found]


def _terms(fragment: Fragment, title: str, morphology: Morphology) -> str:
    said = "\n".join([title, *fragment.section, fragment.context, fragment.text])
    marks = [YES_NO] if says_yes_or_no(fragment.text) else []
    return " ".join([*morphology.terms(said), *marks])


def _fragment(version: Version, ordinal: int, piece: _Piece) -> Fragment:
    start, first = piece.start, piece.units[0].first
    body = next((u for u in piece.units if u.first.kind is not BlockKind.HEADING), piece.units[0])
    spans = [span for unit in piece.units for span in unit.sentences]
    return Fragment(
        id=FragmentId(uuid5(version.id, str(ordinal))),
        document_id=version.document_id,
        version_id=version.id,
        ordinal=ordinal,
        text=version.text[start : piece.end],
        start=start,
        end=piece.end,
        sentences=tuple((left - start, right - start) for left, right in spans),
        section=piece.path,
        page=first.page,
        sheet=first.sheet,
        kind=body.first.kind,
        context=piece.units[0].context,
    )


def _units(text: str, section: Section, settings: SplitSettings) -> Iterator[_Unit]:
    """The section's blocks as units none of which is longer than a fragment may be."""
    for heading in section.headings:
        yield from _cut(text, heading, settings.max_chars, "", settings)
    body, position, room = section.body, 0, settings.max_chars
    if section.headings and body:
        # The first unit leaves room for the headings, unless they are longer than is sensible.
        taken = body[0].start - section.headings[0].start
        room -= taken if taken <= settings.max_chars // 2 else 0
    while position < len(body):
        stop = _led(text, body, position)
        group = body[position:stop]
        lead = text[group[0].start : group[0].end] if len(group) > 1 else ""
        if group[-1].end - group[0].start <= room and not _other_page(group[0], group[-1]):
            yield _merged([unit for each in group for unit in _whole(text, each)])
        else:
            for number, each in enumerate(group):
                yield from _cut(text, each, room, lead if number else "", settings)
                room = settings.max_chars
        position, room = stop, settings.max_chars


def _led(text: str, body: Sequence[Span], position: int) -> int:
    """Where the group ends that begins at `position`: a lead-in line with its list or table."""
    stop = position + 1
    if body[position].kind is not BlockKind.PARAGRAPH or text[body[position].end - 1] != ":":
        return stop
    if stop < len(body) and body[stop].kind is BlockKind.TABLE:
        return stop + 1
    while stop < len(body) and body[stop].kind is BlockKind.LIST_ITEM:
        stop += 1
    return stop


def _whole(text: str, span: Span) -> list[_Unit]:
    return [_Unit(span.start, span.end, span, _sentences(text, span), opens=_opens(text, span))]


def _cut(
    text: str, span: Span, room: int, context: str, settings: SplitSettings
) -> Iterator[_Unit]:
    """A block as one unit if there is room, else by rows or sentences, else by words."""
    given = context[-settings.max_context_chars :]
    if span.end - span.start <= room:
        yield replace(_whole(text, span)[0], context=given)
        return
    header = ""
    for number, (start, end) in enumerate(_sentences(text, span)):
        about = "\n".join(part for part in (given, header) if part)
        if number == 0 and span.kind is BlockKind.TABLE:
            header = text[start:end][: settings.max_context_chars]
        for left, right in _by_words(text, start, end, room):
            opens = number == 0 and left == start and _opens(text, span)
            yield _Unit(left, right, span, ((left, right),), about, opens)


def _by_words(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Parts of at most `limit` characters, broken at white space where there is any."""
    while end - start > limit:
        stop = start + limit
        found = next((at for at in range(stop, start + limit // 2, -1) if text[at].isspace()), stop)
        yield start, _trimmed(text, start, found)
        start = found
        while text[start].isspace():
            start += 1
    yield start, end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _sentences(text: str, span: Span) -> tuple[tuple[int, int], ...]:
    """Spans in the whole text; of a table, its rows."""
    inside = text[span.start : span.end]
    if span.kind is BlockKind.TABLE:
        lines = ((m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^\n]*[^\s])?", inside))
        return tuple((span.start + left, span.start + right) for left, right in lines)
    return tuple((span.start + left, span.start + right) for left, right in sentence_spans(inside))


def _opens(text: str, span: Span) -> bool:
    return span.kind is not BlockKind.TABLE and bool(_CLAUSE.match(text, span.start, span.end))


def _merged(units: list[_Unit]) -> _Unit:
    spans = tuple(span for unit in units for span in unit.sentences)
    return replace(units[0], end=units[-1].end, sentences=spans)


def _pack(
    units: Sequence[_Unit], path: tuple[str, ...], settings: SplitSettings
) -> Iterator[_Piece]:
    """Units of one section as fragments of about the target size."""
    groups: list[list[_Unit]] = []
    for unit in units:
        if groups and _fits(groups[-1], unit, settings):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    if len(groups) > 1:
        rest, before = groups[-1], groups[-2]
        small = rest[-1].end - rest[0].start < settings.min_chars
        small &= not _other_page(before[0].first, rest[0].first)
        if small and rest[-1].end - before[0].start <= settings.max_chars:
            groups[-2:] = [before + rest]
    for group in groups:
        yield _Piece(tuple(group), path, whole=len(groups) == 1)


def _fits(group: list[_Unit], unit: _Unit, settings: SplitSettings) -> bool:
    held, together = group[-1].end - group[0].start, unit.end - group[0].start
    if together > settings.max_chars or _other_page(group[0].first, unit.first):
        return False
    if all(each.first.kind is BlockKind.HEADING for each in group):
        return True
    if unit.opens and held >= settings.min_chars:
        return False
    return together <= settings.target_chars or held < settings.min_chars


def _belong_together(before: _Piece, piece: _Piece, settings: SplitSettings) -> bool:
    """Neighbouring sections too small to be found by themselves, under the same parent."""
    depth = max(len(before.path) - 1, 0)
    related = len(piece.path) >= len(before.path) and before.path[:depth] == piece.path[:depth]
    one, other = before.units[0].first, piece.units[0].first
    same_place = one.sheet == other.sheet and not _other_page(one, other)
    small = min(before.size, piece.size) < settings.min_chars
    fits = piece.end - before.start <= settings.target_chars
    return before.whole and piece.whole and related and same_place and small and fits


def _other_page(one: Span, other: Span) -> bool:
    """Whether the two are known to stand on different pages."""
    return one.page is not None and other.page is not None and one.page != other.page


def _joined(before: _Piece, piece: _Piece) -> _Piece:
    shared = 0
    for one, other in zip(before.path, piece.path, strict=False):
        if one != other:
            break
        shared += 1
    return _Piece(before.units + piece.units, before.path[:shared], whole=True)
