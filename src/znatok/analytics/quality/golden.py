"""Golden questions: what an installation's answers must hold, and what they must never show."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from znatok.access.model import Operator
from znatok.access.service import PeopleService
from znatok.analytics.quality.errors import BadCollection, NoSuchReader
from znatok.chat.model import Answer, AnswerStatus, Question, whole_answer
from znatok.chat.service import Assistant
from znatok.language.text import fold

_IGNORED = re.compile(r"[\s|\\]+")  # how a fact is spaced, put in cells or escaped changes nothing
_SHOWN = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question as one reader asks it.

    `facts`: each must be in the answer, in any of its spellings; empty when nothing may answer.
    `sources`: names of files any one of which is a right source. `forbidden`: what the reader may
    not see.
    """

    id: str
    question: str
    reader: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    sources: frozenset[str] = frozenset()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`right`: all facts are shown, or nothing is claimed where nothing may be. `source_right`: a
    right source is cited; None where there is none. `leaked`: forbidden strings that were shown.
    """

    id: str
    right: bool
    source_right: bool | None
    leaked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    question: GoldenQuestion
    answer: Answer
    verdict: Verdict


class GoldenRun:
    """Asks golden questions of the real assistant, each as its own reader."""

    def __init__(self, assistant: Assistant, accounts: PeopleService) -> None:
        self._assistant = assistant
        self._accounts = accounts

    async def ask(self, question: GoldenQuestion) -> Judged:
        """Ask one question and judge the answer.

        Raises:
            NoSuchReader: nobody active has the reader's e-mail.

        """
        reader = await self._accounts.find_user(question.reader, by=Operator())
        if reader is None:
            raise NoSuchReader(email=question.reader)
        asked = Question(question.question)
        answer = await whole_answer(self._assistant.ask(asked, reader))
        return Judged(question, answer, judge(question, answer))


def read_golden(path: Path) -> list[GoldenQuestion]:
    """Read golden questions, a JSON object a line.

    Raises:
        BadCollection: a line is not such an object.

    """
    questions = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise BadCollection(file=str(path), line=number, problem=repr(error)) from error
    return questions


def judge(question: GoldenQuestion, answer: Answer) -> Verdict:
    """Compare an answer with what it should be, spacing and letter case aside."""
    quotes = "\n".join(each.quote for each in answer.citations)
    shown = _plain(f"{answer.text}\n{quotes}")
    leaked = tuple(each for each in question.forbidden if _plain(each) in shown)
    if not question.answerable:
        right = answer.status is not AnswerStatus.ANSWERED and not leaked
        return Verdict(question.id, right, None, leaked)
    stated = all(any(_plain(each) in shown for each in fact) for fact in question.facts)
    source_right = any(each.file_name in question.sources for each in answer.citations)
    right = stated and source_right and answer.status in _SHOWN
    return Verdict(question.id, right, source_right, ())


def share_right(judged: Sequence[Judged]) -> float:
    """Share of the questions that were answered, or left unanswered, rightly; 0…1."""
    return sum(each.verdict.right for each in judged) / len(judged)


def _question(row: dict[str, Any]) -> GoldenQuestion:
    source = row["source"]
    sources = [source] if isinstance(source, str) else source or []
    answerable = row["expect"] == "answer"
    return GoldenQuestion(
        id=row["id"],
        question=row["question"],
        reader=row["reader"],
        answerable=answerable,
        facts=tuple(tuple(fact) for fact in row["answer_any"]) if answerable else (),
        sources=frozenset(sources),
        # Of an answerable question these are other versions' values: shown beside the right one
        # they harm nobody.
        forbidden=() if answerable else tuple(row["forbidden"]),
    )


def _plain(text: str) -> str:
    return _IGNORED.sub(" ", fold(text)).strip()
