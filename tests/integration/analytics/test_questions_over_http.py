"""Golden questions over HTTP, with the whole application behind them."""

import json
from typing import Any

from tests.integration.http.site import LEAVE_TEXT, Person, Site, docx_of

from znatok.access.model import Role

_DRAFT: dict[str, Any] = {
    "question": "Сколько дней длится отпуск?",
    "answer_any": [["двадцать восемь", "28"]],
    "sources": [{"file_name": "leave.docx"}],
    "tags": ["Отпуск"],
}


async def _write(admin: Person, **more: object) -> dict[str, Any]:
    answer = await admin.post("/quality/questions", {**_DRAFT, **more})
    assert answer.status_code == 201, answer.text
    written: dict[str, Any] = answer.json()
    return written


async def _import(person: Person, data: bytes, form: str = "jsonl") -> Any:
    return await person.call(
        "POST",
        f"/quality/questions/import?format={form}",
        content=data,
        headers={"Content-Type": "application/octet-stream"},
    )


async def test_an_administrator_writes_edits_decides_and_removes(site: Site, admin: Person) -> None:
    written = await _write(admin)
    assert written["status"] == "confirmed"
    assert written["origin"] == "written"
    assert written["tags"] == ["отпуск"]
    place = f"/quality/questions/{written['id']}"

    again = await admin.post(
        "/quality/questions", {**_DRAFT, "question": "СКОЛЬКО дней длится  отпуск?"}
    )
    assert again.status_code == 409
    assert again.json()["type"] == "/problems/same-question"

    edited = await admin.call(
        "PATCH",
        place,
        json={"draft": {**_DRAFT, "question": "Какой отпуск?"}, "status": "rejected"},
    )
    assert edited.json()["question"] == "Какой отпуск?"
    listed = (await admin.get("/quality/questions?status=rejected&q=КАКОЙ")).json()
    assert [each["id"] for each in listed["items"]] == [written["id"]]
    assert listed["counts"] == {"proposed": 0, "confirmed": 0, "rejected": 1}

    assert (await admin.call("DELETE", place)).status_code == 204
    assert (await admin.get(place)).status_code == 404
    audited = (await admin.get("/admin/audit?limit=500")).json()["items"]
    actions = {each["action"] for each in audited if each["action"].startswith("quality.")}
    assert actions == {
        "quality.question_written",
        "quality.question_edited",
        "quality.question_removed",
    }


async def test_who_is_no_administrator_writes_nothing_and_auditors_only_look(
    site: Site, admin: Person
) -> None:
    user = await site.person("user@znatok.test")
    auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
    await _write(admin)
    assert (await user.get("/quality/questions")).status_code == 403
    assert (await auditor.get("/quality/questions")).json()["counts"]["confirmed"] == 1
    for person in (user, auditor):
        assert (await person.post("/quality/questions", _DRAFT)).status_code == 403
        assert (await _import(person, b"")).status_code == 403


async def test_a_file_with_an_error_changes_nothing_and_says_where_it_is(
    site: Site, admin: Person
) -> None:
    lines = [
        {"question": "Кто директор?", "answer_any": [["Иванов"]], "source": "a.docx"},
        {"question": "Кто бухгалтер?", "answer_any": []},
        {"question": "Где склад?", "answer_any": [["Тула"]], "reader": "nobody@znatok.test"},
        {"question": "Где офис?", "answer_any": [["Тула"]], "department": "Луна"},
    ]
    data = "\n".join(json.dumps(each) for each in lines).encode()
    refused = await _import(admin, data)
    assert refused.status_code == 422
    told = refused.json()
    assert told["type"] == "/problems/bad-import"
    assert [(each["line"], each["field"]) for each in told["errors"]] == [
        (2, "answer_any"),
        (3, "reader"),
        (4, "department"),
    ]
    assert (await admin.get("/quality/questions")).json()["items"] == []


async def test_what_is_exported_can_be_imported_and_replaces_itself(
    site: Site, admin: Person
) -> None:
    department = (await admin.post("/admin/departments", {"name": "Кадры"})).json()["id"]
    await _write(admin, department_id=department)
    await _write(admin, question="Кто здесь директор?", expect="not_found", answer_any=[])
    for form in ("jsonl", "csv"):
        file = await admin.get(f"/quality/questions/export?format={form}")
        taken = await _import(admin, file.content, form)
        assert taken.json() == {"added": 0, "replaced": 2}, form
    items = (await admin.get("/quality/questions")).json()["items"]
    assert {each["origin"] for each in items} == {"imported"}
    assert {each["department"] for each in items} == {"Кадры", None}


async def test_pages_follow_each_other_without_gaps(site: Site, admin: Person) -> None:
    for number in range(5):
        await _write(admin, question=f"Вопрос номер {number}?")
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await admin.get(f"/quality/questions?limit=2{cursor}")).json()
        seen += [each["question"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [f"Вопрос номер {number}?" for number in (4, 3, 2, 1, 0)]


async def test_hides_what_quotes_a_document_that_the_viewer_may_not_read(
    site: Site, admin: Person
) -> None:
    editor = await site.person("editor@znatok.test", Role.EDITOR)
    secret = await editor.upload("secret.docx", docx_of(LEAVE_TEXT, heading="Тайное"))
    source = {"file_name": "secret.docx", "document_id": secret}
    written = await _write(admin, sources=[source], quote="тайное место")
    assert written["withheld"]
    assert written["question"] == ""
    assert written["quote"] == ""
    place = f"/quality/questions/{written['id']}"
    assert (await admin.call("PATCH", place, json={"status": "confirmed"})).status_code == 403
    assert (await admin.call("PATCH", place, json={"status": "rejected"})).status_code == 200
    assert (await admin.get("/quality/questions/export")).content == b""
