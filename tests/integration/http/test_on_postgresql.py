"""The whole application on PostgreSQL: what people do most, on the database of more than one machine."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.contract.people.databases import emptied_postgresql, needs_postgresql
from tests.integration.http.site import (
    LEAVE,
    LEAVE_TEXT,
    QUESTION,
    TRIP,
    Site,
    docx_of,
    opened_site,
)

from znatok.access.model import Operator, Role
from znatok.audit.service import AuditReview
from znatok.platform.settings import DatabaseSettings

pytestmark = needs_postgresql


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    database = DatabaseSettings(url=await emptied_postgresql())  # type: ignore[arg-type]  # pydantic
    async with opened_site(tmp_path, monkeypatch, database=database) as opened:
        yield opened


async def test_a_document_is_read_quoted_replaced_shared_and_deleted(site: Site) -> None:
    anna = await site.person("anna@company.ru", Role.EDITOR)
    boris = await site.person("boris@company.ru")
    leave = await anna.upload("Отпуска.txt", LEAVE_TEXT)
    await anna.upload("Командировки.docx", docx_of(TRIP, heading="Суточные"))

    answer = await anna.ask()
    assert LEAVE in answer["citations"][0]["quote"]
    assert (await boris.ask())["status"] == "not_found"
    assert (await boris.get(f"/documents/{leave}")).status_code == 404

    everyone = {"everyone": True, "department_ids": [], "group_ids": [], "user_ids": []}
    shared = await anna.call("PATCH", f"/documents/{leave}", json={"access": everyone})
    assert shared.status_code == 200, shared.text
    assert (await boris.ask())["citations"][0]["document_id"] == leave

    newer = LEAVE_TEXT.replace("двадцать восемь", "тридцать пять")
    files = {"file": ("Отпуска.txt", newer.encode())}
    replaced = await anna.call("POST", f"/documents/{leave}/versions", files=files)
    assert replaced.status_code == 202, replaced.text
    assert (await anna.settled(leave))["status"] == "ready"
    assert "тридцать пять" in (await anna.ask())["citations"][0]["quote"]

    assert (await anna.call("DELETE", f"/documents/{leave}")).status_code == 204
    assert (await anna.get(f"/documents/{leave}")).status_code == 404
    assert all(each["document_id"] != leave for each in (await anna.ask())["citations"])


async def test_conversations_feedback_and_the_audit_trail_are_kept(site: Site) -> None:
    admin = await site.person("admin@company.ru", Role.ADMIN)
    await admin.upload("Отпуска.txt", LEAVE_TEXT)
    answer = await admin.ask()
    again = await admin.ask("А заявление?", conversation_id=answer["conversation_id"])
    assert again["conversation_id"] == answer["conversation_id"]
    rated = await admin.post(f"/chat/{answer['message_id']}/feedback", {"rating": 1})
    assert rated.status_code == 204, rated.text
    page = (await admin.get(f"/conversations/{answer['conversation_id']}")).json()
    assert [each["role"] for each in page["messages"]] == ["user", "assistant"] * 2
    trail = (await admin.get("/admin/audit")).json()["items"]
    assert len({each["action"] for each in trail}) > 1
    review: AuditReview = site.app.state.services[AuditReview]
    assert (await review.verify(by=Operator())).first_bad_seq is None


async def test_golden_questions_run(site: Site) -> None:
    admin = await site.person("admin@company.ru", Role.ADMIN)
    await admin.upload("Отпуска.txt", LEAVE_TEXT, {"everyone": True})
    draft = {
        "question": QUESTION,
        "answer_any": [["двадцать восемь"]],
        "sources": [{"file_name": "Отпуска.txt"}],
    }
    assert (await admin.post("/quality/questions", draft)).status_code == 201
    run = (await admin.post("/quality/runs")).json()
    async with asyncio.timeout(60):
        while run["status"] in {"queued", "running"}:
            await asyncio.sleep(0.05)
            run = (await admin.get(f"/quality/runs/{run['id']}")).json()
    assert run["status"] == "done"
    assert run["figures"]["right"] == 1.0
