import asyncio
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.integration.access.door import PASSWORD, Door, opened_door

from znatok.access.model import Operator, Role

ADMIN, ANNA = "admin@company.ru", "anna@company.ru"
USERS = "/api/v1/admin/users"

ADMIN_ROUTES = [
    ("GET", "/users"),
    ("POST", "/users"),
    ("GET", f"/users/{UUID(int=1)}"),
    ("PATCH", f"/users/{UUID(int=1)}"),
    ("DELETE", f"/users/{UUID(int=1)}"),
    ("GET", "/departments"),
    ("POST", "/departments"),
    ("PATCH", f"/departments/{UUID(int=1)}"),
    ("DELETE", f"/departments/{UUID(int=1)}"),
    ("GET", "/groups"),
    ("POST", "/groups"),
    ("PATCH", f"/groups/{UUID(int=1)}"),
    ("DELETE", f"/groups/{UUID(int=1)}"),
]


async def _admin(door: Door) -> dict[str, str]:
    await door.add(ADMIN, Role.ADMIN)
    return await door.bearer(ADMIN)


async def _create(door: Door, headers: dict[str, str], **more: Any) -> Any:
    body = {"email": ANNA, "name": "Анна Соколова", "role": "user", **more}
    return await door.client.post(USERS, json=body, headers=headers)


@pytest.mark.parametrize("role", [None, Role.USER, Role.EDITOR, Role.AUDITOR])
async def test_only_an_administrator_administers(tmp_path: Path, role: Role | None) -> None:
    async with opened_door(tmp_path) as door:
        headers: dict[str, str] = {}
        if role is not None:
            await door.add(ANNA, role)
            headers = await door.bearer(ANNA)
        for method, path in ADMIN_ROUTES:
            body = {"name": "Север"} if method in ("POST", "PATCH") else None
            answer = await door.client.request(
                method, f"/api/v1/admin{path}", json=body, headers=headers
            )
            assert answer.status_code == (401 if role is None else 403), path
        assert (await door.people.departments(by=Operator(), limit=9)).items == []


async def test_a_demoted_administrator_is_refused_at_the_next_request(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        other = await door.add("other@company.ru", Role.ADMIN)
        theirs = await door.bearer("other@company.ru")
        assert (await door.client.get(USERS, headers=theirs)).status_code == 200
        path = f"{USERS}/{other.user.id}"
        assert (
            await door.client.patch(path, json={"role": "user"}, headers=headers)
        ).status_code == 200
        assert (await door.client.get(USERS, headers=theirs)).status_code == 403


async def test_creates_a_user_who_can_sign_in(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        made = [
            (await door.client.post(f"/api/v1/admin/{kind}", json={"name": name}, headers=headers))
            for kind, name in (("departments", "Финансы"), ("groups", "Север"))
        ]
        assert [each.status_code for each in made] == [201, 201]
        finance, north = (each.json() for each in made)
        answer = await _create(
            door, headers, password=PASSWORD, department_id=finance["id"], group_ids=[north["id"]]
        )
        assert answer.status_code == 201
        shown = answer.json()
        assert (shown["department"], shown["groups"]) == (finance, [north])
        assert shown["active"] is True
        assert shown["generated_password"] is None
        assert PASSWORD not in answer.text
        listed = (await door.client.get(USERS, headers=headers)).json()["items"]
        assert [each["email"] for each in listed] == [ADMIN, ANNA]
        assert (await door.client.get(f"{USERS}/{shown['id']}", headers=headers)).json() == listed[
            1
        ]

        mine = await door.bearer(ANNA)
        for path, expected in (("departments", finance), ("groups", north)):
            body = (await door.client.get(f"/api/v1/{path}", headers=mine)).json()
            assert body["items"] == [expected]


async def test_a_generated_password_is_shown_once_and_works(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        made = [
            (await _create(door, headers, email=f"user{n}@company.ru")).json() for n in range(2)
        ]
        passwords = [each["generated_password"] for each in made]
        assert len({*passwords, None}) == 3
        await door.token("user0@company.ru", passwords[0])
        again = await door.client.get(f"{USERS}/{made[0]['id']}", headers=headers)
        assert passwords[0] not in again.text


async def test_shows_only_own_groups_to_a_user_and_all_to_an_administrator(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        await door.people.create_group("Юг", by=Operator())
        await door.add(ANNA)
        mine = await door.bearer(ANNA)
        assert (await door.client.get("/api/v1/groups", headers=mine)).json()["items"] == []
        every = (await door.client.get("/api/v1/groups", headers=headers)).json()["items"]
        assert [each["name"] for each in every] == ["Юг"]


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"email": ADMIN.upper()}, "email-taken"),
        ({"password": "коротко"}, "weak-password"),
        ({"password": "АННА-2026"}, "weak-password"),
        ({"password": ANNA.upper()}, "weak-password"),
        ({"password": "x" * 257}, "weak-password"),
        ({"email": "anna"}, "bad-email"),
        ({"email": ""}, "bad-email"),
        ({"email": "anna@company.ru\r\nBcc: x@evil.test"}, "bad-email"),
        ({"email": "anna\u200b@company.ru"}, "bad-email"),
        ({"email": "a@b@company.ru"}, "bad-email"),
        ({"email": f"{'a' * 250}@b.ru"}, "bad-email"),
        ({"name": "Анна\nСоколова"}, "bad-name"),
        ({"name": "   "}, "bad-name"),
        ({"department_id": str(UUID(int=7))}, "unknown-department"),
        ({"group_ids": [str(UUID(int=7))]}, "unknown-group"),
        ({"role": "root"}, "invalid"),
        ({"role": ["admin"]}, "invalid"),
        ({"email": None}, "invalid"),
        ({"is_admin": True}, "invalid"),
        ({"epoch": 5}, "invalid"),
        ({"password_hash": "x"}, "invalid"),
    ],
)
async def test_says_what_is_wrong_with_a_new_user(
    tmp_path: Path, body: dict[str, Any], slug: str
) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        answer = await _create(door, headers, **body)
        assert answer.json()["type"] == f"/problems/{slug}"
        assert answer.status_code == (409 if slug == "email-taken" else 422)
        assert len((await door.people.users(by=Operator(), limit=9)).items) == 1


