"""Stage 8, formatting: labels become citations whose quotes are exact spans of the document."""

import re
from collections.abc import Iterator

from znatok.chat.context import Context, Evidence
from znatok.chat.model import AnswerStatus, Citation

_LABEL = re.compile(r"(?<!\\)\[(\d{1,3})\]")


class Citations:
    """The citations of one answer, made as its text arrives."""

    def __init__(self, context: Context, status: AnswerStatus) -> None:
        self._made: dict[int, Citation] = {}
        chosen = context.nearest if status is AnswerStatus.NOT_FOUND else context.evidence
        self._possible = {
            n: _citation(n, each, context.confidence) for n, each in enumerate(chosen, start=1)
        }

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


def _citation(n: int, evidence: Evidence, score: float) -> Citation:
    passage, fragment = evidence.passage, evidence.passage.fragment
    start, end = evidence.start, evidence.end
    key = fragment.sentences[evidence.sentence]
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
        document_date=passage.validity.dated or passage.validity.valid_from,
        in_force=passage.force.holds,
        lapse=passage.force.lapse,
        also_in=tuple(each.title for each in passage.also_in),
    )
