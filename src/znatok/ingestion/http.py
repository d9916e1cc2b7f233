"""Uploads over HTTP. The rest of /documents is in documents/http.py."""

from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.documents.model import Access, Document, Status
from znatok.documents.shapes import AccessBody
from znatok.ingestion.multipart import Part, read_parts
from znatok.ingestion.naming import display_name
from znatok.ingestion.refusals import BadAccess, BadUpload, NoFiles, TooManyFiles
from znatok.ingestion.service import IngestionService, StoredFile
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import DepartmentId, DocumentId
from znatok.platform.blobs import StorageFull
from znatok.platform.http import language_of, problem_of, provided

MOST_FILES = 100  # of one request; a folder is sent in several
_FIELD_BYTES = 64 * 1024  # a thousand principals fit

router = APIRouter(prefix="/documents", tags=["documents"], route_class=GuardedRoute)

Ingestion = Annotated[IngestionService, Depends(provided(IngestionService))]

_FILE = {"type": "string", "format": "binary"}


def _form(properties: dict[str, object], required: list[str]) -> dict[str, Any]:
    """The body for the OpenAPI document: the routes read it themselves, as it arrives."""
    schema = {"type": "object", "properties": properties, "required": required}
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }


class AcceptedDocument(BaseModel):
    id: UUID
    status: Status
    title: str
    file_name: str

    @classmethod
    def of(cls, document: Document) -> "AcceptedDocument":
        return cls(
            id=document.id,
            status=document.status,
            title=document.title,
            file_name=document.file_name,
        )


class RejectedFile(BaseModel):
    """A file of several that was not accepted; `problem` as RFC 9457 has it."""

    file_name: str
    problem: dict[str, Any]


class Accepted(BaseModel):
    documents: list[AcceptedDocument]
    rejected: list[RejectedFile] = []


class CancelledOut(BaseModel):
    """`status` of what is left; null when the document is gone."""

    id: UUID
    status: Status | None


@dataclass(slots=True)
class _Form:
    files: list[StoredFile] = field(default_factory=list)
    rejected: list[tuple[str, ZnatokError]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def access(self) -> Access | None:
        given = self.fields.get("access", "").strip()
        if not given:
            return None
        try:
            return AccessBody.model_validate_json(given).access()
        except ValidationError as error:
            raise BadAccess from error

    def department_id(self) -> DepartmentId | None:
        given = self.fields.get("department_id", "").strip()
        try:
            return DepartmentId(UUID(given)) if given else None
        except ValueError as error:
            raise BadUpload(reason="department_id is not a UUID") from error

    def forced(self) -> bool:
        return self.fields.get("allow_duplicates", "").strip().lower() in {"1", "true"}


@router.post(
    "",
    status_code=202,
    openapi_extra=_form(
        {
            "files": {"type": "array", "items": _FILE},
            "access": {
                "type": "string",
                "description": "JSON of the access object; absent: only the owner",
            },
            "department_id": {"type": "string", "format": "uuid"},
            "allow_duplicates": {"type": "boolean"},
        },
        ["files"],
    ),
)
async def upload_documents(
    request: Request, reader: CurrentReader, ingestion: Ingestion
) -> Accepted:
    """Take files in; they are read afterwards. A single file's refusal is the answer itself."""
    form = await _received(request, ingestion)
    documents: list[Document] = []
    try:
        access, department_id = form.access(), form.department_id()
    except ZnatokError:
        await _discard(form, ingestion)
        raise
    for stored in form.files:
        try:
            documents.append(
                await ingestion.accept(
                    stored,
                    reader,
                    access=access,
                    department_id=department_id,
                    allow_duplicate=form.forced(),
                )
            )
        except ZnatokError as error:
            form.rejected.append((stored.file_name, error))
    if not documents:
        raise form.rejected[0][1] if form.rejected else NoFiles()
    language = language_of(request)
    rejected = [
        RejectedFile(file_name=name, problem=problem_of(error, language))
        for name, error in form.rejected
    ]
    return Accepted(documents=[AcceptedDocument.of(each) for each in documents], rejected=rejected)


@router.post(
    "/{document_id}/versions", status_code=202, openapi_extra=_form({"file": _FILE}, ["file"])
)
async def add_version(
    document_id: UUID, request: Request, reader: CurrentReader, ingestion: Ingestion
) -> AcceptedDocument:
    """A new version; readers see the one before until it is ready."""
    await ingestion.may_add_version(DocumentId(document_id), reader)
    form = await _received(request, ingestion, most_files=1)
    if not form.files:
        raise form.rejected[0][1] if form.rejected else NoFiles()
    document = await ingestion.add_version(DocumentId(document_id), form.files[0], reader)
    return AcceptedDocument.of(document)


@router.post("/{document_id}/retry", status_code=202)
async def retry_document(
    document_id: UUID, reader: CurrentReader, ingestion: Ingestion
) -> dict[str, str]:
    document = await ingestion.retry(DocumentId(document_id), reader)
    return {"id": str(document.id), "status": document.status.value}


@router.post("/{document_id}/cancel")
async def cancel_document(
    document_id: UUID, reader: CurrentReader, ingestion: Ingestion
) -> CancelledOut:
    """Stop reading a document in: a first upload goes altogether, a new version leaves the old."""
    left = await ingestion.cancel(DocumentId(document_id), reader)
    return CancelledOut(id=document_id, status=None if left is None else left.status)


async def _received(
    request: Request, ingestion: IngestionService, *, most_files: int = MOST_FILES
) -> _Form:
    """The form with its files in the store; nothing is left there when it fails."""
    form = _Form()
    try:
        async for part in read_parts(request.headers.get("content-type", ""), request.stream()):
            if part.file_name is None:
                form.fields[part.name] = await part.text(limit_bytes=_FIELD_BYTES)
                continue
            await _keep(part, form, ingestion, most_files)
    except ClientDisconnect as error:
        await _discard(form, ingestion)
        raise BadUpload(reason="the connection was closed") from error
    except BaseException:
        await _discard(form, ingestion)
        raise
    return form


async def _keep(part: Part, form: _Form, ingestion: IngestionService, most_files: int) -> None:
    if len(form.files) + len(form.rejected) >= most_files:
        raise TooManyFiles(limit=most_files)
    try:
        form.files.append(await ingestion.keep_file(part.file_name, part.chunks()))
    except (BadUpload, StorageFull):
        raise
    except ZnatokError as error:
        form.rejected.append((display_name(part.file_name), error))


async def _discard(form: _Form, ingestion: IngestionService) -> None:
    for stored in form.files:
        await ingestion.discard(stored)
