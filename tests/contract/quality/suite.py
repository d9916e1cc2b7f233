"""What every `QuestionStore` and `RunStore` must do."""

from abc import ABC, abstractmethod
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from znatok.analytics.quality.errors import NoSuchQuestion, NoSuchRun, RunWaits, SameQuestion
from znatok.analytics.quality.figures import figures_of
from znatok.analytics.quality.model import (
    Asker,
    Draft,
    Expected,
    GoldenQuestion,
    QuestionFilter,
    QuestionId,
    QuestionOrigin,
    QuestionStatus,
    Source,
)
from znatok.analytics.quality.ports import QuestionStore, RunStore
from znatok.analytics.quality.run_model import Result, Run, RunId, RunStatus, Slices, Trigger
from znatok.analytics.quality.triggers import new_run
from znatok.kernel.ids import DepartmentId, DocumentId, UserId, new_uuid

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Stores:
    questions: QuestionStore
    runs: RunStore


def question(text: str = "Какой срок оплаты счёта?", **more: object) -> GoldenQuestion:
    source = Source("pay.docx", DocumentId(new_uuid()))
    expected = Expected(True, (("5 дней", "пять дней"), ("рабочих",)), (source,), (), "цитата")
    made = GoldenQuestion(
        id=QuestionId(new_uuid()),
        draft=Draft(text, Asker(user_id=UserId(new_uuid())), expected, ("срок",)),
        status=QuestionStatus.CONFIRMED,
        origin=QuestionOrigin.WRITTEN,
        author_id=UserId(new_uuid()),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # names of fields


def result(*, right: bool = True) -> Result:
    return Result(
        question_id=QuestionId(new_uuid()),
        revision="r1",
        text="Какой срок?",
        answerable=True,
        outcome="answered",
        right=right,
        source_right=right,
        leaks=0,
        confidence=0.75,
        gold_rank=None if not right else 2,
        took_ms=12.5,
        answer={"text": "Пять дней", "citations": []},
        slices=Slices("Кадры", "docx", "documentation", ("срок",), never_asked=True),
    )


class QualityStoresContract(ABC):
    @abstractmethod
    def opened(self, directory: Path) -> AbstractAsyncContextManager[Stores]: ...

    async def test_a_question_comes_back_as_it_was_kept(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            kept = question()
            nobody = question("Кто здесь директор?", author_id=None)
            department = Asker(department_id=DepartmentId(new_uuid()))
            nothing = Expected(answerable=False, forbidden=("тайна",))
            nobody = replace(nobody, draft=Draft("Кто директор?", department, nothing))
            await stores.questions.add(kept)
            await stores.questions.add(nobody)
            assert await stores.questions.get(kept.id) == kept
            assert await stores.questions.get(nobody.id) == nobody
            assert await stores.questions.sources() == {
                each.document_id for each in kept.draft.expected.sources
            }

    async def test_the_same_question_of_the_same_reader_is_kept_once(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            kept = question("Какой  срок?")
            again = replace(question(), draft=replace(kept.draft, text="КАКОЙ СРОК?"))
            await stores.questions.add(kept)
            with pytest.raises(SameQuestion):
                await stores.questions.add(again)
            assert await stores.questions.add_new([again, question("Другой?")]) == 1
            assert await stores.questions.put([again, question("Третий?")]) == (1, 1)
            replaced = await stores.questions.get(kept.id)
            assert replaced.draft.text == "КАКОЙ СРОК?"
            assert replaced.author_id == kept.author_id
            other = question("Ещё?")
            await stores.questions.add(other)
            with pytest.raises(SameQuestion):
                await stores.questions.replace(replace(other, draft=kept.draft))

    async def test_lists_are_filtered_counted_and_paged(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            for number in range(5):
                await stores.questions.add(question(f"Ёлка номер {number}?"))
            await stores.questions.add(question("Срок?", status=QuestionStatus.PROPOSED))
            counts = await stores.questions.counts()
            assert counts[QuestionStatus.CONFIRMED] == 5
            assert counts[QuestionStatus.REJECTED] == 0
            wanted = QuestionFilter(QuestionStatus.CONFIRMED, QuestionOrigin.WRITTEN, "елка")
            first = await stores.questions.find(wanted, cursor=None, limit=3)
            rest = await stores.questions.find(wanted, cursor=first.next_cursor, limit=3)
            texts = [each.draft.text for each in (*first.items, *rest.items)]
            assert texts == [f"Ёлка номер {number}?" for number in (4, 3, 2, 1, 0)]
            assert rest.next_cursor is None
            percent = QuestionFilter(q="%")
            assert not (await stores.questions.find(percent, cursor=None, limit=3)).items

    async def test_what_is_not_there_is_said_not_to_be(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            absent = question()
            for attempt in (
                stores.questions.get(absent.id),
                stores.questions.replace(absent),
                stores.questions.remove(absent.id),
            ):
                with pytest.raises(NoSuchQuestion):
                    await attempt
            unknown = RunId(new_uuid())
            for action in (
                stores.runs.get(unknown),
                stores.runs.cancel(unknown, at=NOW),
                stores.runs.pin(unknown),
            ):
                with pytest.raises(NoSuchRun):
                    await action

    async def test_only_one_run_is_alive(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            first = new_run(Trigger.HAND, NOW)
            await stores.runs.enqueue(first)
            with pytest.raises(RunWaits):
                await stores.runs.enqueue(new_run(Trigger.NIGHTLY, NOW))
            claim = await stores.runs.claim("a", at=NOW)
            assert claim is not None
            assert await stores.runs.claim("b", at=NOW) is None
            with pytest.raises(RunWaits):
                await stores.runs.enqueue(new_run(Trigger.NIGHTLY, NOW))
            await stores.runs.cancel(first.id, at=NOW)
            assert not await stores.runs.advance(claim, result(), at=NOW)
            await stores.runs.end(claim, RunStatus.DONE, figures=None, failure=None, at=NOW)
            assert (await stores.runs.get(first.id)).status is RunStatus.CANCELLED
            await stores.runs.enqueue(new_run(Trigger.NIGHTLY, NOW))

    async def test_results_come_back_in_their_order(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            results = [result(right=number % 2 == 0) for number in range(5)]
            run = await self._kept(stores, results)
            assert (run.done, run.total, run.status) == (5, 5, RunStatus.DONE)
            assert run.fingerprint == {"code": "1"}
            assert run.figures == figures_of(results)
            found = await stores.runs.results(run.id)
            assert found == [replace(each, answer={}) for each in results]
            first = await stores.runs.page(run.id, wrong_only=True, cursor=None, limit=1)
            rest = await stores.runs.page(
                run.id, wrong_only=True, cursor=first.next_cursor, limit=5
            )
            assert [*first.items, *rest.items] == [results[1], results[3]]
            assert await stores.runs.pick(run.id, [results[2].question_id]) == [results[2]]

    async def test_the_baseline_is_one_and_outlives_the_old(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            runs = [await self._kept(stores, [result()]) for _ in range(4)]
            await stores.runs.pin(runs[1].id)
            await stores.runs.pin(runs[0].id)
            baseline = await stores.runs.baseline()
            assert baseline is not None
            assert baseline.id == runs[0].id
            assert await stores.runs.forget(keep=2) == 1
            left = (await stores.runs.find(cursor=None, limit=9)).items
            assert [each.id for each in left] == [runs[3].id, runs[2].id, runs[0].id]
            newest = await stores.runs.finished()
            before = await stores.runs.finished(before=runs[3].id)
            assert newest is not None
            assert before is not None
            assert (newest.id, before.id) == (runs[3].id, runs[2].id)

    async def test_a_run_without_a_sign_of_life_is_interrupted(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as stores:
            run = new_run(Trigger.CHANGE, NOW)
            await stores.runs.enqueue(run)
            later = NOW + timedelta(minutes=10)
            assert await stores.runs.reap(before=later, at=later) == 0, "it has not begun"
            assert await stores.runs.claim("a", at=NOW) is not None
            assert await stores.runs.reap(before=NOW, at=later) == 0
            assert await stores.runs.reap(before=later, at=later) == 1
            found = await stores.runs.get(run.id)
            assert found.status is RunStatus.INTERRUPTED
            assert found.finished_at == later

    async def _kept(self, stores: Stores, results: list[Result]) -> Run:
        await stores.runs.enqueue(new_run(Trigger.HAND, NOW))
        claim = await stores.runs.claim("a", at=NOW)
        assert claim is not None
        await stores.runs.begin(claim, total=len(results), fingerprint={"code": "1"})
        for each in results:
            assert await stores.runs.advance(claim, each, at=NOW)
        figures = figures_of(results)
        await stores.runs.end(claim, RunStatus.DONE, figures=figures, failure=None, at=NOW)
        return await stores.runs.get(claim.run.id)
