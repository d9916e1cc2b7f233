"""`znatok eval`: how well a collection's questions are found, answered, cited and refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from znatok.access.model import Reader
from znatok.analytics.quality.collection import Asked, Collection
from znatok.analytics.quality.library import Library
from znatok.analytics.quality.measures import (
    Estimate,
    auroc,
    estimate,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
)
from znatok.chat.model import Answer, Question, Started, whole_answer
from znatok.chat.pipeline import AnswerPipeline
from znatok.kernel.ids import ConversationId, DocumentId, MessageId, new_uuid
from znatok.language.text import fold, squeeze
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

_SENTENCES = 2  # of an answer, in which the right string is looked for
_DEPTH = 100  # fragments looked at for the first ten passages


@dataclass(slots=True)
class _Tally:
    """One value a question, by measure."""

    retrieval: dict[str, list[float]] = field(default_factory=dict)
    hits: list[float] = field(default_factory=list)
    cited: list[float] = field(default_factory=list)
    latency_ms: list[float] = field(default_factory=list)
    answerable: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    unanswerable: dict[str, list[float]] = field(default_factory=dict)
    false_answers: dict[str, list[float]] = field(default_factory=dict)
    mixed_cited: dict[str, list[float]] = field(default_factory=dict)

    def add(self, where: dict[str, list[float]], name: str, value: float) -> None:
        where.setdefault(name, []).append(value)


class Evaluation:
    """Asks every question of a collection whose passages are in the index already.

    `pipeline` never refuses, so that what it would have quoted is seen for every question; a
    question counts as answered when its confidence reaches `answer_from`.

    Refusal is measured on questions that nothing answers. Where the collection has none, each
    question is asked again with what answers it hidden: first its passages only ("near_topic"),
    then all passages of their groups ("group_removed"), where groups are larger than passages.
    """

    def __init__(
        self,
        pipeline: AnswerPipeline,
        retriever: Retriever,
        queries: QueryMaker,
        library: Library,
        reader: Reader,
        *,
        answer_from: float,
    ) -> None:
        self._answer_from = answer_from
        self._pipeline = pipeline
        self._retriever = retriever
        self._queries = queries
        self._library = library
        self._reader = reader

    async def run(
        self, collection: Collection, *, progress: Callable[[int], None] = lambda _: None
    ) -> dict[str, Any]:
        """The report; `progress` is told how many questions are done."""
        tally = _Tally()
        natural = any(not each.gold for each in collection.questions)
        hidings = {} if natural else self._hidings(collection)
        for done, asked in enumerate(collection.questions, start=1):
            if asked.gold:
                await self._answerable(asked, tally)
                for name, groups in hidings.items():
                    await self._without_gold(asked, name, groups, done, tally)
            else:
                answer = await self._ask(asked.text, None)
                self._count_refusal(tally, "natural", answer)
            progress(done)
        return _report(tally, len(collection.questions), natural=natural)

    def _hidings(self, collection: Collection) -> dict[str, dict[str, str]]:
        """Hiding name → passage id → what is hidden together."""
        own = {each.id: each.id for each in collection.passages}
        groups = {each.id: each.group for each in collection.passages}
        hidings = {"near_topic": own}
        if len(set(groups.values())) < len(groups):
            hidings["group_removed"] = groups
        return hidings

    async def _answerable(self, asked: Asked, tally: _Tally) -> None:
        query = await self._queries.make(asked.text)
        found = await self._retriever.search(query, self._reader, limit=_DEPTH)
        ranked = list(
            dict.fromkeys(
                self._library.passages[each.fragment.document_id].id for each in found.passages
            )
        )
        for depth in (1, 5, 10):
            tally.add(tally.retrieval, f"recall@{depth}", recall(ranked, asked.gold, depth))
        tally.add(tally.retrieval, "mrr@10", reciprocal_rank(ranked, asked.gold))
        tally.add(tally.retrieval, "ndcg@10", ndcg(ranked, asked.gold))
        answer = await self._ask(asked.text, None)
        tally.latency_ms.append(answer.trace.took_ms)
        tally.answerable.append(answer.confidence)
        answered = answer.confidence >= self._answer_from
        tally.answered.append(float(answered))
        if asked.answers:
            tally.hits.append(float(_holds(answer, asked.answers)))
        if answered:
            tally.cited.append(float(self._cites(answer, asked.gold)))

    async def _without_gold(
        self, asked: Asked, name: str, groups: dict[str, str], number: int, tally: _Tally
    ) -> None:
        hidden = {groups[each] for each in asked.gold}
        visible = frozenset(
            document
            for document, passage in self._library.passages.items()
            if groups[passage.id] not in hidden
        )
        answer = await self._ask(asked.text, visible)
        self._count_refusal(tally, name, answer)
        # Among all answered, half of the questions unanswerable: every second one is asked whole.
        if number % 2:
            answer = await self._ask(asked.text, None)
        if answer.confidence >= self._answer_from:
            tally.add(tally.mixed_cited, name, float(self._cites(answer, asked.gold)))

    async def _ask(self, text: str, documents: frozenset[DocumentId] | None) -> Answer:
        started = Started(ConversationId(new_uuid()), MessageId(new_uuid()), MessageId(new_uuid()))
        question = Question(text, documents=documents)
        events = self._pipeline.run(question, (), self._reader, started)
        return await whole_answer(events)

    def _count_refusal(self, tally: _Tally, name: str, answer: Answer) -> None:
        tally.add(tally.unanswerable, name, answer.confidence)
        tally.add(tally.false_answers, name, float(answer.confidence >= self._answer_from))

    def _cites(self, answer: Answer, gold: frozenset[str]) -> bool:
        """Whether the first source cited is a right one."""
        if not answer.citations:
            return False
        return self._library.passages[answer.citations[0].document_id].id in gold


def _holds(answer: Answer, answers: Sequence[str]) -> bool:
    """Whether the first two sentences cited hold a right string, letter case and ё aside.

    The sentences alone: what is quoted around them to make them clear does not count.
    """
    sentences = (
        each.quote[each.key_start - each.start : each.key_end - each.start]
        for each in answer.citations[:_SENTENCES]
    )
    said = squeeze(fold("\n".join(sentences)))
    return any(squeeze(fold(each)) in said for each in answers)


def _report(tally: _Tally, queries: int, *, natural: bool) -> dict[str, Any]:
    kinds = list(tally.unanswerable)
    main = "natural" if natural else kinds[-1] if kinds else None
    aurocs = {
        name: round(auroc(tally.answerable, values), 4)
        for name, values in tally.unanswerable.items()
        if tally.answerable and values
    }
    return {
        "retrieval": {
            name: _mean(tally.retrieval.get(name))
            for name in ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10")
        },
        "answers": {"hit": _mean(tally.hits), "citation_right": _mean(tally.cited)},
        "refusal": {
            "auroc": aurocs.get(main) if main else None,
            "answered": _mean(tally.answered),
            "false_answers": _mean(tally.false_answers.get(main)) if main else None,
            "by_kind": {
                name: {
                    "auroc": aurocs.get(name),
                    "false_answers": _mean(tally.false_answers[name]),
                    "citation_right_among_answered": _mean(tally.mixed_cited.get(name)),
                }
                for name in kinds
            },
        },
        "latency_ms": {
            "p50": _percentile(tally.latency_ms, 0.5),
            "p95": _percentile(tally.latency_ms, 0.95),
        },
        "queries": queries,
        "intervals": {
            name: [round(each.low, 4), round(each.high, 4)]
            for name, each in _estimates(tally).items()
        },
    }


def _estimates(tally: _Tally) -> dict[str, Estimate]:
    named = {**tally.retrieval, "hit": tally.hits, "citation_right": tally.cited}
    return {name: estimate(values) for name, values in named.items() if values}


def _mean(values: Sequence[float] | None) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _percentile(values: Sequence[float], share: float) -> float | None:
    return round(percentile(values, share), 2) if values else None
