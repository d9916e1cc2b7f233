import json
import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.integration.http.site import (
    LEAVE,
    LEAVE_TEXT,
    QUESTION,
    TRIP,
    Person,
    Site,
    docx_of,
    opened_site,
)

from znatok.access.declarations import undeclared_routes
from znatok.access.model import Reader, Role
from znatok.chat.model import ChatEvent, Delta, Question, Started
from znatok.chat.streams import AnswerStreams
from znatok.kernel.errors import Unavailable
from znatok.kernel.ids import ConversationId, MessageId, new_uuid

STAGES = ["question", "intent", "query", "search", "context"]
STAGES += ["prompt", "generation", "formatting", "answer"]
EVERYONE = {"everyone": True, "department_ids": [], "group_ids": [], "user_ids": []}


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
async def anna(site: Site) -> Person:
    """She has two documents of her own."""
    anna = await site.person("anna@company.ru")
    await anna.upload("Отпуска.txt", LEAVE_TEXT)
    await anna.upload("Командировки.docx", docx_of(TRIP, heading="Суточные"))
    return anna


async def test_an_uploaded_document_is_quoted_word_for_word(anna: Person) -> None:
    answer = await anna.ask()
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    assert LEAVE in citation["quote"]
    assert f"[{citation['n']}]" in answer["answer"]
    content = (await anna.get(f"/documents/{citation['document_id']}/content")).json()
    span = slice(citation["document_start"], citation["document_end"])
    assert content["text"][span] == citation["quote"]
    fragments = (await anna.get(f"/documents/{citation['document_id']}/fragments")).json()["items"]
    text = next(each["text"] for each in fragments if each["id"] == citation["fragment_id"])
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    key = text[citation["key_start"] : citation["key_end"]]
    assert key in citation["quote"]


async def test_a_word_document_is_quoted_with_its_section(anna: Person) -> None:
    answer = await anna.ask("Сколько рублей составляют суточные в командировке?")
    citation = answer["citations"][0]
    assert TRIP in citation["quote"]
    assert citation["file_name"] == "Командировки.docx"
    assert citation["section"] == ["Суточные"]


async def test_a_stream_tells_the_stages_then_the_sources_then_the_truth(anna: Person) -> None:
    events = await anna.events("POST", "/chat", {"message": QUESTION})
    assert events[0].name == "started"
    assert events[-1].name == "done"
    assert [each.data["name"] for each in events if each.name == "stage"] == STAGES
    message_id = events[0].data["message_id"]
    assert [each.id for each in events] == [f"{message_id}:{n}" for n in range(len(events))]
    assert all(each.data["type"] == each.name for each in events)
    known: set[str] = set()
    for each in events:
        if each.name == "citation":
            known.add(str(each.data["citation"]["n"]))
        if each.name == "delta":
            assert set(re.findall(r"(?<!\\)\[(\d+)\]", each.data["text"])) <= known
    done = events[-1].data["answer"]
    whole = (await anna.get(f"/conversations/{done['conversation_id']}")).json()
    stored = whole["messages"][1]
    assert stored["text"] == done["answer"]
    for each in (*stored["citations"], *done["citations"]):
        each["updated_at"] = datetime.fromisoformat(each["updated_at"])
    for name in ("status", "citations", "follow_ups", "trace"):
        assert stored[name] == done[name]


async def test_a_lost_stream_resumes_where_it_was(anna: Person) -> None:
    whole = await anna.events("POST", "/chat", {"message": QUESTION, "stream": True})
    path = f"/chat/{whole[0].data['message_id']}/stream"
    seen = whole[4].id
    assert await anna.events("GET", path, **{"Last-Event-ID": seen}) == whole[5:]
    assert await anna.events("GET", path) == whole
    assert await anna.events("GET", path, **{"Last-Event-ID": "нечто".encode().hex()}) == whole
    assert await anna.events("GET", path, **{"Last-Event-ID": whole[-1].id}) == []


