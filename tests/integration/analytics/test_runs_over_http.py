"""Runs over HTTP, with the whole application behind them; embeddings are quick ones."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.integration.http.site import (
    LEAVE_TEXT,
    QUESTION,
    TRIP,
    Person,
    Site,
    docx_of,
    opened_site,
)

from znatok.access.model import Role
from znatok.analytics.quality.adapters.sql_runs import SqlRuns
from znatok.analytics.quality.errors import RunWaits
from znatok.analytics.quality.run_model import RunStatus, Trigger
from znatok.analytics.quality.triggers import new_run
from znatok.bootstrap.migrating import migrate
from znatok.kernel.clock import SystemClock
from znatok.platform.db import Database
from znatok.platform.settings import QualitySettings

_OVER = {"done", "cancelled", "interrupted", "failed"}
_TRIP_QUESTION = "Сколько составляют суточные в командировке?"


async def _write(admin: Person, question: str, answer: str, file: str, **more: object) -> str:
    draft = {"question": question, "answer_any": [[answer]], "sources": [{"file_name": file}]}
    written = await admin.post("/quality/questions", {**draft, **more})
    assert written.status_code == 201, written.text
    return str(written.json()["id"])


async def _ended(admin: Person, run_id: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            run: dict[str, Any] = (await admin.get(f"/quality/runs/{run_id}")).json()
            if run["status"] in _OVER:
                return run
            await asyncio.sleep(0.02)


async def _first_result(admin: Person, run_id: str) -> None:
    async with asyncio.timeout(60):
        while (await admin.get(f"/quality/runs/{run_id}")).json()["done"] == 0:  # noqa: ASYNC110  # over HTTP
            await asyncio.sleep(0.02)


async def _run(admin: Person) -> dict[str, Any]:
    started = await admin.post("/quality/runs")
    assert started.status_code == 202, started.text
    return await _ended(admin, started.json()["id"])


async def _documents(site: Site) -> Person:
    editor = await site.person("editor@znatok.test", Role.EDITOR)
    await editor.upload("leave.docx", docx_of(LEAVE_TEXT, heading="Отпуска"), {"everyone": True})
    await editor.upload("trip.docx", docx_of(TRIP, heading="Командировки"))
    return editor


async def test_a_run_asks_as_its_readers_and_stores_nothing_elsewhere(
    site: Site, admin: Person
) -> None:
    editor = await _documents(site)
    me = (await editor.get("/auth/me")).json()
    await _write(admin, QUESTION, "двадцать восемь", "leave.docx")
    own = await _write(
        admin, _TRIP_QUESTION, "семьсот рублей", "trip.docx", reader_id=me["id"], tags=["Деньги"]
    )
    stranger = await _write(admin, _TRIP_QUESTION, "семьсот рублей", "trip.docx")

    run = await _run(admin)

    assert run["status"] == "done"
    assert (run["total"], run["done"]) == (3, 3)
    assert set(run["fingerprint"]) == {"code", "prompt", "model", "index", "settings", "corpus"}
    figures = run["figures"]
    assert figures["questions"] == 3
    assert figures["leaks"] == 0
    assert figures["right"] == pytest.approx(2 / 3, abs=1e-4)
    results = (await admin.get(f"/quality/runs/{run['id']}/results")).json()["items"]
    by_id = {each["question_id"]: each for each in results}
    assert by_id[own]["right"]
    assert by_id[own]["gold_rank"] == 1
    assert by_id[own]["slices"]["tags"] == ["деньги"]
    assert by_id[own]["slices"]["kind"] == "docx"
    assert by_id[own]["slices"]["never_asked"]
    assert not by_id[stranger]["right"], "the stranger may not read it"
    assert by_id[stranger]["gold_rank"] is None
    wrong = (await admin.get(f"/quality/runs/{run['id']}/results?wrong=true")).json()["items"]
    assert [each["question_id"] for each in wrong] == [stranger]
    assert (await editor.get("/conversations")).json()["items"] == []
    assert (await admin.get("/analytics")).json()["questions"] == 0


async def test_an_administrator_sees_no_answer_from_what_he_may_not_read(
    site: Site, admin: Person
) -> None:
    editor = await _documents(site)
    me = (await editor.get("/auth/me")).json()
    await _write(admin, _TRIP_QUESTION, "семьсот", "trip.docx", reader_id=me["id"])
    run = await _run(admin)
    (result,) = (await admin.get(f"/quality/runs/{run['id']}/results")).json()["items"]
    assert result["right"]
    assert result["withheld"]
    assert result["answer"] is None
    assert result["citations"] == []
    assert result["question"] == _TRIP_QUESTION, "the administrator wrote it himself"


async def test_a_question_of_somebody_who_has_left_is_skipped(site: Site, admin: Person) -> None:
    await _documents(site)
    gone = await site.add("gone@znatok.test")
    await _write(admin, QUESTION, "двадцать", "leave.docx", reader_id=str(gone.user.id))
    path = f"/admin/users/{gone.user.id}"
    assert (await admin.call("PATCH", path, json={"active": False})).status_code == 200
    figures = (await _run(admin))["figures"]
    assert figures["skipped"] == 1
    assert figures["right"] is None


async def test_nothing_to_ask_and_nothing_twice(site: Site, admin: Person) -> None:
    nothing = await admin.post("/quality/runs")
    assert nothing.json()["type"] == "/problems/no-golden-questions"
    store = SqlRuns(site.app.state.services[Database])
    now = SystemClock().now()
    queued = new_run(Trigger.HAND, now)
    await store.enqueue(queued)
    await _write(admin, QUESTION, "двадцать", "leave.docx")
    answer = await admin.post("/quality/runs")
    assert answer.status_code in {202, 409}  # the runner may have been quicker
    await _ended(admin, str(queued.id))


async def test_who_may_not_start_may_not_cancel_either(site: Site, admin: Person) -> None:
    auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
    await _write(admin, QUESTION, "двадцать", "leave.docx")
    run = await _run(admin)
    assert (await auditor.get("/quality/runs")).json()["items"][0]["id"] == run["id"]
    assert (await auditor.post("/quality/runs")).status_code == 403
    assert (await auditor.post(f"/quality/runs/{run['id']}/cancel")).status_code == 403
    assert (await auditor.call("PUT", f"/quality/runs/{run['id']}/baseline")).status_code == 403


async def test_a_cancelled_run_keeps_what_it_found_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = QualitySettings(rest=100)
    async with opened_site(tmp_path, monkeypatch, quality=slow) as site:
        admin = await site.person("admin@znatok.test", Role.ADMIN)
        await _documents(site)
        for number in range(20):
            await _write(admin, f"{QUESTION} {number}", "двадцать", "leave.docx")
        started = (await admin.post("/quality/runs")).json()
        await _first_result(admin, started["id"])
        again = await admin.post("/quality/runs")
        assert again.json()["type"] == "/problems/run-waits"
        cancelled = (await admin.post(f"/quality/runs/{started['id']}/cancel")).json()
        assert cancelled["status"] == "cancelled"
        assert cancelled["figures"] is None
        found = (await admin.get(f"/quality/runs/{started['id']}/results")).json()["items"]
        assert 0 < len(found) < 20


async def test_a_restart_marks_the_run_in_hand_as_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_site(tmp_path, monkeypatch, quality=QualitySettings(rest=100)) as site:
        admin = await site.person("admin@znatok.test", Role.ADMIN)
        await _documents(site)
        for number in range(20):
            await _write(admin, f"{QUESTION} {number}", "двадцать", "leave.docx")
        started = (await admin.post("/quality/runs")).json()
        await _first_result(admin, started["id"])
    async with opened_site(tmp_path, monkeypatch) as site:
        store = SqlRuns(site.app.state.services[Database])
        (run,) = (await store.find(cursor=None, limit=5)).items
        assert run.status is RunStatus.INTERRUPTED


async def test_a_run_whose_process_was_killed_is_noticed(tmp_path: Path) -> None:
    database = Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'db.sqlite'}")
    await migrate(database)
    store, now = SqlRuns(database), SystemClock().now()
    lost = new_run(Trigger.HAND, now - timedelta(minutes=10))
    await store.enqueue(lost)
    assert await store.claim("another process", at=now - timedelta(minutes=9)) is not None
    assert await store.claim("this one", at=now) is None
    with pytest.raises(RunWaits):
        await store.enqueue(new_run(Trigger.HAND, now))
    assert await store.reap(before=now - timedelta(minutes=20), at=now) == 0
    assert await store.reap(before=now - timedelta(minutes=2), at=now) == 1
    assert (await store.get(lost.id)).status is RunStatus.INTERRUPTED
    await store.enqueue(new_run(Trigger.HAND, now))
    await database.close()


async def test_old_runs_are_forgotten_but_the_baseline(site: Site, admin: Person) -> None:
    await _write(admin, QUESTION, "двадцать", "leave.docx")
    ids = [(await _run(admin))["id"] for _ in range(3)]
    pinned = await admin.call("PUT", f"/quality/runs/{ids[0]}/baseline")
    assert pinned.json()["baseline"]
    store = SqlRuns(site.app.state.services[Database])
    assert await store.forget(keep=2) == 0
    await _run(admin)
    assert await store.forget(keep=2) == 1
    left = {each.id for each in (await store.find(cursor=None, limit=9)).items}
    assert len(left) == 3
    assert ids[0] in {str(each) for each in left}
    assert ids[1] not in {str(each) for each in left}
    baseline = await store.baseline()
    assert baseline is not None
    assert str(baseline.id) == ids[0]


async def test_two_runs_are_compared_and_the_gate_judges_over_http(
    site: Site, admin: Person
) -> None:
    await _documents(site)
    await _write(admin, QUESTION, "двадцать восемь", "leave.docx", tags=["отпуск"])
    broken = await _write(admin, "Когда подают заявление?", "за две недели", "leave.docx")
    first = await _run(admin)
    assert (await admin.get("/quality/gate")).json()["state"] == "unmeasured"

    # The document goes: what was right is wrong now.
    listed = (await admin.get("/documents")).json()["items"]
    (leave,) = [each["id"] for each in listed if each["file_name"] == "leave.docx"]
    assert (await admin.call("DELETE", f"/documents/{leave}")).status_code == 204
    second = await _run(admin)

    path = f"/quality/runs/{second['id']}/comparison?with={first['id']}"
    found = (await admin.get(path)).json()
    assert found["compared"] == 2
    assert found["lost_count"] == 2
    assert found["won"] == []
    assert broken in {each["after"]["question_id"] for each in found["lost"]}
    changes = {each["name"]: each for each in found["changes"]}
    assert changes["right"]["difference"]["mean"] == -1
    parts = {(each["by"], each["value"]) for each in found["slices"]}
    assert {("tag", "отпуск"), ("kind", "docx"), ("intent", "documentation")} <= parts

    gate = (await admin.get("/quality/gate", headers={"Accept-Language": "en"})).json()
    assert gate["state"] == "blocked"
    assert gate["reasons"] == ["regression"]
    assert gate["against"] == "run"
    assert gate["sentence"].startswith("Stop")

    summary = (await admin.get(f"/quality/runs/{first['id']}/summary")).json()
    assert summary["measures"]["right"]["mean"] == 1
    assert len(summary["reliability"]["bins"]) == 10
    assert summary["reliability"]["n"] == 2
