"""Language models over HTTP, in the whole application: who may set them up, and what is told."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.integration.http.site import Person, Site, opened_site

from znatok.access.model import Role

KEY = "AQVN-hidden-part-7788"
FORM: dict[str, Any] = {
    "name": "YandexGPT",
    "kind": "yandex",
    "options": {"api_key": KEY, "folder_id": "b1gfolder"},
}
# Nothing listens at the port of "discard" of this machine.
DEAD = {
    "name": "Свой сервер",
    "kind": "openai_compatible",
    "options": {"base_url": "http://127.0.0.1:9/v1", "region": "local", "model": "m"},
}


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
async def admin(site: Site) -> Person:
    return await site.person("admin@company.ru", Role.ADMIN)


async def providers(admin: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await admin.get("/models/providers")).json()["items"]
    return items


async def test_an_administrator_keeps_models_and_nobody_else_sees_them(
    site: Site, admin: Person
) -> None:
    kinds = (await admin.get("/models/kinds")).json()["items"]
    assert {each["kind"] for each in kinds} == {
        "yandex",
        "gigachat",
        "deepseek",
        "openai_compatible",
    }
    assert all(each["fields"]["properties"] for each in kinds)
    added = await admin.post("/models/providers", FORM)
    assert added.status_code == 201, added.text
    shown = added.json()
    assert (shown["state"], shown["region"], shown["breaker"]) == ("ready", "russia", "closed")
    assert shown["tails"] == {"api_key": "7788"}
    assert KEY not in added.text
    assert "hidden" not in (await admin.get("/models/providers")).text
    auditor = await site.person("auditor@company.ru", Role.AUDITOR)
    for path in ("/models/kinds", "/models/providers", "/models/costs", "/models/budgets"):
        assert (await auditor.get(path)).status_code == 403
    refused = await auditor.post("/models/providers", FORM | {"name": "Чужая"})
    assert refused.status_code == 403

    second = (await admin.post("/models/providers", DEAD)).json()
    order = {"task": None, "data_class": None, "providers": [second["id"], shown["id"]]}
    assert (await admin.call("PUT", "/models/order", json=order)).status_code == 204
    assert [each["name"] for each in await providers(admin)] == ["Свой сервер", "YandexGPT"]

    change = FORM | {"options": {"folder_id": "b1gother"}, "version": 1, "enabled": False}
    path = f"/models/providers/{shown['id']}"
    changed = await admin.call("PUT", path, json=change)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["state"], changed.json()["tails"]) == ("off", {"api_key": "7788"})
    again = await admin.call("PUT", path, json=change)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/model-provider-changed")
    assert (await admin.call("DELETE", path)).status_code == 204
    assert [each["name"] for each in await providers(admin)] == ["Свой сервер"]
    metrics = (await site.client.get("/metrics")).text
    assert 'znatok_llm_breaker{model="m",provider="Свой сервер"} 0.0' in metrics


async def test_a_wrong_setting_is_one_clear_sentence_that_names_it(admin: Person) -> None:
    without_key = FORM | {"options": {"folder_id": "b1gfolder"}}
    answer = await admin.post("/models/providers", without_key)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Настройка api_key: не заполнена."
    english = {"accept-language": "en"}
    bad_file = FORM | {"options": FORM["options"] | {"ca_file": "/no/such.pem"}}
    answer = await admin.post("/models/providers", bad_file, headers=english)
    assert "ca_file" in answer.json()["detail"]
    assert KEY not in answer.text
    tested = await admin.post("/models/providers/test", DEAD)
    assert tested.status_code == 200
    assert (tested.json()["ok"], tested.json()["slug"]) == (False, "model-unavailable")
    assert await providers(admin) == []


async def test_a_model_abroad_is_kept_and_asked_nothing_until_it_is_permitted(
    admin: Person,
) -> None:
    deepseek = {
        "name": "DeepSeek",
        "kind": "deepseek",
        "options": {"api_key": "sk-0000000000000000"},
    }
    unsigned = deepseek | {"abroad_allowed": True}
    refused = await admin.post("/models/providers", unsigned)
    assert refused.json()["type"] == "/problems/notification-missing"
    added = (await admin.post("/models/providers", deepseek)).json()
    assert added["state"] == "forbidden"
    assert added["reason"]


async def test_limits_are_of_people_and_departments_that_there_are(
    site: Site, admin: Person
) -> None:
    olga = str((await site.add("olga@company.ru")).user.id)
    limit = {"payer": "user", "subject": olga, "rub": 500}
    assert (await admin.call("PUT", "/models/budgets", json=limit)).status_code == 204
    (kept,) = (await admin.get("/models/budgets")).json()["items"]
    assert (kept["rub"], kept["spent_rub"], kept["name"]) == (500, 0, "Анна Соколова")
    nobody = limit | {"payer": "department"}
    refused = await admin.call("PUT", "/models/budgets", json=nobody)
    assert refused.json()["type"] == "/problems/budget-subject-unknown"
    gone = await admin.call("DELETE", f"/models/budgets/user?subject={olga}")
    assert gone.status_code == 204
    assert (await admin.get("/models/budgets")).json()["items"] == []
    costs = (await admin.get("/models/costs?by=day")).json()
    assert costs == {"by": "day", "items": [], "cost_rub": 0}
