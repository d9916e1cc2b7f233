"""One golden question asked as its reader, and judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from znatok.access.errors import NotSignedIn
from znatok.access.model import Reader
from znatok.access.service import Readers
from znatok.analytics.quality.judging import judge
from znatok.analytics.quality.model import Asker, Expected, GoldenQuestion
from znatok.analytics.quality.ports import Asking
from znatok.analytics.quality.questions import QuestionService
from znatok.analytics.quality.run_model import SKIPPED, Result, Slices
from znatok.chat.history import CitedDocuments
from znatok.chat.model import Answer
from znatok.chat.wire import citation_to_json
from znatok.kernel.ids import DepartmentId, DocumentId

RANKED: Final = 50  # passages in which the right document is looked for
_LONGEST_ANSWER = 20_000  # characters kept


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all questions of a run."""

    departments: Mapping[DepartmentId, str]
    cited: CitedDocuments


class Examiner:
    def __init__(self, asking: Asking, readers: Readers, questions: QuestionService) -> None:
        self._asking = asking
        self._readers = readers
        self._questions = questions

    async def examine(self, question: GoldenQuestion, around: Surroundings) -> Result:
        """Ask and judge. Nothing is stored: neither a conversation nor usage.

        Raises:
            Unavailable: the assistant cannot answer now.

        """
        draft = question.draft
        expected = draft.expected
        reader = await self._reader_of(draft.asker)
        if reader is None:
            return _skipped(question)
        answer = await self._asking.ask(draft.text, reader)
        ranked = await self._asking.ranked(draft.text, reader, depth=RANKED)
        verdict = judge(expected, answer)
        leaks = await self._unreadable(answer, reader) + len(verdict.leaked)
        return Result(
            question_id=question.id,
            revision=draft.revision,
            text=draft.text,
            answerable=expected.answerable,
            outcome=answer.status.value,
            right=verdict.right,
            source_right=verdict.source_right,
            leaks=leaks,
            confidence=answer.confidence,
            gold_rank=_rank(ranked, expected) if expected.answerable else None,
            took_ms=answer.trace.took_ms,
            answer=_kept(answer),
            slices=Slices(
                department=around.departments.get(reader.department_id, "")
                if reader.department_id
                else "",
                kind=expected.sources[0].kind if expected.sources else "",
                intent=answer.trace.intent.value,
                tags=draft.tags,
                never_asked=_never_asked(expected, around.cited),
            ),
        )

    async def _reader_of(self, asker: Asker) -> Reader | None:
        if asker.user_id is None:
            return asker.stranger
        try:
            return await self._readers.current(asker.user_id)
        except NotSignedIn:
            return None

    async def _unreadable(self, answer: Answer, reader: Reader) -> int:
        """Citations of what the reader may not read, asked of the database anew: must be 0."""
        cited = [each.document_id for each in answer.citations]
        readable = await self._questions.readable(set(cited), reader)
        return sum(each not in readable for each in cited)


def _rank(ranked: Sequence[tuple[DocumentId, str]], expected: Expected) -> int | None:
    ranks = (
        rank
        for rank, (document_id, file_name) in enumerate(ranked, start=1)
        if any(source.names(document_id, file_name) for source in expected.sources)
    )
    return next(ranks, None)


def _never_asked(expected: Expected, cited: CitedDocuments) -> bool | None:
    if not expected.sources:
        return None
    return not any(
        each.document_id in cited.ids
        if each.document_id is not None
        else each.file_name in cited.file_names
        for each in expected.sources
    )


def _kept(answer: Answer) -> dict[str, Any]:
    citations = [citation_to_json(each) for each in answer.citations]
    return {"text": answer.text[:_LONGEST_ANSWER], "citations": citations}


def _skipped(question: GoldenQuestion) -> Result:
    draft = question.draft
    return Result(
        question_id=question.id,
        revision=draft.revision,
        text=draft.text,
        answerable=draft.expected.answerable,
        outcome=SKIPPED,
        right=False,
        source_right=None,
        leaks=0,
        confidence=0.0,
        gold_rank=None,
        took_ms=0.0,
        answer={},
        slices=Slices(tags=draft.tags),
    )
