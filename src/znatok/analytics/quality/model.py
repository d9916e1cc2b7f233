"""Golden questions of an installation: what its answers must show, to whom, and from where."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NewType
from uuid import UUID

from znatok.access.model import Reader, Role
from znatok.chat.model import Citation
from znatok.kernel.ids import DepartmentId, DocumentId, UserId
from znatok.language.text import fold, squeeze

QuestionId = NewType("QuestionId", UUID)

LONGEST_QUESTION: Final = 1_000  # characters; a golden question is one sentence or two
LONGEST_FACT: Final = 500  # characters of one spelling of one fact
LONGEST_QUOTE: Final = 2_000
MOST_FACTS: Final = 20  # facts of a question, and spellings of a fact
MOST_TAGS: Final = 20
LONGEST_TAG: Final = 60
_NOBODY: Final = UserId(UUID(int=0))  # owns nothing and is named by no document


class QuestionStatus(StrEnum):
    """Only confirmed questions are asked."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class QuestionOrigin(StrEnum):
    WRITTEN = "written"
    IMPORTED = "imported"
    PROPOSED = "proposed"  # made from a sentence of a document
    FEEDBACK = "feedback"  # asked by somebody who corrected the answer


@dataclass(frozen=True, slots=True)
class Asker:
    """As whom a question is asked: a person, anybody of a department, or, both None, anybody."""

    user_id: UserId | None = None
    department_id: DepartmentId | None = None

    def __post_init__(self) -> None:
        assert self.user_id is None or self.department_id is None

    @property
    def stranger(self) -> Reader:
        """A reader with the rights of the department, or of everybody, and no others."""
        return Reader(_NOBODY, Role.USER, self.department_id)


@dataclass(frozen=True, slots=True)
class Source:
    """A right source: a document by its id, or by the name of its file where no id is known."""

    file_name: str
    document_id: DocumentId | None = None

    def names(self, document_id: DocumentId, file_name: str) -> bool:
        if self.document_id is not None:
            return document_id == self.document_id
        return file_name == self.file_name

    def is_cited_by(self, citation: Citation) -> bool:
        return self.names(citation.document_id, citation.file_name)

    @property
    def kind(self) -> str:
        """The extension of the file, by which documents are told apart: "pdf", "docx"."""
        return self.file_name.rpartition(".")[2].lower() if "." in self.file_name else ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answer must be.

    `answerable`: False when the reader's documents do not hold the answer. `facts`: each must be
    shown, in any of its spellings. `sources`: any one of which must be cited. `forbidden`: what the
    reader may not see. `quote`: the place in the document, for people.
    """

    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    sources: tuple[Source, ...] = ()
    forbidden: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes, a file holds, or a document suggests."""

    text: str
    asker: Asker
    expected: Expected
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same question of the same asker, letter case and ё aside."""
        who = (str(self.asker.user_id or ""), str(self.asker.department_id or ""))
        return _digest([squeeze(fold(self.text)), *who])

    @property
    def revision(self) -> str:
        """Changes with whatever changes the meaning of a result: only equal ones are compared."""
        expected = self.expected
        sources = [[each.file_name, str(each.document_id or "")] for each in expected.sources]
        facts = [list(each) for each in expected.facts]
        said = [expected.answerable, facts, sources, list(expected.forbidden)]
        return _digest([self.key, said])[:16]


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A draft that is kept. `author_id`: None for the operator and for Znatok itself."""

    id: QuestionId
    draft: Draft
    status: QuestionStatus
    origin: QuestionOrigin
    author_id: UserId | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """What a list is narrowed to; None means any. `q`: looked for in the question's text."""

    status: QuestionStatus | None = None
    origin: QuestionOrigin | None = None
    q: str | None = None


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as one viewer sees it.

    `withheld`: it quotes a document that the viewer may not read, so its text, facts and quote are
    empty. `reader`: e-mail of the person who asks; `department`: name of the department.
    """

    question: GoldenQuestion
    reader: str | None = None
    reader_name: str | None = None
    department: str | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line of an imported file; `line` counts from 1."""

    line: int
    field: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    replaced: int
    problems: tuple[LineProblem, ...] = field(default=())


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