async def test_a_bad_question_is_a_problem_and_no_stream(anna: Person) -> None:
    for headers in ({}, {"Accept": "text/event-stream"}):
        answer = await anna.post("/chat", {"message": " ?! "}, headers=headers)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == "/problems/empty-question"
    long = await anna.post("/chat", {"message": "а" * 5_000}, headers={"Accept-Language": "en"})
    assert long.json()["type"] == "/problems/question-too-long"
    assert "5000" in long.json()["detail"].replace(" ", "")


class BreakingStreams:
    """Streams that break off after their beginning."""

    async def ask(self, question: Question, reader: Reader) -> AsyncIterator[tuple[int, ChatEvent]]:
        id_ = MessageId(new_uuid())
        yield 0, Started(ConversationId(new_uuid()), MessageId(new_uuid()), id_)
        yield 1, Delta("Отпуск ")
        raise Unavailable


async def test_a_failure_under_way_ends_the_stream_as_a_problem(site: Site) -> None:
    site.app.state.services[AnswerStreams] = BreakingStreams()
    person = await site.person("vera@company.ru")
    events = await person.events(
        "POST", "/chat", {"message": QUESTION}, **{"Accept-Language": "en"}
    )
    assert [each.name for each in events] == ["started", "delta", "error"]
    assert [each.number for each in events] == [0, 1, 2]
    problem = events[-1].data["problem"]
    assert problem["type"] == "/problems/unavailable"
    assert problem["status"] == 503
    assert problem["detail"] == Unavailable.en


async def test_another_person_sees_nothing_of_it(site: Site, anna: Person) -> None:
    mine = await anna.ask()
    document = mine["citations"][0]["document_id"]
    boris = await site.person("boris@company.ru", Role.ADMIN)
    theirs = await boris.ask()
    assert theirs["status"] == "not_found"
    assert theirs["citations"] == []
    assert "Отпуска" not in theirs["answer"]
    assert (await boris.post("/search", {"query": QUESTION})).json()["hits"] == []
    scoped = await boris.ask(scope={"document_ids": [document]})
    assert scoped["citations"] == []
    assert (await boris.get("/documents")).json()["items"] == []
    listed = {each["id"] for each in (await boris.get("/conversations")).json()["items"]}
    assert mine["conversation_id"] not in listed
    refused = [
        await boris.get(f"/documents/{document}"),
        await boris.get(f"/documents/{document}/content"),
        await boris.get(f"/documents/{document}/file"),
        await boris.get(f"/documents/{document}/fragments"),
        await boris.get(f"/conversations/{mine['conversation_id']}"),
        await boris.call("DELETE", f"/conversations/{mine['conversation_id']}"),
        await boris.post(f"/chat/{mine['message_id']}/feedback", {"rating": 1}),
        await boris.get(f"/chat/{mine['message_id']}/stream"),
        await boris.post(f"/chat/{mine['message_id']}/cancel"),
        await boris.post("/chat", {"message": "И?", "conversation_id": mine["conversation_id"]}),
    ]
    assert {each.status_code for each in refused} == {404}
    absent = await boris.get(f"/documents/{uuid4()}")
    assert absent.json()["detail"] == refused[0].json()["detail"]


async def test_what_is_shared_with_everyone_is_found_by_everyone(site: Site) -> None:
    editor = await site.person("editor@company.ru", Role.EDITOR)
    shared = await editor.upload("Отпуска.txt", LEAVE_TEXT, EVERYONE)
    boris = await site.person("boris@company.ru")
    assert (await boris.ask())["citations"][0]["document_id"] == shared
    changed = await editor.call(
        "PATCH", f"/documents/{shared}", json={"access": {**EVERYONE, "everyone": False}}
    )
    assert changed.status_code == 200, changed.text
    assert (await boris.ask())["citations"] == []


async def test_a_scope_narrows_where_is_looked(anna: Person) -> None:
    documents = (await anna.get("/documents")).json()["items"]
    trips = next(each["id"] for each in documents if each["kind"] == "docx")
    answer = await anna.ask(scope={"document_ids": [trips]})
    assert {each["document_id"] for each in answer["citations"]} == {trips}
    body = {"query": QUESTION, "filters": {"document_ids": [trips]}}
    hits = (await anna.post("/search", body)).json()["hits"]
    assert {each["document_id"] for each in hits} == {trips}


