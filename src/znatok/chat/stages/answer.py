"""Stage 9, answer: the whole answer with its trace and what may be asked next."""

from znatok.chat.context import Context
from znatok.chat.model import Answer, AnswerStatus, Citation, Started, Trace, Written
from znatok.chat.stages.formatting import without_empty_labels
from znatok.chat.words import say

_FOLLOW_UPS = 3
_LONGEST_HEADING = 80  # characters; a longer heading makes no button


def compose(
    started: Started,
    context: Context,
    status: AnswerStatus,
    text: str,
    citations: tuple[Citation, ...],
    trace: Trace,
    written: Written | None = None,
) -> Answer:
    return Answer(
        conversation_id=started.conversation_id,
        message_id=started.message_id,
        status=status,
        text=without_empty_labels(text, citations).strip(),
        citations=citations,
        follow_ups=_follow_ups(context, citations) if citations else (),
        trace=trace,
        confidence=round(context.confidence, 4),
        seen=tuple(each.fragment.id for each in context.passages),
        written=written,
    )


def _follow_ups(context: Context, citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """Questions about the neighbouring sections that the search found but the answer left out."""
    cited = {each.section[-1] for each in citations if each.section}
    headings = (each.fragment.section[-1] for each in context.passages if each.fragment.section)
    fresh = dict.fromkeys(
        heading for heading in headings if heading not in cited and len(heading) <= _LONGEST_HEADING
    )
    return tuple(
        say("follow_up", context.language, heading=heading) for heading in list(fresh)[:_FOLLOW_UPS]
    )
