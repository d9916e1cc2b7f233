"""The dictionary over HTTP, in the whole application: who keeps words, who sees them, who is served."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.integration.http.site import PASSWORD, Person, Site, opened_site

from znatok.access.model import Operator, Role
from znatok.access.service import NewUser, PeopleService
from znatok.kernel.ids import DepartmentId

RULES = (
    "Положение о рабочей одежде (далее — ПРО) обязательно для всех работников.\n\n"
    "Рабочий день начинается в девять часов утра."
)
SECRET = "Бюджет северного проекта (БСП) составляет двести миллионов рублей."
EVERYONE: dict[str, object] = {"everyone": True}


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
async def admin(site: Site) -> Person:
    return await site.person("admin@company.ru", Role.ADMIN)


@pytest.fixture
async def sales(site: Site) -> DepartmentId:
    people: PeopleService = site.app.state.services[PeopleService]
    return (await people.create_department("Продажи", by=Operator())).id


async def member(site: Site, email: str, department: DepartmentId, role: Role) -> Person:
    people: PeopleService = site.app.state.services[PeopleService]
    new = NewUser(email, "Иван Петров", role, department_id=department, password=PASSWORD)
    await people.create_user(new, by=Operator())
    answer = await site.client.post(
        "/api/v1/auth/token", data={"username": email, "password": PASSWORD}
    )
    site.client.cookies.clear()
    return Person(site.client, {"Authorization": f"Bearer {answer.json()['access_token']}"})


async def add(person: Person, canonical: str, *variants: str, **more: object) -> dict[str, Any]:
    answer = await person.post(
        "/dictionary", {"canonical": canonical, "variants": variants, **more}
    )
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def listed(person: Person, **params: Any) -> list[dict[str, Any]]:
    answer = await person.get("/dictionary", params={"limit": 200, **params})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def expanded(person: Person, question: str) -> list[str]:
    """What the trace of an answer says was understood."""
    answer = await person.ask(question)
    stages = {each["name"]: each["detail"] for each in answer["trace"]["stages"]}
    told: list[str] = stages["query"].get("expanded", [])
    return told


async def soon_expanded(person: Person, question: str) -> list[str]:
    """The same, once what a publication has found is taken over: half a second later."""
    async with asyncio.timeout(10):
        while not (told := await expanded(person, question)):  # noqa: ASYNC110  # over HTTP
            await asyncio.sleep(0.1)
        return told


async def test_an_added_word_is_understood_at_once_and_forgotten_at_once(
    site: Site, admin: Person
) -> None:
    anna = await site.person("anna@company.ru")
    await anna.upload("Отпуска.txt", "Хрустальный фонд выплачивает премию в марте.")
    assert await expanded(anna, "когда хрустяшки дают?") == []
    entry = await add(admin, "хрустальный фонд", "хрустяшки", kind="nickname")
    assert entry["added_by"] == "Анна Соколова"
    assert await expanded(anna, "когда хрустяшки дают?") == ["хрустяшки → хрустальный фонд"]
    changed = await admin.call("PATCH", f"/dictionary/{entry['id']}", json={"enabled": False})
    assert changed.json()["enabled"] is False
    assert await expanded(anna, "когда хрустяшки дают?") == []
    assert (await admin.call("DELETE", f"/dictionary/{entry['id']}")).status_code == 204
    assert await listed(admin, q="хрустяшки") == []


@pytest.mark.parametrize("role", [Role.USER, Role.AUDITOR])
async def test_who_keeps_no_words_sees_no_list(site: Site, role: Role) -> None:
    person = await site.person("user@company.ru", role)
    assert (await person.get("/dictionary")).status_code == 403
    body = {"canonical": "VPN", "variants": ["впн"]}
    assert (await person.post("/dictionary", body)).status_code == 403
    assert (await person.get("/dictionary/export")).status_code == 403


async def test_an_editor_keeps_the_words_of_the_own_department_only(
    site: Site, admin: Person, sales: DepartmentId
) -> None:
    editor = await member(site, "editor@company.ru", sales, Role.EDITOR)
    own = await add(editor, "крупный клиент", "кит", department_id=str(sales))
    assert own["department"]["name"] == "Продажи"
    refused = await editor.post("/dictionary", {"canonical": "общее", "variants": ["общ"]})
    assert refused.status_code == 403
    open_one = await add(admin, "дом культуры", "дэка")
    path = f"/dictionary/{open_one['id']}"
    assert (await editor.call("PATCH", path, json={"enabled": False})).status_code == 403
    assert (await editor.call("DELETE", path)).status_code == 403
    mine = f"/dictionary/{own['id']}"
    widened = await editor.call("PATCH", mine, json={"department_id": None})
    assert widened.status_code == 403
    can_edit = {each["canonical"]: each["can_edit"] for each in await listed(editor)}
    assert can_edit["крупный клиент"]
    assert not can_edit["дом культуры"]


async def test_a_departments_word_is_not_shown_to_another(
    site: Site, admin: Person, sales: DepartmentId
) -> None:
    people: PeopleService = site.app.state.services[PeopleService]
    law = (await people.create_department("Юристы", by=Operator())).id
    lawyer = await member(site, "lawyer@company.ru", law, Role.EDITOR)
    seller = await member(site, "seller@company.ru", sales, Role.USER)
    entry = await add(admin, "крупный клиент", "кит", department_id=str(sales))
    assert await listed(lawyer, q="кит") == []
    path = f"/dictionary/{entry['id']}"
    assert (await lawyer.call("PATCH", path, json={"enabled": False})).status_code == 404
    # Not even by its clash: the lawyers have a word of their own.
    await add(lawyer, "кодекс информации", "кит", department_id=str(law))
    assert await expanded(seller, "адрес кита") == ["кита → крупный клиент"]
    assert await expanded(lawyer, "адрес кита") == ["кита → кодекс информации"]


async def test_a_word_in_use_is_refused_with_its_entry_unless_both_are_wanted(
    admin: Person,
) -> None:
    first = await add(admin, "торговый комплекс", "ТКа")
    body = {"canonical": "транспортная контора", "variants": ["тка"]}
    clash = await admin.post("/dictionary", body)
    assert clash.status_code == 409
    problem = clash.json()
    assert problem["clashes"] == [
        {"id": first["id"], "variant": "ТКа", "canonical": "торговый комплекс"}
    ]
    assert "ТКа — торговый комплекс" in problem["detail"]
    assert (await admin.post("/dictionary", {**body, "despite_clashes": True})).status_code == 201


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"canonical": "я", "variants": ["впн"]}, "bad-dictionary-term"),
        ({"canonical": "VPN", "variants": ["vpn"]}, "variant-is-canonical"),
        ({"canonical": "VPN", "variants": []}, "dictionary-entry-without-variants"),
        ({"canonical": "охрана труда", "variants": ["от"]}, "variant-too-common"),
    ],
)
async def test_says_what_is_wrong_in_both_languages(
    admin: Person, body: dict[str, object], slug: str
) -> None:
    told = set()
    for language in ("ru", "en"):
        headers = {"Accept-Language": language}
        answer = await admin.call("POST", "/dictionary", json=body, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["type"] == f"/problems/{slug}"
        told.add(answer.json()["detail"])
    assert len(told) == 2


async def test_built_in_words_are_switched_and_nothing_else(site: Site, admin: Person) -> None:
    (entry,) = await listed(admin, q="матпомощь")
    assert entry["origin"] == "builtin"
    path = f"/dictionary/{entry['id']}"
    assert await expanded(admin, "про матпомощь") == ["матпомощь → материальная помощь"]
    off = await admin.call("PATCH", path, json={"enabled": False})
    assert off.json()["enabled"] is False
    assert await expanded(admin, "про матпомощь") == []
    assert (await admin.call("PATCH", path, json={"canonical": "иное"})).status_code == 422
    assert (await admin.call("DELETE", path)).status_code == 422
    editor = await site.person("editor@company.ru", Role.EDITOR)
    assert (await editor.call("PATCH", path, json={"enabled": True})).status_code == 403


async def test_what_a_document_explains_serves_its_readers_and_nobody_else(
    site: Site, admin: Person
) -> None:
    anna = await site.person("anna@company.ru")
    document = await anna.upload("Север.txt", SECRET)
    assert await soon_expanded(anna, "какой БСП?") == ["БСП → Бюджет северного проекта"]
    assert await expanded(admin, "какой БСП?") == []
    assert await listed(admin, state="proposed") == []
    assert (await anna.call("DELETE", f"/documents/{document}")).status_code == 204
    assert await expanded(anna, "какой БСП?") == []


async def test_proposals_are_listed_confirmed_and_made_the_companys_own(
    site: Site, admin: Person
) -> None:
    editor = await site.person("editor@company.ru", Role.EDITOR)
    document = await editor.upload("Правила.txt", RULES, EVERYONE)
    (proposal,) = await listed(admin, state="proposed")
    assert proposal["canonical"] == "Положение о рабочей одежде"
    assert proposal["document"] == {"id": document, "name": "Правила"}
    assert "ПРО" in proposal["quote"]
    path = f"/dictionary/{proposal['id']}"
    confirmed = (await admin.call("PATCH", path, json={"confirm": True})).json()
    assert (confirmed["state"], confirmed["id"]) == ("confirmed", proposal["id"])
    own = (await admin.call("PATCH", path, json={"department_id": None})).json()
    assert own["document"] is None
    assert own["origin"] == "manual"
    await editor.call("DELETE", f"/documents/{document}")
    assert [
        each["id"] for each in await listed(admin, q="Положение о рабочей", origin="manual")
    ] == [own["id"]]


async def test_a_rejected_proposal_does_not_come_back(site: Site, admin: Person) -> None:
    editor = await site.person("editor@company.ru", Role.EDITOR)
    document = await editor.upload("Север.txt", SECRET, EVERYONE)
    (proposal,) = await listed(admin, state="proposed")
    assert (await admin.call("DELETE", f"/dictionary/{proposal['id']}")).status_code == 204
    assert await expanded(editor, "какой БСП?") == []
    files = {"file": ("Север.txt", f"{SECRET}\n\nИзменено.".encode())}
    await editor.call("POST", f"/documents/{document}/versions", files=files)
    await editor.settled(document)
    assert await listed(admin, state="proposed") == []
    assert await expanded(editor, "какой БСП?") == []


async def test_a_file_is_taken_in_and_every_line_that_is_not_is_told(
    site: Site, admin: Person, sales: DepartmentId
) -> None:
    await add(admin, "торговый комплекс", "ткс")
    text = (
        "canonical;variants;kind;department;enabled\r\n"
        "склад готовой продукции;СГПр|готовка;abbreviation;;yes\r\n"
        "крупный клиент;кит;nickname;Продажи;yes\r\n"
        "торговый комплекс;ткс|комплекс;synonym;;yes\r\n"
        "иное;ткс;synonym;;yes\r\n"
        "ничьё;нчй;synonym;Нет такого;yes\r\n"
        "я;ну;synonym;;yes\r\n"
    )
    files = {"file": ("dictionary.csv", text.encode())}
    answer = await admin.call("POST", "/dictionary/import", files=files)
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert (done["added"], done["changed"], done["unchanged"]) == (2, 1, 0)
    assert [each["line"] for each in done["skipped"]] == [5, 6, 7]
    again = (await admin.call("POST", "/dictionary/import", files=files)).json()
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert await expanded(admin, "где готовка?") == ["готовка → склад готовой продукции"]
    exported = await admin.get("/dictionary/export")
    assert exported.headers["content-type"].startswith("text/csv")
    assert "крупный клиент;кит;nickname;Продажи;yes" in exported.content.decode("utf-8-sig")


async def test_pages_go_through_all_in_order_and_say_how_many(admin: Person) -> None:
    await add(admin, "ааа", "ббб")
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 50, **({"cursor": cursor} if cursor else {})}
        page = (await admin.get("/dictionary", params=params)).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"]
    assert (await admin.get("/dictionary", params={"cursor": "нет"})).status_code == 422


async def test_changes_are_in_the_audit_trail_without_a_word(site: Site, admin: Person) -> None:
    entry = await add(admin, "хрустальный фонд", "хрустяшки")
    await admin.call("DELETE", f"/dictionary/{entry['id']}")
    records = (await admin.get("/admin/audit", params={"limit": 50})).text
    assert "dictionary.added" in records
    assert "dictionary.removed" in records
    assert f"dictionary_entry:{entry['id']}" in records
    assert "хруст" not in records
