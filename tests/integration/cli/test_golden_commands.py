"""`znatok golden` as it is run; the embedding model is a quick one."""

import json
from pathlib import Path

from tests.integration.cli.test_commands import (
    Command,
    run,  # noqa: F401  # a fixture
)
from tests.integration.http.site import LEAVE_TEXT, PASSWORD

_BOSS = "boss@znatok.test"
_RULE = "Счёт поставщика оплачивается бухгалтерией в течение 5 рабочих дней после приёмки."
_ROW = {
    "question": "Сколько календарных дней длится ежегодный отпуск сотрудника?",
    "reader": _BOSS,
    "answer_any": [["двадцать восемь"]],
    "source": "leave.txt",
}


def _prepared(run: Command, folder: Path) -> None:  # noqa: F811  # the fixture
    added = run("user", "add", _BOSS, "--role", "admin", "--password-stdin", given=PASSWORD)
    assert added.returncode == 0, added.stderr
    (folder / "leave.txt").write_text(f"{LEAVE_TEXT}\n\n{_RULE}\n", "utf-8")
    (folder / "golden.jsonl").write_text(json.dumps(_ROW), "utf-8")
    assert run("add", str(folder / "leave.txt"), "--everyone").returncode == 0


def test_import_run_and_gate_from_the_terminal(run: Command, tmp_path: Path) -> None:  # noqa: F811  # the fixture
    _prepared(run, tmp_path)
    nothing = run("golden", "run")
    assert nothing.returncode == 1
    assert "Нет подтверждённых" in nothing.stderr
    assert "Добавлено: 1" in run("golden", "import", str(tmp_path / "golden.jsonl")).stdout
    assert "ежегодный" in run("golden", "list").stdout

    first = run("golden", "run", "--json")
    assert first.returncode == 0, first.stderr
    figures = json.loads(first.stdout)["figures"]
    assert (figures["questions"], figures["right"], figures["leaks"]) == (1, 1.0, 0)
    unmeasured = run("golden", "gate")
    assert unmeasured.returncode == 2
    assert "не с чем" in unmeasured.stdout
    assert run("golden", "gate", "--baseline").returncode == 1

    assert run("golden", "run").returncode == 0
    passed = run("golden", "gate", "--json")
    assert passed.returncode == 0
    assert json.loads(passed.stdout)["state"] == "passed"

    (tmp_path / "leave.txt").unlink()
    wrong = {**_ROW, "answer_any": [["тридцать"]]}
    (tmp_path / "golden.jsonl").write_text(json.dumps(wrong), "utf-8")
    assert "заменено: 1" in run("golden", "import", str(tmp_path / "golden.jsonl")).stdout
    assert run("golden", "run").returncode == 0
    assert run("golden", "gate").returncode == 2, "an edited question is another question"
    assert run("golden", "run").returncode == 0


def test_a_broken_file_names_its_lines_and_adds_nothing(run: Command, tmp_path: Path) -> None:  # noqa: F811  # the fixture
    _prepared(run, tmp_path)
    broken = tmp_path / "broken.csv"
    broken.write_text("question;answer_any\nЧто?;да\nКто?;\n", "utf-8")
    refused = run("golden", "import", str(broken))
    assert refused.returncode == 1
    assert "строка 3, поле answer_any" in refused.stderr
    assert run("golden", "import", str(tmp_path / "absent.csv")).returncode == 1


def test_proposals_wait_for_a_person_and_go_out_to_a_file(run: Command, tmp_path: Path) -> None:  # noqa: F811  # the fixture
    _prepared(run, tmp_path)
    assert "новых предложений: 1" in run("golden", "propose", "--as", _BOSS).stdout
    assert "В какой срок" in run("golden", "list", "--status", "proposed").stdout
    out = tmp_path / "out.jsonl"
    assert run("golden", "export", str(out)).returncode == 0
    row = json.loads(out.read_text("utf-8"))
    assert row["status"] == "proposed"
    assert row["answer_any"] == [["5 рабочих дней", "5 дней"]]
