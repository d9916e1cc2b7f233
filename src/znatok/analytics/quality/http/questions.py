"""/quality/questions: golden questions. Administrators write, auditors look too."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.analytics.quality.errors import BadImport
from znatok.analytics.quality.files import FileFormat
from znatok.analytics.quality.http.shapes import (
    ChangeBody,
    CountsOut,
    DraftBody,
    ImportedOut,
    LineErrorOut,
    ProposedOut,
    QuestionOut,
    QuestionPage,
)
from znatok.analytics.quality.model import (
    QuestionFilter,
    QuestionId,
    QuestionOrigin,
    QuestionStatus,
)
from znatok.analytics.quality.proposing.service import MOST_DOCUMENTS, Proposer
from znatok.analytics.quality.questions import QuestionService
from znatok.platform.http import language_of, provided

_LARGEST_BODY = 16 * 1024 * 1024  # bytes; twenty thousand questions take some 10 MB
_MOST_ERRORS = 100  # told of one file

router = APIRouter(
    prefix="/quality/questions",
    tags=["quality"],
    route_class=GuardedRoute,
    max_body_size=_LARGEST_BODY,
)

Questions = Annotated[QuestionService, Depends(provided(QuestionService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]
Viewer = Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))]
_MEDIA = {FileFormat.JSONL: "application/x-ndjson", FileFormat.CSV: "text/csv"}


@router.get("")
async def questions(
    viewer: Viewer,
    service: Questions,
    status: QuestionStatus | None = None,
    origin: QuestionOrigin | None = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> QuestionPage:
    """Golden questions, the newest first, and how many there are of each status."""
    wanted = QuestionFilter(status, origin, q)
    page = await service.find(wanted, by=viewer, cursor=cursor, limit=limit)
    counted = await service.counts(by=viewer)
    return QuestionPage(
        items=[QuestionOut.of(each) for each in page.items],
        next_cursor=page.next_cursor,
        counts=CountsOut(**{each.value: number for each, number in counted.items()}),
    )


@router.post("", status_code=201)
async def write(body: DraftBody, admin: Admin, service: Questions) -> QuestionOut:
    """A question written by hand; it is confirmed at once."""
    return QuestionOut.of(await service.write(body.draft(), by=admin))


@router.get("/export")
async def export(
    viewer: Viewer,
    service: Questions,
    form: Annotated[FileFormat, Query(alias="format")] = FileFormat.JSONL,
    status: QuestionStatus | None = None,
) -> Response:
    """The questions as a file that the import reads."""
    data = await service.export(form, QuestionFilter(status), by=viewer)
    name = f'attachment; filename="golden.{form.value}"'
    return Response(data, media_type=_MEDIA[form], headers={"Content-Disposition": name})


@router.post("/import")
async def import_file(
    request: Request,
    data: Annotated[bytes, Body(media_type="application/octet-stream")],
    admin: Admin,
    service: Questions,
    form: Annotated[FileFormat, Query(alias="format")] = FileFormat.JSONL,
) -> ImportedOut:
    """Take all questions of a file, or, when any line has an error, none; 422 names them."""
    imported = await service.take(data, form, by=admin)
    if imported.problems:
        language, first = language_of(request), imported.problems[0]
        told = imported.problems[:_MOST_ERRORS]
        errors = [LineErrorOut.of(each, language).model_dump() for each in told]
        count = len(imported.problems)
        raise BadImport(errors=errors, count=count, line=first.line, field=first.field)
    return ImportedOut.of(imported)


@router.post("/proposals")
async def propose(
    admin: Admin,
    proposer: Annotated[Proposer, Depends(provided(Proposer))],
    documents: Annotated[int, Query(ge=1, le=MOST_DOCUMENTS)] = 20,
) -> ProposedOut:
    """Propose questions of so many documents that the caller reads, the never-asked ones first."""
    proposed = await proposer.propose(by=admin, documents=documents)
    return ProposedOut(
        documents=proposed.documents, added=proposed.added, corrections=proposed.corrections
    )


@router.get("/{question_id}")
async def question(question_id: UUID, viewer: Viewer, service: Questions) -> QuestionOut:
    return QuestionOut.of(await service.get(QuestionId(question_id), by=viewer))


@router.patch("/{question_id}")
async def change(
    question_id: UUID, body: ChangeBody, admin: Admin, service: Questions
) -> QuestionOut:
    """Edit, confirm or reject."""
    draft = None if body.draft is None else body.draft.draft()
    shown = await service.change(QuestionId(question_id), by=admin, draft=draft, status=body.status)
    return QuestionOut.of(shown)


@router.delete("/{question_id}", status_code=204)
async def remove(question_id: UUID, admin: Admin, service: Questions) -> None:
    await service.remove(QuestionId(question_id), by=admin)
