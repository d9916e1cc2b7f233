"""Stage 6, prompt: what may be cited, and under which label."""

from collections.abc import Iterator, Sequence

from znatok.access.model import Reader
from znatok.chat.context import Context, Evidence, Prompt
from znatok.chat.model import Message, Started

_MOST = 8  # sources; what stands behind them in a search seldom answers (benchmarks/ranking.py)


def build_prompt(
    context: Context,
    history: Sequence[Message] = (),
    reader: Reader | None = None,
    started: Started | None = None,
) -> Prompt:
    """The prompt for any answerer; the labels of the evidence are those of the context."""
    sources = (*context.evidence, *_others(context))[:_MOST] if context.evidence else ()
    message_id = started.message_id if started is not None else None
    return Prompt(context, sources, history, reader, message_id)


def _others(context: Context) -> Iterator[Evidence]:
    """The best sentence of each passage that no evidence was chosen from."""
    used = {each.passage.fragment.id for each in context.evidence}
    for passage in context.passages:
        weights = passage.support or passage.sentences
        if passage.fragment.id in used or not weights or not passage.fragment.sentences:
            continue
        at = max(range(len(weights)), key=weights.__getitem__)
        start, end = passage.fragment.sentences[at]
        cosine = passage.sentences[at] if at < len(passage.sentences) else passage.dense
        yield Evidence(passage, at, start, end, cosine, typed=False, score=weights[at])
