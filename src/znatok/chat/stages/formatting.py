"""Stage 8, formatting: labels become citations whose quotes are exact spans of the document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from znatok.chat.context import Bears, Evidence
from znatok.chat.model import Citation

_LABEL = re.compile(r"(?<!\\)\[(\d{1,3})\]")


class Citations:
    """The citations of one answer, made as its text arrives. `sources`: source n is cited as [n].

    A source whose quote does not hold the sentence that bears a statement is quoted where it does.
    """

    def __init__(self, sources: Sequence[Evidence], score: float) -> None:
        self._sources = sources
        self._score = score
        self._made: dict[int, Citation] = {}
        self._borne: dict[int, list[tuple[int, int]]] = {}

    def bears(self, piece: Bears) -> None:
        """Take note of the sentence that bears what comes next."""
        spans = self._borne.setdefault(piece.label, [])
        if (piece.start, piece.end) not in spans:
            spans.append((piece.start, piece.end))
            self._made.pop(piece.label, None)  # told anew, with the wider quote

    def of(self, piece: str) -> Iterator[Citation]:
        """Citations that `piece` names for the first time; labels of nothing are passed over."""
        for match in _LABEL.finditer(piece):
            n = int(match.group(1))
            if n not in self._made and 1 <= n <= len(self._sources):
                quoted = _quoted(self._sources[n - 1], self._borne.get(n, ()))
                self._made[n] = _citation(n, quoted, self._score)
                yield self._made[n]

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._made[n] for n in sorted(self._made))


def _quoted(source: Evidence, borne: Sequence[tuple[int, int]]) -> Evidence:
    """The source with a quote that holds all sentences that bear something."""
    outside = [each for each in borne if not (source.start <= each[0] and each[1] <= source.end)]
    if not outside:
        return source
    spans = borne if len(outside) == len(borne) else [*borne, (source.start, source.end)]
    spots = source.passage.fragment.sentences
    key = next((at for at, spot in enumerate(spots) if spot == outside[0]), source.sentence)
    start, end = min(each[0] for each in spans), max(each[1] for each in spans)
    return replace(source, start=start, end=end, sentence=key)


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
