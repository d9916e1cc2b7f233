"""A collection to measure on: passages, questions, and which passages answer which question."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from znatok.analytics.quality.errors import BadCollection


@dataclass(frozen=True, slots=True)
class Passage:
    """`group`: the article or document it belongs to; its own id where none is named."""

    id: str
    title: str
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `gold`: ids of the passages that answer it, none when nothing does.

    `answers`: strings any one of which is the answer.
    """

    id: str
    text: str
    gold: frozenset[str]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    passages: tuple[Passage, ...]
    questions: tuple[Asked, ...]


def read_collection(corpus: Path, queries: Path) -> Collection:
    """Read `corpus.jsonl` and `queries.jsonl`.

    A passage is {id, title, text[, article | doc]}, a question {id, text, gold_ids[, answers]}.

    An id may stand for several passages: whichever is found, it is found.

    Raises:
        BadCollection: a line is not such an object, or a gold id is unknown.

    """
    passages = [_passage(row, corpus, line) for line, row in _rows(corpus)]
    known = {each.id for each in passages}
    questions = []
    for line, row in _rows(queries):
        asked = _asked(row, queries, line)
        unknown = asked.gold - known
        if unknown:
            problem = f"gold_ids names an unknown passage: {min(unknown)}"
            raise BadCollection(file=str(queries), line=line, problem=problem)
        questions.append(asked)
    return Collection(tuple(passages), tuple(questions))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadCollection(file=str(path), line=0, problem=error.strerror) from error
    except UnicodeDecodeError as error:
        raise BadCollection(file=str(path), line=0, problem="not UTF-8") from error
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError as error:
            raise BadCollection(file=str(path), line=number, problem="not JSON") from error
        if not isinstance(row, dict):
            raise BadCollection(file=str(path), line=number, problem="not an object")
        yield number, row


def _passage(row: dict[str, Any], path: Path, line: int) -> Passage:
    id_ = _text(row, "id", path, line)
    group = row.get("article") or row.get("doc") or id_
    return Passage(id_, str(row.get("title") or ""), _text(row, "text", path, line), str(group))


def _asked(row: dict[str, Any], path: Path, line: int) -> Asked:
    gold, answers = row.get("gold_ids", []), row.get("answers", [])
    for name, value in (("gold_ids", gold), ("answers", answers)):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadCollection(
                file=str(path), line=line, problem=f"{name} must be a list of strings"
            )
    return Asked(
        id=_text(row, "id", path, line),
        text=_text(row, "text", path, line),
        gold=frozenset(gold),
        answers=tuple(each for each in answers if each.strip()),
    )


def _text(row: dict[str, Any], name: str, path: Path, line: int) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadCollection(file=str(path), line=line, problem=f"{name} must be a text")
    return value
