"""The door and the audit trail together, as the product wires them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.integration.access.door import PASSWORD, Door, opened_door

from znatok.access.declarations import undeclared_routes
from znatok.access.model import Operator, Role
from znatok.audit.adapters.sql import SqlAuditStore
from znatok.audit.http import router
from znatok.audit.service import AuditReview, AuditTrail, AuditWitness

PATH = "/api/v1/admin/audit"
ADMIN, ANNA = "admin@company.ru", "anna@company.ru"


@asynccontextmanager
async def audited_door(directory: Path) -> AsyncIterator[tuple[Door, AuditTrail, AuditReview]]:
    async with opened_door(directory) as door:
        store = SqlAuditStore(door.database)
        async with AuditTrail(store, door.clock).running() as trail:
            review = AuditReview(store, trail)
            witness = AuditWitness(trail)
            door.people._witness = witness
            door.sign_in._witness = witness
            door.app.state.services[AuditReview] = review
            door.app.include_router(router, prefix="/api/v1")
            yield door, trail, review


async def _items(door: Door, headers: dict[str, str], **params: str) -> list[dict[str, Any]]:
    answer = await door.client.get(PATH, params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_trail_tells_who_did_what_in_order(tmp_path: Path) -> None:
    async with audited_door(tmp_path) as (door, trail, review):
        admin = await door.add(ADMIN, Role.ADMIN)
        headers = await door.bearer(ADMIN)
        await door.post_token(username=ADMIN, password="неверный-пароль")
        body = {"email": ANNA, "name": "Анна Соколова", "password": PASSWORD}
        await door.client.post("/api/v1/admin/users", json=body, headers=headers)
        await trail.flush()
        items = await _items(door, headers)
        told = [(each["action"], each["decision"], each["credential"]) for each in items]
        assert told == [
            ("user.created", "allowed", "access_token"),
            ("auth.signed_in", "refused", "password"),
            ("auth.signed_in", "allowed", "password"),
            ("user.created", "allowed", "operator"),
        ]
        assert [each["seq"] for each in items] == [4, 3, 2, 1]
        assert items[0]["actor"] == str(admin.user.id)
        assert items[0]["previous_hash"] == items[1]["hash"]
        assert (await review.verify(by=Operator())).first_bad_seq is None


async def test_the_trail_holds_no_person_and_no_secret(tmp_path: Path) -> None:
    async with audited_door(tmp_path) as (door, trail, _):
        await door.add(ADMIN, Role.ADMIN)
        headers = await door.bearer(ADMIN)
        await door.post_token(username="пароль-вместо-почты", password=PASSWORD)
        await trail.flush()
        text = (await door.client.get(PATH, headers=headers)).text
        for hidden in (ADMIN, "Анна", PASSWORD, "пароль-вместо-почты", "127.0.0.1", "zn_"):
            assert hidden not in text


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 401), (Role.USER, 403), (Role.EDITOR, 403), (Role.AUDITOR, 200), (Role.ADMIN, 200)],
)
async def test_administrators_and_auditors_read_it(
    tmp_path: Path, role: Role | None, status: int
) -> None:
    async with audited_door(tmp_path) as (door, _, _):
        headers: dict[str, str] = {}
        if role is not None:
            await door.add(ANNA, role)
            headers = await door.bearer(ANNA)
        assert (await door.client.get(PATH, headers=headers)).status_code == status
        assert not [each for each in undeclared_routes(door.app) if "audit" in each]


async def test_filters_and_pages(tmp_path: Path) -> None:
    async with audited_door(tmp_path) as (door, trail, _):
        admin = await door.add(ADMIN, Role.ADMIN)
        headers = await door.bearer(ADMIN)
        door.clock.advance(minutes=5)
        await door.client.post("/api/v1/admin/groups", json={"name": "Север"}, headers=headers)
        await trail.flush()
        assert len(await _items(door, headers, action="group.created")) == 1
        by_admin = await _items(door, headers, actor=str(admin.user.id))
        assert {each["actor"] for each in by_admin} == {str(admin.user.id)}
        late = await _items(door, headers, **{"from": "2026-03-02T12:05:00+03:00"})
        assert "auth.signed_in" not in {each["action"] for each in late}
        early = await _items(door, headers, to="2026-03-02T09:05:00Z")
        assert [each["action"] for each in early] == ["auth.signed_in", "user.created"]
        first = (await door.client.get(PATH, params={"limit": "1"}, headers=headers)).json()
        rest = await _items(door, headers, limit="1", cursor=first["next_cursor"])
        assert rest[0]["seq"] == first["items"][0]["seq"] - 1
        for wrong in ({"from": "2026-03-02"}, {"actor": "anna"}, {"cursor": "!"}, {"limit": "0"}):
            answer = await door.client.get(PATH, params=wrong, headers=headers)
            assert answer.status_code == 422, wrong


async def test_nobody_is_admitted_while_the_trail_cannot_be_written(tmp_path: Path) -> None:
    async with audited_door(tmp_path) as (door, trail, _):
        await door.add(ADMIN, Role.ADMIN)
        headers = await door.bearer(ADMIN)
        trail._closing = True  # as after a failure of its writer
        assert (await door.post_token(username=ADMIN, password=PASSWORD)).status_code == 503
        body = {"name": "Север"}
        answer = await door.client.post("/api/v1/admin/groups", json=body, headers=headers)
        assert answer.status_code == 503
        assert answer.json()["type"] == "/problems/audit-unavailable"
        assert (await door.client.get("/api/v1/groups", headers=headers)).json()["items"] == []
