"""The commands as `znatok` runs them; only the embedding model is a quick one."""

import io
import json
import logging
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from tests.contract.embedding_model.hashing import HashingModel
from tests.integration.http.site import LEAVE, LEAVE_TEXT, PASSWORD, quick_model

from znatok.bootstrap import evaluating, house
from znatok.entrypoints.cli.main import main

_EVAL_KEYS = {
    "retrieval": {"recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10"},
    "answers": {"hit", "citation_right"},
    "refusal": {"auroc", "answered", "false_answers"},
    "latency_ms": {"p50", "p95"},
}


@dataclass(frozen=True)
class Outcome:
    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Outcome]


class QuickModel(HashingModel):
    @classmethod
    def load(cls, *_args: object, **_named: object) -> "QuickModel":
        return cls()

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """Runs a command with arguments, standard input `given` and further environment variables."""
    for name in [each for each in os.environ if each.startswith("ZNATOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZNATOK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ZNATOK_ANSWERS__ANSWER_FROM", "0")
    monkeypatch.setenv("ZNATOK_ANSWERS__POSSIBLE_FROM", "0")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(house, "_open_model", quick_model)
    monkeypatch.setattr(evaluating, "E5Model", QuickModel)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def running(*arguments: str, given: str = "", **environment: str) -> Outcome:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["znatok", *arguments])
            patch.setattr(sys, "stdin", io.StringIO(given))
            with pytest.raises(SystemExit) as ended:
                main()
        written = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, written.out, written.err)

    yield running
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def _with_boss(run: Command) -> None:
    added = run(
        *("user", "add", "boss@company.ru", "--role", "admin", "--password-stdin"),
        given=f"{PASSWORD}\n",
    )
    assert added.returncode == 0, added.stderr


def _one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


def test_people_are_added_with_a_given_or_a_made_password(run: Command) -> None:
    _with_boss(run)
    made = run(*("user", "add", "anna@company.ru", "--role", "user", "--department", "Финансы"))
    assert made.returncode == 0, made.stderr
    assert "Пароль: " in made.stdout
    again = run(*("user", "add", "ANNA@company.ru", "--role", "user"))
    assert again.returncode == 1
    assert again.stdout == ""
    assert _one_sentence(again.stderr)
    weak = run(
        *("user", "add", "b@company.ru", "--role", "user", "--password-stdin"),
        given="1\n",
        LC_ALL="en_US.UTF-8",
    )
    assert weak.returncode == 1
    assert "assword" in weak.stderr


def test_a_folder_is_added_and_questions_about_it_answered(run: Command, tmp_path: Path) -> None:
    _with_boss(run)
    folder = tmp_path / "papers"
    (folder / "inner").mkdir(parents=True)
    (folder / "Отпуска.txt").write_text(LEAVE_TEXT, "utf-8")
    (folder / "inner" / "Сломан.docx").write_bytes(b"PK\x03\x04 not a document")
    (folder / ".hidden.txt").write_text("Скрыто", "utf-8")
    added = run("add", str(folder))
    assert added.returncode == 1, added.stderr
    assert "Сломан.docx" in added.stdout + added.stderr
    assert "Отпуска.txt:" not in added.stdout + added.stderr
    assert "Traceback" not in added.stderr

    asked = run("ask", "Сколько дней длится ежегодный отпуск?", "--json")
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert answer["status"] == "answered"
    assert LEAVE in answer["citations"][0]["quote"]

    plain = run("ask", "Сколько дней длится ежегодный отпуск?")
    assert "двадцать восемь" in plain.stdout
    assert "\n[1] «" in plain.stdout
    nobody = run("ask", "Отпуск?", "--as", "nobody@company.ru")
    assert nobody.returncode == 1
    assert "nobody@company.ru" in nobody.stderr


def test_adding_an_archive_waits_for_what_is_in_it(run: Command, tmp_path: Path) -> None:
    _with_boss(run)
    with zipfile.ZipFile(tmp_path / "Папка.zip", "w") as made:
        made.writestr("Кадры/Отпуска.txt", LEAVE_TEXT)
        made.writestr("Сломан.docx", b"PK\x03\x04" + bytes(90))
    added = run("add", "Папка.zip")
    assert added.returncode == 1, added.stderr
    assert "Сломан.docx" in added.stdout + added.stderr
    assert "3/3" in added.stderr
    asked = run("ask", "Сколько дней длится ежегодный отпуск?", "--json")
    assert "Папка.zip / Кадры / Отпуска" in asked.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "absent.txt"), "absent.txt"),
        (("add", ".", "--everyone", "--department", "Финансы"), "--department"),
        (("eval", "--corpus", "absent.jsonl", "--queries", "absent.jsonl"), "absent.jsonl"),
        (("ask", "???"), ""),
    ],
)
def test_a_mistake_is_one_sentence_on_standard_error(
    run: Command, arguments: tuple[str, ...], said: str
) -> None:
    failed = run(*arguments)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert _one_sentence(failed.stderr), failed.stderr
    assert said in failed.stderr


def test_settings_are_shown_with_their_secrets_hidden(run: Command) -> None:
    url = "postgresql+asyncpg://znatok:тайна-42@db/znatok"
    shown = run("settings", ZNATOK_DATABASE__URL=url, ZNATOK_SERVER__PORT="9000")
    assert shown.returncode == 0, shown.stderr
    assert "тайна-42" not in shown.stdout
    settings = json.loads(shown.stdout)
    assert settings["server"]["port"] == 9000
    assert settings["database"]["url"]
    mistyped = run("settings", ZNATOK_SERVER__PROT="9000")
    assert mistyped.returncode == 1
    assert "ZNATOK_SERVER__PORT" in mistyped.stderr
    assert _one_sentence(mistyped.stderr)


def test_an_evaluation_tells_exactly_what_was_agreed(run: Command, tmp_path: Path) -> None:
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    passages = [
        {"id": "p1", "title": "Отпуска", "text": LEAVE},
        {"id": "p2", "title": "Обеды", "text": "Столовая кормит обедами с полудня."},
    ]
    corpus.write_text("\n".join(json.dumps(each) for each in passages), "utf-8")
    question = {"id": "q1", "text": "Сколько дней длится отпуск?", "gold_ids": ["p1"]}
    queries.write_text(json.dumps(question), "utf-8")
    files = ("--corpus", str(corpus), "--queries", str(queries))
    measured = run("eval", *files, "--json")
    assert measured.returncode == 0, measured.stderr
    report = json.loads(measured.stdout)
    for part, names in _EVAL_KEYS.items():
        assert names <= set(report[part])
    assert set(report["retrieval"]) == _EVAL_KEYS["retrieval"]
    assert set(report["answers"]) == _EVAL_KEYS["answers"]
    assert set(report["latency_ms"]) == _EVAL_KEYS["latency_ms"]
    assert report["queries"] == 1
    assert report["retrieval"]["recall@1"] == 1.0
    assert report["answers"]["hit"] is None  # the question names no answer strings
    shown = run("eval", *files)
    assert shown.returncode == 0, shown.stderr
    assert "ndcg@10" in shown.stdout
