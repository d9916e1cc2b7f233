"""Keeping golden questions: who may write them, who may see what they quote."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from znatok.access.model import Actor, Reader, Role
from znatok.access.ports import People
from znatok.analytics.quality.drafting import draft_of
from znatok.analytics.quality.errors import BadQuestion
from znatok.analytics.quality.files import FileFormat, FileRow, read_file, write_file
from znatok.analytics.quality.model import (
    Asker,
    Draft,
    Expected,
    GoldenQuestion,
    Imported,
    LineProblem,
    QuestionFilter,
    QuestionId,
    QuestionOrigin,
    QuestionStatus,
    ShownQuestion,
    Source,
)
from znatok.analytics.quality.ports import QuestionStore
from znatok.analytics.quality.trail import QualityTrail
from znatok.documents.model import DocumentFilter
from znatok.documents.service import MAX_PAGE, DocumentService
from znatok.kernel.clock import Clock
from znatok.kernel.errors import NotFound, Refused
from znatok.kernel.ids import DepartmentId, DocumentId, UserId, new_uuid
from znatok.kernel.pages import Page

_MOST_LISTED = 200
_PAGE = 500  # departments and questions read at once


class QuestionService:
    """Administrators and the operator write; auditors look too. Others are Refused.

    What was made from a document shows its text, so a viewer who may not read the document sees
    only that there is such a question (docs/adr/0005, docs/adr/0013).
    """

    def __init__(
        self,
        *,
        store: QuestionStore,
        documents: DocumentService,
        people: People,
        trail: QualityTrail,
        clock: Clock,
    ) -> None:
        self._store = store
        self._documents = documents
        self._people = people
        self._trail = trail
        self._clock = clock

    async def find(
        self, wanted: QuestionFilter, *, by: Actor, cursor: str | None = None, limit: int = 50
    ) -> Page[ShownQuestion]:
        """The newest first. Raises BadCursor."""
        permit_look(by)
        page = await self._store.find(wanted, cursor=cursor, limit=max(1, min(limit, _MOST_LISTED)))
        return Page(await self._shown(page.items, by), page.next_cursor)

    async def counts(self, *, by: Actor) -> Mapping[QuestionStatus, int]:
        permit_look(by)
        return await self._store.counts()

    async def get(self, question_id: QuestionId, *, by: Actor) -> ShownQuestion:
        """Raises NoSuchQuestion."""
        permit_look(by)
        return (await self._shown([await self._store.get(question_id)], by))[0]

    async def write(self, draft: Draft, *, by: Actor) -> ShownQuestion:
        """A new, confirmed question. Raises BadQuestion, SameQuestion."""
        permit_change(by)
        await self._require_asker(draft.asker)
        question = self._question(
            _checked(draft), QuestionStatus.CONFIRMED, QuestionOrigin.WRITTEN, by
        )
        await self._trail.doing("quality.question_written", by, f"question:{question.id}")
        await self._store.add(question)
        return (await self._shown([question], by))[0]

    async def change(
        self,
        question_id: QuestionId,
        *,
        by: Actor,
        draft: Draft | None = None,
        status: QuestionStatus | None = None,
    ) -> ShownQuestion:
        """Edit, confirm or reject. Raises NoSuchQuestion, BadQuestion, SameQuestion.

        Raises:
            Refused: too, when the question quotes what the caller may not read.

        """
        permit_change(by)
        before = await self._store.get(question_id)
        withheld = (await self._shown([before], by))[0].withheld
        if withheld and (draft is not None or status is QuestionStatus.CONFIRMED):
            raise Refused  # nobody confirms what he cannot read
        changed = replace(before, updated_at=self._clock.now())
        if draft is not None:
            await self._require_asker(draft.asker)
            changed = replace(changed, draft=_checked(draft))
        if status is not None:
            changed = replace(changed, status=status)
        action = "edited" if draft is not None else (status or changed.status).value
        await self._trail.doing(f"quality.question_{action}", by, f"question:{question_id}")
        await self._store.replace(changed)
        return (await self._shown([changed], by))[0]

    async def remove(self, question_id: QuestionId, *, by: Actor) -> None:
        """Raises NoSuchQuestion."""
        permit_change(by)
        await self._trail.doing("quality.question_removed", by, f"question:{question_id}")
        await self._store.remove(question_id)

    async def propose(self, proposals: Sequence[tuple[Draft, QuestionOrigin]], *, by: Actor) -> int:
        """Add drafts for a person to decide about; how many were new."""
        permit_change(by)
        questions = [
            self._question(draft, QuestionStatus.PROPOSED, origin, by)
            for draft, origin in proposals
        ]
        details = {"proposals": len(questions)}
        await self._trail.doing("quality.questions_proposed", by, None, details)
        return await self._store.add_new(questions)

    async def take(self, data: bytes, form: FileFormat, *, by: Actor) -> Imported:
        """Import a file: all of it, or, when a line has a problem, nothing.

        The same question of the same reader is replaced.
        """
        permit_change(by)
        rows, problems = read_file(data, form)
        askers = await self._askers(rows)
        questions: list[GoldenQuestion] = []
        for row in rows:
            asker = askers[row.reader, row.department]
            if isinstance(asker, LineProblem):
                problems.append(replace(asker, line=row.line))
                continue
            try:
                draft = draft_of(row.question, asker, _expected(row), row.tags)
            except BadQuestion as error:
                said = error.details
                problem = LineProblem(
                    row.line, str(said["field"]), str(said["ru"]), str(said["en"])
                )
                problems.append(problem)
                continue
            status = QuestionStatus(row.status)
            questions.append(self._question(draft, status, QuestionOrigin.IMPORTED, by))
        if problems:
            return Imported(0, 0, tuple(sorted(problems, key=lambda each: each.line)))
        details = {"questions": len(questions)}
        await self._trail.doing("quality.questions_imported", by, None, details)
        return Imported(*await self._store.put(questions))

    async def export(self, form: FileFormat, wanted: QuestionFilter, *, by: Actor) -> bytes:
        """Questions as a file that `take` reads; those withheld from the caller are left out."""
        permit_look(by)
        rows: list[FileRow] = []
        cursor: str | None = None
        while True:
            page = await self._store.find(wanted, cursor=cursor, limit=_PAGE)
            shown = await self._shown(page.items, by)
            rows += [_row(each) for each in shown if not each.withheld]
            cursor = page.next_cursor
            if cursor is None:
                break
        await self._trail.seen("quality.questions_exported", by, {"questions": len(rows)})
        return write_file(rows, form)

    async def readable(
        self, document_ids: Collection[DocumentId], by: Actor
    ) -> frozenset[DocumentId]:
        """Those of the documents that the viewer may read; the operator reads the disk anyway."""
        if not isinstance(by, Reader):
            return frozenset(document_ids)
        ids, found = list(document_ids), set()
        for start in range(0, len(ids), MAX_PAGE):
            wanted = DocumentFilter(ids=ids[start : start + MAX_PAGE])
            page = await self._documents.find(wanted, by, limit=MAX_PAGE)
            found |= {each.document.id for each in page.items}
        return frozenset(found)

    async def withheld(
        self, question_ids: Collection[QuestionId], *, by: Actor
    ) -> frozenset[QuestionId]:
        """Those of the questions whose texts the viewer may not see."""
        if not isinstance(by, Reader):
            return frozenset()
        questions = await self._store.pick(question_ids)
        readable = await self.readable(_documents_of(questions), by)
        seen = {each.id for each in questions if _documents_of([each]) <= readable}
        return frozenset(question_ids) - seen  # of a removed one nobody knows what it quoted

    async def names_of_departments(self) -> Mapping[DepartmentId, str]:
        names: dict[DepartmentId, str] = {}
        cursor: str | None = None
        while True:
            page = await self._people.departments(limit=_PAGE, cursor=cursor)
            names |= {each.id: each.name for each in page.items}
            cursor = page.next_cursor
            if cursor is None:
                return names

    async def _shown(self, questions: Sequence[GoldenQuestion], by: Actor) -> list[ShownQuestion]:
        readable = await self.readable(_documents_of(questions), by)
        departments = await self.names_of_departments() if questions else {}
        people = {each.draft.asker.user_id for each in questions} - {None}
        profiles = {id_: await self._reader_of(id_) for id_ in people if id_ is not None}
        shown = []
        for each in questions:
            asker = each.draft.asker
            email, name = profiles.get(asker.user_id, (None, None))  # type: ignore[arg-type]  # None is no key
            department = departments.get(asker.department_id) if asker.department_id else None
            withheld = not _documents_of([each]) <= readable
            question = _blanked(each) if withheld else each
            shown.append(ShownQuestion(question, email, name, department, withheld))
        return shown

    async def _reader_of(self, user_id: UserId) -> tuple[str | None, str | None]:
        try:
            user = (await self._people.profile(user_id)).user
        except NotFound:
            return None, None
        return user.email, user.name

    async def _askers(
        self, rows: Sequence[FileRow]
    ) -> Mapping[tuple[str | None, str | None], Asker | LineProblem]:
        departments = {
            name.casefold(): id_ for id_, name in (await self.names_of_departments()).items()
        }
        found: dict[tuple[str | None, str | None], Asker | LineProblem] = {}
        for reader, department in {(each.reader, each.department) for each in rows}:
            asker: Asker | LineProblem = Asker()
            if reader is not None:
                account = await self._people.account(reader)
                asker = (
                    LineProblem(0, "reader", f"нет пользователя {reader}", f"no user {reader}")
                    if account is None
                    else Asker(user_id=account.user.id)
                )
            elif department is not None:
                id_ = departments.get(department.casefold())
                asker = (
                    LineProblem(
                        0, "department", f"нет отдела «{department}»", f"no such: {department}"
                    )
                    if id_ is None
                    else Asker(department_id=id_)
                )
            found[reader, department] = asker
        return found

    async def _require_asker(self, asker: Asker) -> None:
        if asker.user_id is not None and await self._people.account_of(asker.user_id) is None:
            raise BadQuestion(field="reader", ru="нет такого пользователя", en="no such user")
        department = asker.department_id
        if department is not None and department not in await self.names_of_departments():
            raise BadQuestion(field="department", ru="нет такого отдела", en="no such department")

    def _question(
        self, draft: Draft, status: QuestionStatus, origin: QuestionOrigin, by: Actor
    ) -> GoldenQuestion:
        now = self._clock.now()
        return GoldenQuestion(
            id=QuestionId(new_uuid()),
            draft=draft,
            status=status,
            origin=origin,
            author_id=by.user_id if isinstance(by, Reader) else None,
            created_at=now,
            updated_at=now,
        )


def permit_look(by: Actor) -> None:
    """Raises Refused: neither the operator, nor an administrator, nor an auditor."""
    if isinstance(by, Reader) and by.role not in (Role.ADMIN, Role.AUDITOR):
        raise Refused


def permit_change(by: Actor) -> None:
    """Raises Refused: neither the operator nor an administrator."""
    if isinstance(by, Reader) and not by.is_admin:
        raise Refused


def _documents_of(questions: Sequence[GoldenQuestion]) -> frozenset[DocumentId]:
    return frozenset(
        source.document_id
        for each in questions
        for source in each.draft.expected.sources
        if source.document_id is not None
    )


def _checked(draft: Draft) -> Draft:
    return draft_of(draft.text, draft.asker, draft.expected, draft.tags)


def _expected(row: FileRow) -> Expected:
    sources = tuple(Source(each) for each in row.sources)
    return Expected(row.answerable, row.facts, sources, row.forbidden, row.quote)


def _blanked(question: GoldenQuestion) -> GoldenQuestion:
    expected = Expected(question.draft.expected.answerable)
    draft = replace(question.draft, text="", expected=expected)
    return replace(question, draft=draft)


def _row(shown: ShownQuestion) -> FileRow:
    draft = shown.question.draft
    expected = draft.expected
    return FileRow(
        line=0,
        question=draft.text,
        reader=shown.reader,
        department=shown.department,
        answerable=expected.answerable,
        facts=expected.facts,
        sources=tuple(each.file_name for each in expected.sources),
        quote=expected.quote,
        forbidden=expected.forbidden,
        tags=draft.tags,
        status=shown.question.status.value,
    )
