"""The JSON of golden questions, in and out. Unknown fields are refused."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.analytics.quality.model import (
    LONGEST_FACT,
    LONGEST_QUESTION,
    LONGEST_QUOTE,
    LONGEST_TAG,
    MOST_FACTS,
    MOST_TAGS,
    Asker,
    Draft,
    Expected,
    Imported,
    LineProblem,
    QuestionOrigin,
    QuestionStatus,
    ShownQuestion,
    Source,
)
from znatok.kernel.ids import DepartmentId, DocumentId, UserId

Spelling = Annotated[str, Field(max_length=LONGEST_FACT)]
Spellings = Annotated[list[Spelling], Field(max_length=MOST_FACTS)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceBody(Body):
    """`document_id`: null where the document is known by its file only."""

    file_name: Annotated[str, Field(min_length=1, max_length=255)]
    document_id: UUID | None = None


class DraftBody(Body):
    """`reader_id` or `department_id`: as whom it is asked; neither: as anybody.

    `answer_any`: facts, each a list of spellings. `quote`: the place in the document.
    """

    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    reader_id: UUID | None = None
    department_id: UUID | None = None
    expect: Literal["answer", "not_found"] = "answer"
    answer_any: Annotated[list[Spellings], Field(max_length=MOST_FACTS)] = []
    sources: Annotated[list[SourceBody], Field(max_length=MOST_FACTS)] = []
    forbidden: Spellings = []
    quote: Annotated[str, Field(max_length=LONGEST_QUOTE)] = ""
    tags: Annotated[
        list[Annotated[str, Field(max_length=LONGEST_TAG)]], Field(max_length=MOST_TAGS)
    ] = []

    def draft(self) -> Draft:
        asker = (
            Asker(user_id=UserId(self.reader_id))
            if self.reader_id is not None
            else Asker(
                department_id=None
                if self.department_id is None
                else DepartmentId(self.department_id)
            )
        )
        sources = tuple(
            Source(
                each.file_name, None if each.document_id is None else DocumentId(each.document_id)
            )
            for each in self.sources
        )
        facts = tuple(tuple(each) for each in self.answer_any)
        answerable = self.expect == "answer"
        expected = Expected(answerable, facts, sources, tuple(self.forbidden), self.quote)
        return Draft(self.question, asker, expected, tuple(self.tags))


class ChangeBody(Body):
    """What an administrator changes: the whole draft, the status, or both."""

    draft: DraftBody | None = None
    status: QuestionStatus | None = None


class QuestionOut(BaseModel):
    """`withheld`: it quotes a document that the viewer may not read; its texts are empty."""

    id: UUID
    question: str
    reader_id: UUID | None
    reader: str | None
    reader_name: str | None
    department_id: UUID | None
    department: str | None
    expect: Literal["answer", "not_found"]
    answer_any: list[list[str]]
    sources: list[SourceBody]
    forbidden: list[str]
    quote: str
    tags: list[str]
    status: QuestionStatus
    origin: QuestionOrigin
    author_id: UUID | None
    withheld: bool
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, shown: ShownQuestion) -> "QuestionOut":
        question, draft = shown.question, shown.question.draft
        expected = draft.expected
        return cls(
            id=question.id,
            question=draft.text,
            reader_id=draft.asker.user_id,
            reader=shown.reader,
            reader_name=shown.reader_name,
            department_id=draft.asker.department_id,
            department=shown.department,
            expect="answer" if expected.answerable else "not_found",
            answer_any=[list(each) for each in expected.facts],
            sources=[
                SourceBody(file_name=each.file_name, document_id=each.document_id)
                for each in expected.sources
            ],
            forbidden=list(expected.forbidden),
            quote=expected.quote,
            tags=list(draft.tags),
            status=question.status,
            origin=question.origin,
            author_id=question.author_id,
            withheld=shown.withheld,
            created_at=question.created_at,
            updated_at=question.updated_at,
        )


class CountsOut(BaseModel):
    proposed: int
    confirmed: int
    rejected: int


class QuestionPage(BaseModel):
    items: list[QuestionOut]
    next_cursor: str | None
    counts: CountsOut


class LineErrorOut(BaseModel):
    """`line` from 1; a table's header is line 1."""

    line: int
    field: str
    problem: str

    @classmethod
    def of(cls, problem: LineProblem, language: str) -> "LineErrorOut":
        said = problem.en if language == "en" else problem.ru
        return cls(line=problem.line, field=problem.field, problem=said)


class ImportedOut(BaseModel):
    added: int
    replaced: int

    @classmethod
    def of(cls, imported: Imported) -> "ImportedOut":
        return cls(added=imported.added, replaced=imported.replaced)


class ProposedOut(BaseModel):
    """`documents`: looked into; `added`: new proposals, `corrections` of them people's."""

    documents: int
    added: int
    corrections: int
