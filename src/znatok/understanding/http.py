"""The company's dictionary over HTTP: for administrators, and for editors in their department."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from znatok.access.http import GuardedRoute, require
from znatok.access.model import KEEP, Keep, Reader, Role
from znatok.kernel.ids import DepartmentId
from znatok.platform.http import language_of, provided
from znatok.understanding.dictionary.importing import DictionaryExchange
from znatok.understanding.dictionary.model import (
    EntryFilter,
    EntryId,
    Kind,
    Origin,
    ShownEntry,
    State,
)
from znatok.understanding.dictionary.rules import MOST_VARIANTS
from znatok.understanding.service import DictionaryService, EntryChange, NewEntry

_LARGEST_BODY = 4 * 1024 * 1024  # bytes; 5,000 lines of a dictionary take about 1 MB

router = APIRouter(
    prefix="/dictionary",
    tags=["dictionary"],
    route_class=GuardedRoute,
    max_body_size=_LARGEST_BODY,
)

Keeper = Annotated[Reader, Depends(require(Role.ADMIN, Role.EDITOR))]
Dictionary = Annotated[DictionaryService, Depends(provided(DictionaryService))]
Exchange = Annotated[DictionaryExchange, Depends(provided(DictionaryExchange))]
Term = Annotated[str, Field(max_length=400)]
Variants = Annotated[list[Term], Field(max_length=2 * MOST_VARIANTS)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DictionaryEntryBody(_Body):
    """`department_id`: null for everyone. `despite_clashes`: keep both entries."""

    canonical: Term
    variants: Variants
    kind: Kind = Kind.SYNONYM
    department_id: UUID | None = None
    enabled: bool = True
    despite_clashes: bool = False


class DictionaryChangeBody(_Body):
    """Only what is given is changed. `confirm`: a proposal from a document is right.

    `department_id` makes a word found in a document the department's own, null everyone's.
    """

    canonical: Term | None = None
    variants: Variants | None = None
    kind: Kind | None = None
    department_id: UUID | None = None
    enabled: bool | None = None
    confirm: bool = False
    despite_clashes: bool = False

    def change(self) -> EntryChange:
        department: DepartmentId | Keep | None = KEEP
        if "department_id" in self.model_fields_set:
            given = self.department_id
            department = None if given is None else DepartmentId(given)
        return EntryChange(
            canonical=self.canonical,
            variants=self.variants,
            kind=self.kind,
            enabled=self.enabled,
            department_id=department,
            confirm=self.confirm,
        )


class DictionaryPlace(BaseModel):
    id: UUID
    name: str


class DictionaryEntryOut(BaseModel):
    id: UUID
    canonical: str
    variants: list[str]
    kind: Kind
    origin: Origin
    state: State
    enabled: bool
    department: DictionaryPlace | None
    document: DictionaryPlace | None
    quote: str
    added_by: str | None
    created_at: datetime
    updated_at: datetime
    can_edit: bool

    @classmethod
    def of(cls, shown: ShownEntry) -> "DictionaryEntryOut":
        entry = shown.entry
        return cls(
            id=entry.id,
            canonical=entry.canonical,
            variants=list(entry.variants),
            kind=entry.kind,
            origin=entry.origin,
            state=entry.state,
            enabled=entry.enabled,
            department=_place(entry.department_id, shown.department_name),
            document=_place(entry.document_id, shown.document_title),
            quote=entry.quote,
            added_by=shown.added_by_name,
            created_at=entry.created_at,
            updated_at=entry.updated_at,
            can_edit=shown.can_edit,
        )


class DictionaryPage(BaseModel):
    items: list[DictionaryEntryOut]
    next_cursor: str | None
    total: int


class DictionarySkippedOut(BaseModel):
    line: int
    problem: str


class DictionaryImportOut(BaseModel):
    added: int
    changed: int
    unchanged: int
    skipped: list[DictionarySkippedOut]


@router.get("")
async def list_entries(
    *,
    keeper: Keeper,
    dictionary: Dictionary,
    q: Annotated[str | None, Query(max_length=200)] = None,
    kind: Kind | None = None,
    origin: Origin | None = None,
    state: State | None = None,
    department: UUID | None = None,
    cursor: Annotated[str | None, Query(max_length=4_000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DictionaryPage:
    """Entries the reader may see, by their canonical forms; those found in documents included."""
    wanted = EntryFilter(
        q=q,
        kind=kind,
        origin=origin,
        state=state,
        department_id=None if department is None else DepartmentId(department),
    )
    page, total = await dictionary.find(wanted, keeper, cursor=cursor, limit=limit)
    items = [DictionaryEntryOut.of(each) for each in page.items]
    return DictionaryPage(items=items, next_cursor=page.next_cursor, total=total)


@router.post("", status_code=201)
async def add_entry(
    body: DictionaryEntryBody, keeper: Keeper, dictionary: Dictionary
) -> DictionaryEntryOut:
    """Add a word; 409 with `clashes` when other entries explain it, unless `despite_clashes`."""
    new = NewEntry(
        canonical=body.canonical,
        variants=body.variants,
        kind=body.kind,
        department_id=None if body.department_id is None else DepartmentId(body.department_id),
        enabled=body.enabled,
    )
    return DictionaryEntryOut.of(
        await dictionary.add(new, keeper, despite_clashes=body.despite_clashes)
    )


@router.get("/export", response_class=Response)
async def export_entries(keeper: Keeper, exchange: Exchange) -> Response:
    """The words that people have added, as CSV for a spreadsheet."""
    headers = {
        "Content-Disposition": 'attachment; filename="dictionary.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(await exchange.export(keeper), media_type="text/csv", headers=headers)


@router.post("/import")
async def import_entries(
    request: Request,
    file: UploadFile,
    keeper: Keeper,
    exchange: Exchange,
    despite_clashes: Annotated[bool, Query()] = False,
) -> DictionaryImportOut:
    """Add the lines of a CSV file; tells of each line that was not taken, and why."""
    done = await exchange.import_file(await file.read(), keeper, despite_clashes=despite_clashes)
    language = language_of(request)
    return DictionaryImportOut(
        added=len(done.added),
        changed=len(done.changed),
        unchanged=done.unchanged,
        skipped=[
            DictionarySkippedOut(line=line, problem=error.message(language))
            for line, error in done.skipped
        ],
    )


@router.patch("/{entry_id}")
async def change_entry(
    entry_id: UUID, body: DictionaryChangeBody, keeper: Keeper, dictionary: Dictionary
) -> DictionaryEntryOut:
    """Change, confirm or switch an entry; built-in ones can only be switched."""
    changed = await dictionary.change(
        EntryId(entry_id), body.change(), keeper, despite_clashes=body.despite_clashes
    )
    return DictionaryEntryOut.of(changed)


@router.delete("/{entry_id}", status_code=204)
async def delete_entry(entry_id: UUID, keeper: Keeper, dictionary: Dictionary) -> None:
    """Forget an entry; one found in a document is not proposed from it again."""
    await dictionary.remove(EntryId(entry_id), keeper)


def _place(id_: UUID | None, name: str | None) -> Any:
    return None if id_ is None else DictionaryPlace(id=id_, name=name or "")
