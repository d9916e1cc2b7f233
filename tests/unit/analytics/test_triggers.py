"""When a run starts by itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from znatok.analytics.quality.errors import RunWaits
from znatok.analytics.quality.model import QuestionStatus
from znatok.analytics.quality.run_model import Run, RunId, RunStatus, Trigger
from znatok.analytics.quality.trail import QualityTrail
from znatok.analytics.quality.triggers import Triggers, TriggerSettings, new_run
from znatok.audit.model import Event
from znatok.documents.model import Change, ChangeKind
from znatok.kernel.ids import DocumentId, new_uuid
from znatok.kernel.pages import Page


class House:
    """What the triggers look at, and what they queue."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.confirmed = 1
        self.present = {"code": "1", "corpus": "5"}
        self.runs: list[Run] = []
        self.queued: list[Run] = []
        self.recorded: list[Event] = []

    def now(self) -> datetime:
        return self.time

    def triggers(self, **settings: object) -> Triggers:
        chosen = replace(TriggerSettings(nightly_hour=-1, documents=3), **settings)  # type: ignore[arg-type]  # names of fields
        return Triggers(
            runs=_Runs(self),  # type: ignore[arg-type]  # three of its methods are all it takes
            questions=_Questions(self),  # type: ignore[arg-type]  # one of them
            fingerprint=_Present(self),
            trail=QualityTrail(_Recorded(self)),
            clock=self,
            settings=chosen,
        )

    def done(self, **more: object) -> None:
        run = replace(new_run(Trigger.HAND, self.time), status=RunStatus.DONE)
        self.runs.append(replace(run, fingerprint=dict(self.present), **more))  # type: ignore[arg-type]  # names of fields

    async def pass_time(self, triggers: Triggers, minutes: float) -> bool:
        self.time += timedelta(minutes=minutes)
        return await triggers.check()


class _Runs:
    def __init__(self, house: House) -> None:
        self.house = house

    async def find(self, *, cursor: str | None, limit: int) -> Page[Run]:
        assert cursor is None
        return Page(self.house.runs[::-1][:limit])

    async def finished(self, *, before: RunId | None = None) -> Run | None:
        assert before is None
        done = [each for each in self.house.runs if each.status is RunStatus.DONE]
        return done[-1] if done else None

    async def enqueue(self, run: Run) -> None:
        if self.house.queued:
            raise RunWaits
        self.house.queued.append(run)


class _Questions:
    def __init__(self, house: House) -> None:
        self.house = house

    async def counts(self) -> Mapping[QuestionStatus, int]:
        return {QuestionStatus.CONFIRMED: self.house.confirmed}


class _Present:
    def __init__(self, house: House) -> None:
        self.house = house

    async def now(self) -> Mapping[str, str]:
        return self.house.present


class _Recorded:
    def __init__(self, house: House) -> None:
        self.house = house

    async def record(self, event: Event) -> None:
        self.house.recorded.append(event)

    async def record_now(self, event: Event) -> None:
        self.house.recorded.append(event)


def _changes(number: int, kind: ChangeKind = ChangeKind.CONTENT) -> list[Change]:
    return [Change(seq, DocumentId(new_uuid()), kind) for seq in range(number)]


@pytest.fixture
def house() -> House:
    return House()


async def test_the_same_assistant_is_not_measured_again(house: House) -> None:
    house.done()
    triggers = house.triggers()
    house.present = {"code": "1", "corpus": "6"}
    assert not await house.pass_time(triggers, 60)


async def test_a_new_version_is_measured_once_it_is_calm(house: House) -> None:
    house.done()
    house.present = {"code": "2", "corpus": "5"}
    triggers = house.triggers()
    assert not await house.pass_time(triggers, 5)
    assert await house.pass_time(triggers, 6)
    assert [each.trigger for each in house.queued] == [Trigger.CHANGE]
    assert house.recorded[0].action == "quality.run_started"
    assert house.recorded[0].actor is None
    assert not await house.pass_time(triggers, 6), "one waits already"


async def test_a_run_that_failed_on_a_version_is_not_tried_again_and_again(house: House) -> None:
    house.done()
    house.present = {"code": "2", "corpus": "5"}
    failed = replace(new_run(Trigger.CHANGE, house.time), status=RunStatus.FAILED)
    house.runs.append(replace(failed, fingerprint=dict(house.present)))
    assert not await house.pass_time(house.triggers(), 60)


async def test_many_changed_documents_are_measured_once_it_is_calm(house: House) -> None:
    house.done()
    triggers = house.triggers()
    house.time += timedelta(minutes=20)
    await triggers.notice(_changes(3))
    assert not await house.pass_time(triggers, 5)
    await triggers.notice(_changes(1))
    assert not await house.pass_time(triggers, 6), "the wait begins anew"
    assert await house.pass_time(triggers, 5)


async def test_few_documents_and_mere_progress_ask_for_nothing(house: House) -> None:
    house.done()
    triggers = house.triggers()
    house.time += timedelta(minutes=1)
    await triggers.notice(_changes(2))
    await triggers.notice(_changes(50, ChangeKind.STATUS))
    assert not await house.pass_time(triggers, 60)


async def test_changes_that_were_missed_count_as_many(house: House) -> None:
    house.done()
    triggers = house.triggers()
    house.time += timedelta(minutes=1)
    await triggers.notice(None)
    assert await house.pass_time(triggers, 60)


async def test_what_another_process_has_measured_since_is_not_measured_twice(house: House) -> None:
    house.done()
    triggers = house.triggers()
    house.time += timedelta(minutes=1)
    await triggers.notice(_changes(3))
    house.time += timedelta(minutes=2)
    house.done()
    assert not await house.pass_time(triggers, 60)


async def test_without_a_first_run_or_a_question_nothing_starts_after_a_change(
    house: House,
) -> None:
    triggers = house.triggers()
    await triggers.notice(_changes(10))
    assert not await house.pass_time(triggers, 60)
    house.done()
    house.present = {"code": "2"}
    house.confirmed = 0
    assert not await house.pass_time(triggers, 60)


async def test_every_night_once_and_only_near_its_hour(house: House) -> None:
    hour = house.time.astimezone().hour
    triggers = house.triggers(nightly_hour=hour)
    assert await house.pass_time(triggers, 1)
    assert house.queued[0].trigger is Trigger.NIGHTLY
    house.queued.clear()
    house.done()
    assert not await house.pass_time(triggers, 30)
    assert not await house.pass_time(triggers, 60 * 10)
    assert await house.pass_time(triggers, 60 * 13.5)
