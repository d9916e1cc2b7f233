import json
from pathlib import Path

import pytest

from znatok.analytics.quality.collection import Collection, Passage, read_collection
from znatok.analytics.quality.errors import BadCollection

_PASSAGE = {"id": "p1", "title": "Отпуска", "text": "Отпуск длится 28 дней."}
_QUESTION = {"id": "q1", "text": "Сколько длится отпуск?", "gold_ids": ["p1"]}


def _read(folder: Path, corpus: list[object], queries: list[object]) -> Collection:
    return read_collection(_file(folder, "corpus", corpus), _file(folder, "queries", queries))


def _file(folder: Path, name: str, rows: list[object]) -> Path:
    path = folder / f"{name}.jsonl"
    lines = [each if isinstance(each, str) else json.dumps(each) for each in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_reads_passages_and_questions(tmp_path: Path) -> None:
    second = {"id": "p2", "text": "Иное.", "article": "Кодекс"}
    third = {"id": "p3", "title": None, "text": "Ещё.", "doc": "Приказ"}
    answered = {**_QUESTION, "answers": ["28 дней", "  "]}
    found = _read(tmp_path, [_PASSAGE, "", second, third], [answered, {"id": "q2", "text": "?"}])
    assert found.passages == (
        Passage("p1", "Отпуска", "Отпуск длится 28 дней.", "p1"),
        Passage("p2", "", "Иное.", "Кодекс"),
        Passage("p3", "", "Ещё.", "Приказ"),
    )
    one, two = found.questions
    assert (one.gold, one.answers) == (frozenset({"p1"}), ("28 дней",))
    assert (two.gold, two.answers) == (frozenset(), ())


def test_a_mark_of_byte_order_and_line_breaks_inside_strings_are_no_trouble(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    row = {"id": "p1", "text": "один\u2028два\nтри"}
    corpus.write_text(json.dumps(row, ensure_ascii=False) + "\r\n", "utf-8-sig")
    found = read_collection(corpus, _file(tmp_path, "queries", []))
    assert found.passages[0].text == "один\u2028два\nтри"


@pytest.mark.parametrize(
    ("corpus", "queries", "file", "line", "problem"),
    [
        ([_PASSAGE, "{"], [], "corpus", 2, "not JSON"),
        ([_PASSAGE, "[]"], [], "corpus", 2, "not an object"),
        ([_PASSAGE, "", {"id": "p2"}], [], "corpus", 3, "text must be a text"),
        ([{"id": "p1"}], [], "corpus", 1, "text must be a text"),
        ([{"id": 5, "text": "а"}], [], "corpus", 1, "id must be a text"),
        ([{"id": "p1", "text": "  "}], [], "corpus", 1, "text must be a text"),
        ([_PASSAGE], [_QUESTION, {"id": "q2"}], "queries", 2, "text must be a text"),
        ([_PASSAGE], [{**_QUESTION, "gold_ids": "p1"}], "queries", 1, "gold_ids must be"),
        ([_PASSAGE], [{**_QUESTION, "answers": [28]}], "queries", 1, "answers must be"),
        ([_PASSAGE], [{**_QUESTION, "gold_ids": ["p9"]}], "queries", 1, "unknown passage: p9"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    tmp_path: Path,
    corpus: list[object],
    queries: list[object],
    file: str,
    line: int,
    problem: str,
) -> None:
    with pytest.raises(BadCollection) as caught:
        _read(tmp_path, corpus, queries)
    assert caught.value.details["file"] == str(tmp_path / f"{file}.jsonl")
    assert caught.value.details["line"] == line
    for language in ("ru", "en"):
        assert problem in caught.value.message(language)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    queries = _file(tmp_path, "queries", [])
    with pytest.raises(BadCollection, match=r"absent\.jsonl"):
        read_collection(tmp_path / "absent.jsonl", queries)
    with pytest.raises(BadCollection):
        read_collection(tmp_path, queries)
    foreign = tmp_path / "corpus.jsonl"
    foreign.write_bytes("Отпуск".encode("cp1251"))
    with pytest.raises(BadCollection, match="not UTF-8"):
        read_collection(foreign, queries)
