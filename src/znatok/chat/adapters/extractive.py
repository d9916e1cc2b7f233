"""An answerer without a language model: the documents' own sentences, introduced and quoted.

It cannot invent: every statement is a quote. Used offline, without keys, and as the last resort
when every model fails.
"""

from collections.abc import AsyncIterator, Sequence
from itertools import groupby

from znatok.chat.context import Evidence, Prompt
from znatok.chat.courtesies import reply_to
from znatok.chat.markdown import inline, line
from znatok.chat.places import place_of
from znatok.chat.rows import named_cells
from znatok.chat.words import quoted, say
from znatok.understanding.model import Intent


class ExtractiveAnswerer:
    async def write(self, prompt: Prompt) -> AsyncIterator[str]:
        """Yield one paragraph per source, the best first."""
        context = prompt.context
        if context.intent in {Intent.HELP, Intent.SMALL_TALK}:
            yield reply_to(context.question, context.intent, context.language)
            return
        labelled = list(enumerate(context.evidence, start=1))
        lead = "according"
        for at, (_, group) in enumerate(groupby(labelled, key=lambda each: _source(each[1]))):
            if at:
                yield "\n\n"
            yield _paragraph(list(group), lead, context.language)
            lead = "also"


def _source(evidence: Evidence) -> tuple[object, ...]:
    fragment = evidence.passage.fragment
    return fragment.document_id, fragment.section, fragment.sheet


def _paragraph(group: Sequence[tuple[int, Evidence]], lead: str, language: str) -> str:
    first = group[0][1].passage
    place = place_of(first.fragment, language)
    opening = say(
        lead, language, title=inline(first.title), place=f" ({inline(place)})" if place else ""
    )
    if len(group) == 1:
        n, evidence = group[0]
        return f"{opening}: {_statement(evidence, language)} [{n}]"
    statements = "\n".join(f"- {_statement(each, language)} [{n}]" for n, each in group)
    return f"{opening}:\n\n{statements}"


def _statement(evidence: Evidence, language: str) -> str:
    row = _row(evidence)
    return row if row is not None else quoted(inline(evidence.text), language)


def _row(evidence: Evidence) -> str | None:
    """A table's row in words, when it is one and its columns are named; None for prose."""
    named = named_cells(evidence.passage.fragment, evidence.start, evidence.end)
    if named is None:
        return None
    return line("; ".join(f"{name} — {value}" if name else value for name, value in named))
