"""A remembered answer over HTTP: told as such, stored and journaled like any other."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.http.site import LEAVE_TEXT, QUESTION, Person, Site, opened_site

from znatok.access.model import Role
from znatok.platform.settings import CacheSettings

EVERYONE = {"everyone": True, "department_ids": [], "group_ids": [], "user_ids": []}


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


async def publish(site: Site) -> Person:
    """An editor who has published a document that can be found."""
    editor = await site.person("editor@company.ru", Role.EDITOR)
    await editor.upload("Отпуска.txt", LEAVE_TEXT, EVERYONE)
    async with asyncio.timeout(60):  # until the search has followed, nothing is remembered
        while not is_remembered(await editor.ask("Когда подают заявление?")):
            pass
    return editor


def is_remembered(answer: dict[str, object]) -> bool:
    trace = answer["trace"]
    assert isinstance(trace, dict)
    return [each["name"] for each in trace["stages"]] == ["cache"]


async def test_colleagues_share_an_answer_and_each_has_it_stored(site: Site) -> None:
    await publish(site)
    anna, boris = await site.person("anna@company.ru"), await site.person("boris@company.ru")
    first, again = await anna.ask(), await boris.ask("сколько календарных дней длится "
                                                     "ежегодный отпуск сотрудника")  # fmt: skip
    assert (is_remembered(first), is_remembered(again)) == (False, True)
    assert (again["answer"], again["citations"]) == (first["answer"], first["citations"])
    assert again["message_id"] != first["message_id"]
    kept = (await boris.get(f"/conversations/{again['conversation_id']}")).json()
    assert kept["messages"][1]["text"] == first["answer"]
    own = (await anna.get(f"/conversations/{first['conversation_id']}")).json()
    assert kept["messages"][1]["citations"] == own["messages"][1]["citations"]
    assert (await boris.get(f"/conversations/{first['conversation_id']}")).status_code == 404


async def test_the_journal_tells_who_was_shown_what_also_when_it_was_remembered(
    site: Site,
) -> None:
    await publish(site)
    anna, boris = await site.person("anna@company.ru"), await site.person("boris@company.ru")
    answers = [await anna.ask(), await boris.ask()]
    auditor = await site.person("auditor@company.ru", Role.AUDITOR)  # signing in awaits the trail
    events = (await auditor.get("/admin/audit")).json()["items"]
    shown = {each["object"]: each for each in events if each["action"] == "chat.answered"}
    records = [shown[f"message:{each['message_id']}"] for each in answers]
    assert len({each["actor"] for each in records}) == 2
    assert records[0]["details"] == records[1]["details"]
    assert records[0]["details"]["fragments"]


async def test_a_stream_tells_a_remembered_answer_whole(site: Site) -> None:
    anna = await publish(site)
    first = await anna.ask()
    events = await anna.events("POST", "/chat", {"message": QUESTION})
    assert [each.data["name"] for each in events if each.name == "stage"] == ["cache"]
    assert "".join(each.data["text"] for each in events if each.name == "delta") == first["answer"]
    assert events[-1].data["answer"]["citations"] == first["citations"]


async def test_a_question_that_goes_on_is_never_answered_from_memory(site: Site) -> None:
    anna = await publish(site)
    first = await anna.ask()
    assert not is_remembered(await anna.ask(conversation_id=first["conversation_id"]))


async def test_a_document_withdrawn_from_everyone_is_not_remembered(site: Site) -> None:
    editor = await site.person("editor@company.ru", Role.EDITOR)
    document_id = await editor.upload("Отпуска.txt", LEAVE_TEXT, EVERYONE)
    anna = await site.person("anna@company.ru")
    assert (await anna.ask())["citations"]
    nobody = {**EVERYONE, "everyone": False}
    changed = await editor.call("PATCH", f"/documents/{document_id}", json={"access": nobody})
    assert changed.status_code == 200, changed.text
    assert not (await anna.ask())["citations"]


async def lookups(site: Site) -> dict[str, float]:
    metrics = (await site.client.get("/metrics")).text
    named = re.findall(r'cache_lookups_total{cache="answers",result="(\w+)"} (\S+)', metrics)
    return {result: float(count) for result, count in named}


async def test_prometheus_sees_hits_and_misses(site: Site) -> None:
    anna = await publish(site)
    before = await lookups(site)
    await anna.ask()
    await anna.ask()
    after = await lookups(site)
    assert {each: after[each] - before[each] for each in after} == {"hit": 1, "miss": 1}
    metrics = (await site.client.get("/metrics")).text.splitlines()
    assert 'znatok_cache_evictions_total{cache="answers"} 0.0' in metrics
    assert any(each.startswith('znatok_cache_bytes{cache="embeddings"}') for each in metrics)


async def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    off = CacheSettings(answer_mb=0, embedding_mb=0)
    async with opened_site(tmp_path, monkeypatch, cache=off) as site:
        anna = await site.person("anna@company.ru")
        await anna.upload("Отпуска.txt", LEAVE_TEXT)
        await anna.ask()
        assert not is_remembered(await anna.ask())