async def test_a_weak_password_is_told_its_rule(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door) | {"Accept-Language": "en"}
        short = (await _create(door, headers, password="short")).json()
        assert short["detail"] == "The password is too short: it needs at least 10 characters."
        same = (await _create(door, headers, password=ANNA)).json()
        assert same["detail"].startswith("The password must not be the e-mail.")


async def test_a_change_touches_what_it_names(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        finance = await door.people.create_department("Финансы", by=Operator())
        anna = await door.add(ANNA, department_id=finance.id)
        path = f"{USERS}/{anna.user.id}"
        renamed = await door.client.patch(path, json={"name": "Анна Орлова"}, headers=headers)
        assert renamed.json()["department"]["name"] == "Финансы"
        assert renamed.json()["name"] == "Анна Орлова"
        moved = await door.client.patch(path, json={"department_id": None}, headers=headers)
        assert moved.json()["department"] is None
        for wrong in ({"name": None}, {"role": None}, {"active": None}, {"email": "b@c.ru"}, []):
            answer = await door.client.patch(path, json=wrong, headers=headers)
            assert answer.status_code == 422
        same = await door.client.patch(path, json={}, headers=headers)
        assert same.json() == moved.json()


async def test_nobody_is_found_where_nobody_is(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        for method, path in ADMIN_ROUTES:
            if path.endswith(str(UUID(int=1))):
                body = {"name": "Север"} if method == "PATCH" else None
                answer = await door.client.request(
                    method, f"/api/v1/admin{path}", json=body, headers=headers
                )
                assert answer.status_code == 404, path


async def test_the_last_administrator_stays(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        listed = (await door.client.get(USERS, headers=headers)).json()["items"]
        path = f"{USERS}/{listed[0]['id']}"
        answers = [
            await door.client.patch(path, json={"role": "user"}, headers=headers),
            await door.client.patch(path, json={"active": False}, headers=headers),
            await door.client.delete(path, headers=headers),
        ]
        for answer in answers:
            assert answer.status_code == 409
            assert answer.json()["type"] == "/problems/last-admin"
        assert door.notes.actions()[-1] == ("user.removed", "failed")


async def test_administrators_who_remove_each_other_at_once_leave_one(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        people = [await door.add(f"admin{n}@company.ru", Role.ADMIN) for n in range(6)]
        tokens = [await door.bearer(f"admin{n}@company.ru") for n in range(6)]
        answers = await asyncio.gather(
            *(
                door.client.delete(f"{USERS}/{people[(n + 1) % 6].user.id}", headers=tokens[n])
                for n in range(6)
            )
        )
        assert {each.status_code for each in answers} <= {204, 401, 409}
        left = (await door.people.users(by=Operator(), limit=99)).items
        assert len(left) >= 1


async def test_a_hundred_requests_for_one_email_make_one_user(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        answers = await asyncio.gather(
            *(_create(door, headers, password=PASSWORD) for _ in range(60)),
        )
        assert Counter(each.status_code for each in answers) == {201: 1, 409: 59}


async def test_departments_and_groups_are_renamed_and_removed(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        for kind in ("departments", "groups"):
            root = f"/api/v1/admin/{kind}"
            unit = (await door.client.post(root, json={"name": "Юг"}, headers=headers)).json()
            taken = await door.client.post(root, json={"name": "ЮГ"}, headers=headers)
            assert taken.json()["type"] == "/problems/name-taken"
            path = f"{root}/{unit['id']}"
            renamed = await door.client.patch(path, json={"name": "Север"}, headers=headers)
            assert renamed.json() == {"id": unit["id"], "name": "Север"}
            assert (await door.client.delete(path, headers=headers)).status_code == 204
            assert (await door.client.get(root, headers=headers)).json()["items"] == []


async def test_a_department_in_use_is_not_removed(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        finance = await door.people.create_department("Финансы", by=Operator())
        await door.add(ANNA, department_id=finance.id)
        path = f"/api/v1/admin/departments/{finance.id}"
        answer = await door.client.delete(path, headers=headers)
        assert answer.json()["type"] == "/problems/department-in-use"


async def test_pages_through_users(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        headers = await _admin(door)
        await door.add(ANNA)
        first = (await door.client.get(USERS, params={"limit": 1}, headers=headers)).json()
        params = {"limit": 1, "cursor": first["next_cursor"]}
        second = (await door.client.get(USERS, params=params, headers=headers)).json()
        assert [e["email"] for e in first["items"] + second["items"]] == [ADMIN, ANNA]
        assert second["next_cursor"] is None
        for params in ({"limit": 0}, {"limit": 501}, {"cursor": "!"}, {"cursor": str(uuid4())}):
            answer = await door.client.get(USERS, params=params, headers=headers)
            assert answer.status_code == 422