async def test_a_search_gives_ranked_fragments(anna: Person) -> None:
    found = (await anna.post("/search", {"query": QUESTION, "limit": 5})).json()
    best = found["hits"][0]
    assert LEAVE in best["text"]
    assert best["title"]
    scores = [each["score"] for each in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert found["took_ms"] > 0
    one = (await anna.post("/search", {"query": QUESTION, "limit": 1})).json()["hits"]
    assert len(one) == 1


async def test_conversations_are_kept_renamed_and_deleted(anna: Person) -> None:
    first = await anna.ask()
    follow = await anna.ask("А сколько рублей?", conversation_id=first["conversation_id"])
    other = await anna.ask("Суточные?")
    id_ = first["conversation_id"]
    assert follow["conversation_id"] == id_
    listed = (await anna.get("/conversations")).json()
    assert [each["id"] for each in listed["items"]] == [other["conversation_id"], id_]
    assert listed["items"][1]["title"] == QUESTION
    page = (await anna.get("/conversations", params={"limit": 1})).json()
    following = {"limit": 1, "cursor": page["next_cursor"]}
    rest = (await anna.get("/conversations", params=following)).json()
    assert [each["id"] for each in rest["items"]] == [id_]
    assert rest["next_cursor"] is None
    whole = (await anna.get(f"/conversations/{id_}")).json()
    assert [each["role"] for each in whole["messages"]] == ["user", "assistant"] * 2
    renamed = await anna.call("PATCH", f"/conversations/{id_}", json={"title": "Отпуск"})
    assert renamed.status_code == 204
    assert (await anna.get(f"/conversations/{id_}")).json()["title"] == "Отпуск"
    assert (await anna.call("DELETE", f"/conversations/{id_}")).status_code == 204
    assert (await anna.get(f"/conversations/{id_}")).status_code == 404


async def test_a_damaged_cursor_is_a_problem(anna: Person) -> None:
    for cursor in ("хм", "WyJhIiwiYiJd"):
        answer = await anna.get("/conversations", params={"cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["type"] == "/problems/bad-cursor"


async def test_an_answer_can_be_rated(site: Site, anna: Person) -> None:
    asked = await anna.ask()
    path = f"/chat/{asked['message_id']}/feedback"
    for rating in (-1, 1, 5):
        body = {"rating": rating, "reason": "Точно", "correction": "И ещё три дня"}
        assert (await anna.post(path, body)).status_code == 204
    stored = (await anna.get(f"/conversations/{asked['conversation_id']}")).json()
    assert stored["messages"][1]["rating"] == 5
    for rating in (0, 6, -2):
        assert (await anna.post(path, {"rating": rating})).json()["type"] == "/problems/bad-rating"


async def test_an_unknown_field_is_named(anna: Person) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("/chat", {"message": "Да?", "mesage": 1}, "body.mesage"),
        ("/chat", {"message": "Да?", "scope": {"ids": []}}, "body.scope.ids"),
        ("/search", {"query": "Да?", "limmit": 1}, "body.limmit"),
    ]
    for path, body, field in wrong:
        answer = await anna.post(path, body)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["fields"]] == [field]
        assert field in answer.json()["detail"]


async def test_speaks_the_openai_protocol(anna: Person) -> None:
    models = await anna.client.get("/v1/models", headers=anna.headers)
    assert [each["id"] for each in models.json()["data"]] == ["znatok"]
    body = {
        "model": "znatok",
        "temperature": 0.3,
        "messages": [
            {"role": "system", "content": "Вы — эксперт."},
            {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
        ],
    }
    answer = await anna.client.post("/v1/chat/completions", json=body, headers=anna.headers)
    whole = answer.json()
    assert whole["object"] == "chat.completion"
    assert whole["choices"][0]["finish_reason"] == "stop"
    assert "двадцать восемь" in whole["choices"][0]["message"]["content"]
    assert LEAVE in whole["znatok"]["citations"][0]["quote"]
    wrong = await anna.client.post(
        "/v1/chat/completions", json={**body, "model": "gpt-4"}, headers=anna.headers
    )
    assert wrong.status_code == 404
    nothing = {"messages": [{"role": "system", "content": "Молчите."}]}
    empty = await anna.client.post("/v1/chat/completions", json=nothing, headers=anna.headers)
    assert empty.status_code == 422
    assert (await anna.client.get("/v1/models")).status_code == 401


async def test_streams_by_the_openai_protocol(anna: Person) -> None:
    body = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}
    answer = await anna.client.post("/v1/chat/completions", json=body, headers=anna.headers)
    *lines, last = [line for line in answer.text.split("\n\n") if line]
    assert last == "data: [DONE]"
    chunks = [json.loads(line.removeprefix("data: ")) for line in lines]
    assert {each["object"] for each in chunks} == {"chat.completion.chunk"}
    assert len({each["id"] for each in chunks}) == 1
    assert chunks[0]["choices"][0]["delta"]["role"] == "assistant"
    text = "".join(each["choices"][0]["delta"].get("content", "") for each in chunks)
    assert "двадцать восемь" in text
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert LEAVE in chunks[-1]["znatok"]["citations"][0]["quote"]


async def test_suggestions_name_documents_the_reader_has(site: Site, anna: Person) -> None:
    asked = (await anna.get("/suggestions")).json()["questions"]
    assert any("Отпуска" in each for each in asked)
    boris = await site.person("boris@company.ru")
    assert (await boris.get("/suggestions")).json()["questions"] == []


async def test_analytics_and_the_system_are_for_administrators(site: Site, anna: Person) -> None:
    asked = await anna.ask()
    await anna.ask("Привет!")
    await anna.post(f"/chat/{asked['message_id']}/feedback", {"rating": 1})
    for path in ("/analytics", "/admin/system"):
        assert (await anna.get(path)).status_code == 403
        assert (await anna.client.get(f"/api/v1{path}")).status_code == 401
    boss = await site.person("boss@company.ru", Role.ADMIN)
    usage = (await boss.get("/analytics")).json()
    assert usage["questions"] == 2
    assert usage["people"] == 1
    assert usage["answered_share"] == 1.0
    assert (usage["liked"], usage["disliked"], usage["liked_share"]) == (1, 0, 1.0)
    assert sum(usage["by_day"].values()) == 2
    assert 0 < usage["p50_ms"] <= usage["p95_ms"]
    past = {"from": "2020-01-01T00:00:00Z", "to": "2020-02-01T00:00:00Z"}
    none = (await boss.get("/analytics", params=past)).json()
    assert none["questions"] == 0
    assert none["answered_share"] is none["p50_ms"] is None
    backwards = {"from": past["to"], "to": past["from"]}
    assert (await boss.get("/analytics", params=backwards)).status_code == 422
    naive = {"from": "2020-01-01T00:00:00"}
    assert (await boss.get("/analytics", params=naive)).status_code == 422
    system = (await boss.get("/admin/system")).json()
    assert system["database"] == "sqlite"
    assert system["fragments"] >= 2
    assert system["process_memory_bytes"] > 0


async def test_the_audit_tells_who_was_shown_what(site: Site, anna: Person) -> None:
    asked = await anna.ask()
    auditor = await site.person("auditor@company.ru", Role.AUDITOR)
    trail = (await auditor.get("/admin/audit")).json()["items"]
    shown = [each for each in trail if each["action"] == "chat.answered"]
    assert shown
    assert asked["message_id"] in str(shown)
    assert asked["citations"][0]["fragment_id"] in str(shown)
    assert QUESTION not in str(trail)


async def test_every_route_declares_who_may_call_it(site: Site) -> None:
    undeclared = [each for each in undeclared_routes(site.app) if "/api/openapi.json" not in each]
    assert [each for each in undeclared if "/api/" in each or "/v1/" in each] == []
    assert all(each.endswith(" /") or "path" in each for each in undeclared), undeclared
