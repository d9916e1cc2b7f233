"""Proposals from documents and from corrections, with the whole application behind them."""

from tests.integration.http.site import LEAVE_TEXT, QUESTION, Person, Site, docx_of

from znatok.access.model import Role

_RULES = "Счёт поставщика оплачивается бухгалтерией в течение 5 рабочих дней после приёмки."
_CHIEF = "График отпусков производственного цеха утверждает главный инженер."


async def test_documents_nobody_asked_about_come_first_and_a_person_decides(
    site: Site, admin: Person
) -> None:
    department = (await admin.post("/admin/departments", {"name": "Цех"})).json()["id"]
    editor = await site.person("editor@znatok.test", Role.EDITOR)
    await admin.upload("rules.docx", docx_of(_RULES, heading="Оплата"), {"everyone": True})
    await admin.upload(
        "chief.docx", docx_of(_CHIEF, heading="График"), {"department_ids": [department]}
    )
    await editor.upload("private.docx", docx_of(_CHIEF, heading="Личное"))

    proposed = await admin.post("/quality/questions/proposals?documents=10")
    assert proposed.status_code == 200, proposed.text
    assert proposed.json() == {"documents": 2, "added": 2, "corrections": 0}
    items = (await admin.get("/quality/questions?status=proposed")).json()["items"]
    by_text = {each["question"]: each for each in items}
    chief = by_text["Кто утверждает график отпусков производственного цеха?"]
    assert chief["department"] == "Цех", "asked as somebody who may read it"
    assert chief["answer_any"] == [["главный инженер"]]
    assert chief["sources"][0]["file_name"] == "chief.docx"
    assert chief["quote"] == _CHIEF
    rules = by_text["В какой срок после приёмки счёт поставщика оплачивается бухгалтерией?"]
    assert (rules["reader_id"], rules["department_id"]) == (None, None)

    place = f"/quality/questions/{rules['id']}"
    confirmed = await admin.call("PATCH", place, json={"status": "confirmed"})
    assert confirmed.json()["status"] == "confirmed"
    again = (await admin.post("/quality/questions/proposals?documents=1")).json()
    assert again == {"documents": 1, "added": 0, "corrections": 0}, "nothing comes twice"


async def test_a_corrected_answer_becomes_a_proposal_of_its_reader(
    site: Site, admin: Person
) -> None:
    editor = await site.person("editor@znatok.test", Role.EDITOR)
    await editor.upload("leave.docx", docx_of(LEAVE_TEXT, heading="Отпуска"), {"everyone": True})
    answer = await editor.ask(QUESTION)
    feedback = {"rating": -1, "correction": "28 календарных дней"}
    rated = await editor.post(f"/chat/{answer['message_id']}/feedback", feedback)
    assert rated.status_code == 204
    liked = await editor.ask("Когда подают заявление на отпуск?")
    await editor.post(f"/chat/{liked['message_id']}/feedback", {"rating": 1, "correction": "верно"})

    proposed = (await admin.post("/quality/questions/proposals")).json()
    assert proposed["corrections"] == 1
    (item,) = (await admin.get("/quality/questions?origin=feedback")).json()["items"]
    assert item["question"] == QUESTION
    assert item["answer_any"] == [["28 календарных дней"]]
    assert item["reader"] == "editor@znatok.test"
    assert item["status"] == "proposed"


async def test_only_an_administrator_asks_for_proposals(site: Site) -> None:
    auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
    assert (await auditor.post("/quality/questions/proposals")).status_code == 403
