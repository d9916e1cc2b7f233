"""Stage 8, formatting: labels become citations whose quotes are exact spans of the document."""

import re
from collections.abc import Iterator

from znatok.chat.context import Context
from znatok.chat.model import AnswerStatus, Citation
from znatok.chat.stages.generation import nearest_places
from znatok.retrieval.model import Passage

_LABEL = re.compile(r"(?<!\\)\[(\d{1,3})\]")


class Citations:
    """The citations of one answer, made as its text arrives."""

    def __init__(self, context: Context, status: AnswerStatus) -> None:
        self._made: dict[int, Citation] = {}
        self._possible = _nearest(context) if status is AnswerStatus.NOT_FOUND else _cited(context)

    def of(self, piece: str) -> Iterator[Citation]:
        """Citations that `piece` names for the first time; labels of nothing are passed over."""
        for match in _LABEL.finditer(piece):
            n = int(match.group(1))
            if n not in self._made and n in self._possible:
                self._made[n] = self._possible[n]
                yield self._made[n]

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._made[n] for n in sorted(self._made))


def without_empty_labels(text: str, citations: tuple[Citation, ...]) -> str:
    """`text` without labels that no citation stands for."""
    known = {each.n for each in citations}
    return _LABEL.sub(lambda match: match.group() if int(match.group(1)) in known else "", text)


def _cited(context: Context) -> dict[int, Citation]:
    return {
        n: _citation(
            n,
            each.passage,
            (each.start, each.end),
            each.passage.fragment.sentences[each.sentence],
            context.confidence,
        )
        for n, each in enumerate(context.evidence, start=1)
    }


def _nearest(context: Context) -> dict[int, Citation]:
    citations = {}
    for n, passage in enumerate(nearest_places(context), start=1):
        spans = passage.fragment.sentences or ((0, len(passage.fragment.text)),)
        scored = zip(passage.sentences, spans, strict=False)
        span = max(scored, default=(0.0, spans[0]))[1]
        citations[n] = _citation(n, passage, span, span, context.confidence)
    return citations


def _citation(
    n: int, passage: Passage, quote: tuple[int, int], key: tuple[int, int], score: float
) -> Citation:
    fragment, (start, end) = passage.fragment, quote
    return Citation(
        n=n,
        document_id=fragment.document_id,
        version=passage.version,
        title=passage.title,
        file_name=passage.file_name,
        fragment_id=fragment.id,
        quote=fragment.text[start:end],
        start=start,
        end=end,
        key_start=key[0],
        key_end=key[1],
        document_start=fragment.start + start,
        document_end=fragment.start + end,
        score=round(score, 4),
        updated_at=passage.updated_at,
        section=fragment.section,
        page=fragment.page,
        sheet=fragment.sheet,
    )
