"""A second index beside the first, over HTTP: built, compared, switched to, gone back from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.integration.http.site import LEAVE, LEAVE_TEXT, QUESTION, TRIP, Person, Site, opened_site

from znatok.access.model import Role
from znatok.bootstrap import house
from znatok.bootstrap.generations import Opener
from znatok.documents.adapters.sql_generations import SqlGenerations
from znatok.documents.generations import GenerationId
from znatok.index.ports import FragmentIndex
from znatok.ingestion.generations.model import Verdict
from znatok.platform.db import Database
from znatok.platform.settings import IndexSettings, Settings

EVERYONE: dict[str, object] = {"everyone": True}
PATH = "/index/generations"
_PATIENCE = 60


class NarrowModel(HashingModel):
    """Another space of another dimension: its vectors cannot be multiplied with the first's."""

    name = "hashing-128"
    dimension = 128


def narrow_model(stack: AsyncExitStack, settings: Settings) -> dict[str, Opener]:
    async def opened() -> HashingModel:
        return NarrowModel()

    return {NarrowModel.name: opened}


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    monkeypatch.setattr(house, "other_models", narrow_model)
    index = IndexSettings(build_rest=0)
    async with opened_site(tmp_path, monkeypatch, index=index) as found:
        yield found


async def until(admin: Person, number: int, state: str) -> dict[str, Any]:
    """The generation once it is in this state and, if it is ready, compared."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            found: dict[str, Any] = (await admin.get(f"{PATH}/{number}")).json()
            if found.get("state") == state and (state != "ready" or found["comparison"]):
                return found
            await asyncio.sleep(0.05)


async def built(admin: Person, body: dict[str, object]) -> dict[str, Any]:
    begun = await admin.post(PATH, body)
    assert begun.status_code == 202, begun.text
    return await until(admin, begun.json()["id"], "ready")


@pytest.mark.slow
async def test_another_model_takes_over_while_questions_go_on(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    for number in range(20):
        text = f"{LEAVE_TEXT}\n\nПриложение {number}."
        await admin.upload(f"Отпуск {number}.txt", text, EVERYONE)
    asked, stop = 0, asyncio.Event()

    async def keep_asking() -> None:
        nonlocal asked
        while not stop.is_set():
            answer = await admin.ask(f"{QUESTION} {asked}")
            assert answer["status"] == "answered", answer
            assert LEAVE in answer["citations"][0]["quote"]
            asked += 1

    asking = asyncio.create_task(keep_asking())
    ready = await built(admin, {"model": "hashing-128"})
    assert (ready["progress"], ready["held"]) == (1.0, 20)
    before = asked
    switched = await admin.post(f"{PATH}/{ready['id']}/switch")
    assert switched.status_code == 200, switched.text
    assert switched.json()["state"] == "active"
    while asked < before + 3:
        await asyncio.sleep(0.01)
        assert not asking.done(), asking.result()
    back = await admin.post(f"{PATH}/rollback")
    assert (back.json()["id"], back.json()["model"]) == (1, "hashing-384")
    after = asked
    while asked < after + 3:
        await asyncio.sleep(0.01)
        assert not asking.done(), asking.result()
    stop.set()
    await asking
    assert before > 0


async def test_what_is_uploaded_meanwhile_lands_in_both(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
    ready = await built(admin, {"splitting": {"target_chars": 120, "max_chars": 200,
                                              "min_chars": 100}})  # fmt: skip
    await admin.upload("Командировки.txt", TRIP, EVERYONE)
    question = "Какие суточные в командировке по России?"
    assert TRIP in (await admin.ask(question))["citations"][0]["quote"]
    assert (await admin.post(f"{PATH}/{ready['id']}/switch")).status_code == 200
    assert TRIP in (await admin.ask(f"{question} Скажи"))["citations"][0]["quote"]
    await admin.upload("Пропуска.txt", "Пропуск сотрудника действует один год.", EVERYONE)
    assert (await admin.post(f"{PATH}/rollback")).json()["id"] == 1
    found = await admin.ask("Сколько действует пропуск сотрудника?")
    assert "один год" in found["citations"][0]["quote"]


async def test_a_second_index_can_be_given_up(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
    ready = await built(admin, {"model": "hashing-128"})
    twice = await admin.post(PATH, {"model": "hashing-128"})
    assert (twice.status_code, twice.json()["type"]) == (409, "/problems/generation-exists")
    assert (await admin.call("DELETE", f"{PATH}/{ready['id']}")).status_code == 204
    assert (await admin.get(f"{PATH}/{ready['id']}")).status_code == 404
    assert (await admin.call("DELETE", f"{PATH}/1")).status_code == 409  # it answers
    again = await built(admin, {"model": "hashing-128"})
    assert again["id"] == ready["id"] + 1


async def test_only_administrators_and_only_what_makes_sense(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    editor = await site.person("editor@znatok.test", Role.EDITOR)
    assert (await editor.get(PATH)).status_code == 403
    assert (await editor.post(PATH, {"model": "hashing-128"})).status_code == 403
    assert (await editor.post(f"{PATH}/rollback")).status_code == 403
    listed = (await admin.get(PATH)).json()
    assert [each["state"] for each in listed["items"]] == ["active"]
    assert listed["models"] == ["hashing-384", "hashing-128"]
    for body, slug in (
        ({"model": "gpt-9"}, "no-such-embedding-model"),
        ({}, "same-generation"),
        ({"splitting": {"target_chars": 5000}}, "bad-splitting"),
    ):
        answer = await admin.post(PATH, body)
        assert answer.json()["type"] == f"/problems/{slug}", answer.text
    assert (await admin.post(f"{PATH}/rollback")).status_code == 409
    await admin.post(PATH, {"model": "hashing-128"})
    auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
    told = (await auditor.get("/admin/audit", params={"limit": "50"})).json()["items"]
    assert "index.generation_started" in {each["action"] for each in told}


@pytest.mark.slow
async def test_a_restart_answers_from_the_index_that_was_switched_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "other_models", narrow_model)
    async with opened_site(tmp_path, monkeypatch) as site:
        admin = await site.person("admin@znatok.test", Role.ADMIN)
        await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
        ready = await built(admin, {"model": "hashing-128"})
        assert (await admin.post(f"{PATH}/{ready['id']}/switch")).status_code == 200
    async with opened_site(tmp_path, monkeypatch) as site:
        index = site.app.state.services[FragmentIndex]
        assert index._index.space == "hashing-128"
        form = {"username": "admin@znatok.test", "password": "чистый-лист-2026"}
        token = (await site.client.post("/api/v1/auth/token", data=form)).json()["access_token"]
        admin = Person(site.client, {"Authorization": f"Bearer {token}"})
        assert LEAVE in (await admin.ask())["citations"][0]["quote"]
    # Without its model the index cannot be asked: the default one takes over at once.
    monkeypatch.setattr(house, "other_models", lambda *_: {})
    async with opened_site(tmp_path, monkeypatch) as site:
        admin.client = site.client
        index = site.app.state.services[FragmentIndex]
        assert index._index.space == "hashing-384"
        assert LEAVE in (await admin.ask(f"{QUESTION} Скажи"))["citations"][0]["quote"]


async def test_golden_questions_are_asked_of_both_before_a_switch(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
    golden = {
        "question": QUESTION,
        "answer_any": [["двадцать восемь"]],
        "sources": [{"file_name": "Отпуск.txt"}],
    }
    assert (await admin.post("/quality/questions", golden)).status_code == 201
    ready = await built(admin, {"model": "hashing-128"})
    verdict = ready["comparison"]
    assert (verdict["state"], verdict["compared"], verdict["leaks"]) == ("passed", 1, 0)
    assert (verdict["right_before"], verdict["right_after"]) == (1.0, 1.0)
    runs = (await admin.get("/quality/runs")).json()["items"]
    named = {each["id"]: each["fingerprint"] for each in runs}
    assert named[verdict["run"]]["model"] == "hashing-128"
    assert named[verdict["run"]]["index"] == f"exact#{ready['id']}"
    assert named[verdict["against"]]["model"] == "hashing-384"
    assert runs[0]["id"] == verdict["against"]  # the newest run is of what is in use


async def test_a_switch_against_the_golden_questions_wants_force(site: Site) -> None:
    admin = await site.person("admin@znatok.test", Role.ADMIN)
    await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
    ready = await built(admin, {"model": "hashing-128"})
    assert ready["comparison"]["reasons"] == ["no_questions"]
    store = SqlGenerations(site.app.state.services[Database])
    worse = Verdict("blocked", ("regression",), 40, right_before=0.9, right_after=0.7)
    await store.set_comparison(GenerationId(ready["id"]), worse.to_json())
    path = f"{PATH}/{ready['id']}/switch"
    refused = await admin.post(path)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/comparison-blocks")
    assert (await admin.post(path, {"force": True})).json()["state"] == "active"


@pytest.mark.slow
async def test_another_process_goes_over_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "other_models", narrow_model)
    index = IndexSettings(build_rest=0)
    async with (
        opened_site(tmp_path, monkeypatch, index=index) as site,
        opened_site(tmp_path, monkeypatch, index=index) as other,
    ):
        admin = await site.person("admin@znatok.test", Role.ADMIN)
        await admin.upload("Отпуск.txt", LEAVE_TEXT, EVERYONE)
        elsewhere = Person(other.client, admin.headers)
        ready = await built(admin, {"model": "hashing-128"})
        assert LEAVE in (await elsewhere.ask())["citations"][0]["quote"]
        assert (await admin.post(f"{PATH}/{ready['id']}/switch")).status_code == 200
        held = other.app.state.services[FragmentIndex]._index
        async with asyncio.timeout(_PATIENCE):
            while held.space != "hashing-128":  # noqa: ASYNC110  # another process follows the log
                await asyncio.sleep(0.05)
        assert LEAVE in (await elsewhere.ask(f"{QUESTION} Скажи"))["citations"][0]["quote"]
