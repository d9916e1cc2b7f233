"""An answerer without a language model: a short answer first, then the sentences that say it.

It cannot invent: every statement is the document's own words. Used offline, without keys, and as
the last resort when every model fails.
"""

from collections.abc import AsyncIterator, Iterator, Sequence

from znatok.chat.blocks import Shown, rows_together, shown
from znatok.chat.conflicts import conflict_of
from znatok.chat.context import Context, Evidence, Piece, Prompt
from znatok.chat.courtesies import reply_to
from znatok.chat.markdown import inline, line
from znatok.chat.places import clause_at, place_of
from znatok.chat.shortly.answers import ShortAnswers
from znatok.chat.shortly.model import Cell, Definition, Reply, Short, Verdict
from znatok.chat.stages.generation import Bounds
from znatok.chat.titles import source_named
from znatok.chat.words import quoted, say
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.understanding.model import Intent

Labelled = tuple[int, Evidence]


class ExtractiveAnswerer:
    """`bounds`: a possible answer is given in quotes alone."""

    def __init__(self, morphology: Morphology, bounds: Bounds) -> None:
        self._morphology = morphology
        self._short = ShortAnswers(morphology)
        self._bounds = bounds

    async def write(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Yield the short answer, then one paragraph per source, the best first."""
        context = prompt.context
        if context.intent in {Intent.HELP, Intent.SMALL_TALK}:
            yield reply_to(context.question, context.intent, context.language)
            return
        reply = self._reply(context)
        begun = False
        for short in _short_lines(reply, context.language):
            yield f"\n{short}" if begun else short
            begun = True
        for paragraph in self._paragraphs(context, reply):
            yield f"\n\n{paragraph}" if begun else paragraph
            begun = True
        for part in reply.missing:
            text = quoted(inline(part), context.language)
            yield f"\n\n{say('part_missing', context.language, part=text)}"

    def _reply(self, context: Context) -> Reply:
        if context.confidence < self._bounds.answer or conflict_of(context.evidence) is not None:
            return Reply()  # one value in bold would hide the doubt, or the other value
        return self._short.of(context)

    def _paragraphs(self, context: Context, reply: Reply) -> Iterator[str]:
        """What the documents say, grouped by document, the one with the best piece first."""
        groups: dict[DocumentId, list[Labelled]] = {}
        for n, each in enumerate(context.evidence, start=1):
            groups.setdefault(each.passage.fragment.document_id, []).append((n, each))
        lead = "according"
        for group in groups.values():
            if len(group) == 1 and _said_whole(group[0], reply.shorts):
                opening = self._opening(
                    group[0][1], "source", context.language, _place(group[0][1], context.language)
                )
                yield f"{opening} [{group[0][0]}]"
            else:
                yield self._paragraph(group, lead, context.language, steps=reply.steps)
            lead = "also"

    def _paragraph(
        self, group: Sequence[Labelled], lead: str, language: str, *, steps: bool
    ) -> str:
        pieces = [shown(n, each, language, steps=steps) for n, each in group]
        first = group[0][1]
        if len(group) == 1:
            opening = self._opening(first, lead, language, _place(first, language))
            return f"{opening}: {pieces[0].said}\n\n{pieces[0].below}".rstrip()
        together = len({_section(each) for _, each in group}) == 1
        place = _place(first, language, clause=False) if together else ""
        opening = self._opening(first, lead, language, place)
        table = rows_together(group)
        if table:
            return f"{opening}:\n\n{table}"
        said = [
            _placed(piece, _clause(each, language) if together else _place(each, language))
            for piece, (_, each) in zip(pieces, group, strict=True)
        ]
        if all(piece.nested for piece in pieces):
            return f"{opening}:\n\n" + "\n".join(map(_item, said, pieces))
        blocks = (
            f"{text}\n\n{each.below}".rstrip() for text, each in zip(said, pieces, strict=True)
        )
        return f"{opening}:\n\n" + "\n\n".join(blocks)

    def _opening(self, evidence: Evidence, lead: str, language: str, place: str) -> str:
        title = evidence.passage.title
        named = (
            source_named(title, language, self._morphology)
            if lead == "according"
            else quoted(inline(title), language)
        )
        return say(lead, language, title=named, place=f" ({inline(place)})" if place else "")


def _place(evidence: Evidence, language: str, *, clause: bool = True) -> str:
    passage = evidence.passage
    named = _clause(evidence, language) if clause else ""
    return place_of(passage.fragment, language, clause=named, title=passage.title)


def _section(evidence: Evidence) -> tuple[object, ...]:
    fragment = evidence.passage.fragment
    return fragment.section, fragment.sheet, fragment.page


def _placed(piece: Shown, place: str) -> str:
    return f"{line(place)}: {piece.said}" if place else piece.said


def _item(said: str, piece: Shown) -> str:
    return f"- {said}" + "".join(f"\n  {each}" for each in piece.below.splitlines())


def _short_lines(reply: Reply, language: str) -> Iterator[str]:
    """One line for each short answer; those to parts of the question say which part."""
    bullet = "- " if len(reply.shorts) > 1 else ""
    for part, short in zip(reply.parts, reply.shorts, strict=True):
        said = _short_line(short, language)
        yield f"{bullet}{line(part[0].upper() + part[1:])} — {said}" if part else said


def _short_line(short: Short, language: str) -> str:
    """The short answer with its label."""
    if isinstance(short, Verdict):
        return f"**{say('yes' if short.yes else 'no', language)}** [{short.label}]"
    if isinstance(short, Definition):
        return f"{line(short.text)} [{short.label}]"
    if isinstance(short, Cell):
        named = f"{line(short.row)} — {inline(short.column)}" if short.column else line(short.row)
        return f"{named}: **{inline(short.value)}** [{short.label}]"
    return f"**{inline(short.text)}** [{short.label}]"


def _said_whole(labelled: Labelled, shorts: Sequence[Short]) -> bool:
    """Whether the short answer is all that this quote says."""
    return any(
        isinstance(short, Definition) and short.whole and short.label == labelled[0]
        for short in shorts
    )


def _clause(evidence: Evidence, language: str) -> str:
    fragment, title = evidence.passage.fragment, evidence.passage.title
    return clause_at(fragment, evidence.start, title, language)[0]
