"""Golden questions in a file, asked of the real assistant: the demo company's benchmark."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from znatok.access.model import Operator
from znatok.access.service import PeopleService
from znatok.analytics.quality.errors import BadCollection, NoSuchReader
from znatok.analytics.quality.judging import Verdict, judge
from znatok.analytics.quality.model import Expected, Source
from znatok.chat.model import Answer, Question, whole_answer
from znatok.chat.service import Assistant


@dataclass(frozen=True, slots=True)
class FiledQuestion:
    """A question as one reader, named by e-mail, asks it."""

    id: str
    question: str
    reader: str
    expected: Expected

    @property
    def answerable(self) -> bool:
        return self.expected.answerable


@dataclass(frozen=True, slots=True)
class Judged:
    question: FiledQuestion
    answer: Answer
    verdict: Verdict


class GoldenRun:
    """Asks golden questions of the real assistant, each as its own reader."""

    def __init__(self, assistant: Assistant, accounts: PeopleService) -> None:
        self._assistant = assistant
        self._accounts = accounts

    async def ask(self, question: FiledQuestion) -> Judged:
        """Ask one question and judge the answer.

        Raises:
            NoSuchReader: nobody active has the reader's e-mail.

        """
        reader = await self._accounts.find_user(question.reader, by=Operator())
        if reader is None:
            raise NoSuchReader(email=question.reader)
        asked = Question(question.question)
        answer = await whole_answer(self._assistant.ask(asked, reader))
        return Judged(question, answer, judge(question.expected, answer))


def read_golden(path: Path) -> list[FiledQuestion]:
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


def share_right(judged: Sequence[Judged]) -> float:
    """Share of the questions that were answered, or left unanswered, rightly; 0…1."""
    return sum(each.verdict.right for each in judged) / len(judged)


def _question(row: dict[str, Any]) -> FiledQuestion:
    source = row["source"]
    sources = [source] if isinstance(source, str) else source or []
    answerable = row["expect"] == "answer"
    expected = Expected(
        answerable,
        facts=tuple(tuple(fact) for fact in row["answer_any"]) if answerable else (),
        sources=tuple(Source(each) for each in sources) if answerable else (),
        # Of an answerable question these are other versions' values: shown beside the right one
        # they harm nobody.
        forbidden=() if answerable else tuple(row["forbidden"]),
        quote=row.get("quote") or "",
    )
    return FiledQuestion(row["id"], row["question"], row["reader"], expected)
