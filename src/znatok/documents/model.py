"""Documents, their versions and the fragments that answers quote.

A document is a thing a company talks about; a version is one state of its file; a fragment is a
passage of a version that is searched and quoted. All character offsets count Python code points,
are half-open [start, end), and satisfy `version.text[start:end] == fragment.text`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from znatok.documents.facts import UNKNOWN, DocumentType, Validity
from znatok.kernel.ids import DepartmentId, DocumentId, FragmentId, GroupId, UserId, VersionId


class Status(StrEnum):
    """`SEARCHABLE`: a first version that is found by its words and not yet by its meaning."""

    QUEUED = "queued"
    PROCESSING = "processing"
    SEARCHABLE = "searchable"
    READY = "ready"
    FAILED = "failed"
    QUARANTINED = "quarantined"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a version's text, in reading order.

    `start`, `end`: its span in the version's text. `level`: 1…6 of a heading, nesting depth from 1
    of a list item, else 0. `page`: number from 1 in paged formats (a slide is a page). `sheet`:
    the sheet's name in spreadsheets. `rows`: a table's cells, merged cells repeated in each place;
    a table's text is its rows, one a line, cells joined by " | ".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    sheet: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """Who may read a document: the owner always, and everyone named here."""

    everyone: bool = False
    departments: frozenset[DepartmentId] = frozenset()
    groups: frozenset[GroupId] = frozenset()
    users: frozenset[UserId] = frozenset()

    def principals(self, owner: UserId) -> frozenset[str]:
        """The same as a set of principals, to be met with `Reader.principals`."""
        named = {f"u:{owner}"}
        named |= {f"d:{each}" for each in self.departments}
        named |= {f"g:{each}" for each in self.groups}
        named |= {f"u:{each}" for each in self.users}
        if self.everyone:
            named.add("everyone")
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a version could not be read: a stable slug and a sentence in two languages."""

    slug: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A passage of a version.

    `sentences`: spans inside `text`, ascending, not overlapping. `section`: headings above it, the
    outermost first. `terms`: lemmas of title, section and text, space-joined, as the keyword index
    takes them. `context`: words embedded and lemmatised with the fragment and never quoted: the
    header row of a table that continues, the line that introduces a list.
    """

    id: FragmentId
    document_id: DocumentId
    version_id: VersionId
    ordinal: int
    text: str
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    section: tuple[str, ...] = ()
    page: int | None = None
    sheet: str | None = None
    kind: BlockKind = BlockKind.PARAGRAPH
    terms: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class LocatedFragment:
    """A fragment of the version that readers see, with what a citation of it names."""

    fragment: Fragment
    title: str
    file_name: str
    version: int
    updated_at: datetime
    validity: Validity = UNKNOWN


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the file. `blob_key` names the original in the blob store.

    Lists of versions leave `text` and `blocks` empty: only the content names them.
    """

    id: VersionId
    document_id: DocumentId
    number: int
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    created_at: datetime
    text: str = ""
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    blob_key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """`current` is the number of the version that readers see; None before the first is ready."""

    id: DocumentId
    title: str
    kind: str
    owner_id: UserId
    access: Access
    status: Status
    created_at: datetime
    updated_at: datetime
    file_name: str
    size_bytes: int
    department_id: DepartmentId | None = None
    current: int | None = None
    latest: int = 1
    pages: int | None = None
    progress: float = 0.0
    failure: Failure | None = None
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list is narrowed to; None means any.

    `q` is looked for in title and file name, whatever its case. `types`: kinds of paper; `kind` is
    the format of the file. `dated_from`, `dated_to`: both days included, of the document itself.
    `in_force_on`: not out of force on that day, as far as the reader may know. `sort`: one of
    `SORTS`, with a leading minus for descending order.
    """

    q: str | None = None
    status: Status | None = None
    department_id: DepartmentId | None = None
    kind: str | None = None
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    sort: str = "-updated_at"
    ids: Sequence[DocumentId] | None = None
    types: frozenset[DocumentType] = frozenset()
    dated_from: date | None = None
    dated_to: date | None = None
    in_force_on: date | None = None


SORTS = ("updated_at", "created_at", "title", "size_bytes")


class ChangeKind(StrEnum):
    """What happened to a document, as far as other parts must follow."""

    CONTENT = "content"  # other fragments than before
    ACCESS = "access"
    REMOVED = "removed"
    STATUS = "status"  # status, progress, title: nothing a search depends on
    GENERATION = "generation"  # another generation of the index is active; names no document


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the change log. `seq` grows in the order in which changes became visible."""

    seq: int
    document_id: DocumentId
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class DescribedDocument:
    """A document as one reader sees it, people and departments by name."""

    document: Document
    owner_name: str
    department_name: str | None
    can_edit: bool
