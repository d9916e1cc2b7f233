"""`znatok eval` on collections small enough to reckon by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.contract.embedding_model.hashing import HashingModel

from znatok.access.model import Reader, Role
from znatok.analytics.quality.collection import Asked, Collection, Passage
from znatok.analytics.quality.evaluation import Evaluation
from znatok.analytics.quality.library import Library, LibraryBuilder
from znatok.bootstrap.answering import build_answering
from znatok.index.adapters.exact import ExactIndex
from znatok.kernel.ids import UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.platform.settings import AnswerSettings

_MORPHOLOGY = Morphology()
_TEXTS = {
    "отпуск": "Ежегодный отпуск сотрудника длится двадцать восемь дней.",
    "поездка": "Суточные в командировке составляют семьсот рублей.",
    "пропуск": "Пропуск на склад выдаёт охрана по заявке.",
    "парковка": "Парковка возле офиса открыта круглые сутки.",
    "обед": "Столовая кормит обедами с полудня.",
    "почта": "Почтовый ящик вмещает пять гигабайт.",
}
_QUESTIONS = (
    Asked("q1", "Сколько дней длится ежегодный отпуск?", frozenset({"отпуск"}), ("28", "Двадцать")),
    Asked("q2", "Сколько составляют суточные?", frozenset({"поездка"}), ("семьсот рублей",)),
    Asked("q3", "Кто выдаёт пропуск на склад?", frozenset({"пропуск"}), ("директор",)),
)
_KINDS = {"retrieval", "answers", "refusal", "latency_ms", "queries", "intervals"}


def _passages(groups: dict[str, str] | None = None) -> tuple[Passage, ...]:
    named = groups or {}
    return tuple(Passage(id_, id_, text, named.get(id_, id_)) for id_, text in _TEXTS.items())


async def _measured(
    passages: Sequence[Passage], questions: Sequence[Asked], *, answer_from: float
) -> dict[str, Any]:
    model = HashingModel()
    index, library = ExactIndex(model.dimension), Library()
    builder = LibraryBuilder(index, model, _MORPHOLOGY)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert [n async for n in builder.build(passages, library, at=at)] == list(
        range(1, len(passages) + 1)
    )
    never_refuse = AnswerSettings(answer_from=0.0, possible_from=0.0)
    answering = build_answering(index, library, model, _MORPHOLOGY, never_refuse)
    evaluation = Evaluation(
        answering.pipeline,
        answering.retriever,
        answering.queries,
        library,
        Reader(UserId(new_uuid()), Role.USER),
        answer_from=answer_from,
    )
    told: list[int] = []
    report = await evaluation.run(
        Collection(tuple(passages), tuple(questions)), progress=told.append
    )
    await index.close()
    assert told == list(range(1, len(questions) + 1))
    return report


async def test_a_collection_that_is_found_perfectly_is_measured_so() -> None:
    report = await _measured(_passages(), _QUESTIONS, answer_from=0.0)
    assert set(report) == _KINDS
    assert report["retrieval"] == {
        "recall@1": 1.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "mrr@10": 1.0,
        "ndcg@10": 1.0,
    }
    assert report["answers"] == {"hit": pytest.approx(2 / 3, abs=1e-4), "citation_right": 1.0}
    assert report["queries"] == 3
    assert 0 < report["latency_ms"]["p50"] <= report["latency_ms"]["p95"]
    assert report["intervals"]["ndcg@10"] == [1.0, 1.0]
    low, high = report["intervals"]["hit"]
    assert low <= report["answers"]["hit"] <= high


async def test_with_everything_answered_everything_unanswerable_is_too() -> None:
    refusal = (await _measured(_passages(), _QUESTIONS, answer_from=0.0))["refusal"]
    assert refusal["answered"] == 1.0
    assert refusal["false_answers"] == 1.0
    assert set(refusal["by_kind"]) == {"near_topic"}
    assert 0 <= refusal["auroc"] <= 1


async def test_with_nothing_answered_nothing_is_cited() -> None:
    report = await _measured(_passages(), _QUESTIONS, answer_from=1.1)
    assert report["refusal"]["answered"] == report["refusal"]["false_answers"] == 0.0
    assert report["answers"]["citation_right"] is None


async def test_hiding_what_answers_lowers_confidence() -> None:
    report = await _measured(_passages(), _QUESTIONS, answer_from=0.0)
    assert report["refusal"]["auroc"] > 0.5


async def test_groups_larger_than_passages_are_hidden_as_well() -> None:
    groups = {"отпуск": "кадры", "поездка": "кадры", "обед": "кадры"}
    report = await _measured(_passages(groups), _QUESTIONS, answer_from=0.0)
    by_kind = report["refusal"]["by_kind"]
    assert set(by_kind) == {"near_topic", "group_removed"}
    assert report["refusal"]["auroc"] == by_kind["group_removed"]["auroc"]


async def test_questions_that_nothing_answers_measure_refusal_by_themselves() -> None:
    natural = Asked("q4", "Какой породы собака директора?", frozenset(), ())
    report = await _measured(_passages(), (*_QUESTIONS, natural), answer_from=0.0)
    assert set(report["refusal"]["by_kind"]) == {"natural"}
    assert report["refusal"]["false_answers"] == 1.0
    assert report["queries"] == 4


async def test_what_a_collection_cannot_tell_is_null() -> None:
    unknown = [Asked("q1", "Сколько длится отпуск?", frozenset(), ())]
    report = await _measured(_passages(), unknown, answer_from=0.5)
    assert set(report["retrieval"].values()) == {None}
    assert report["answers"] == {"hit": None, "citation_right": None}
    assert report["refusal"]["auroc"] is report["refusal"]["answered"] is None
    assert report["latency_ms"] == {"p50": None, "p95": None}
    without_strings = [Asked("q1", "Сколько длится отпуск?", frozenset({"отпуск"}), ())]
    report = await _measured(_passages(), without_strings, answer_from=0.0)
    assert report["answers"] == {"hit": None, "citation_right": 1.0}
