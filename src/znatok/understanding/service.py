"""Keeping the company's dictionary: who sees which words, and who decides about them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from znatok.access.errors import UnknownDepartment
from znatok.access.model import KEEP, Keep, Reader
from znatok.access.service import PeopleService
from znatok.documents.model import DescribedDocument, DocumentFilter
from znatok.documents.service import DocumentService
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused
from znatok.kernel.ids import DepartmentId, DocumentId, UserId, new_uuid
from znatok.kernel.pages import Page, decode_cursor, encode_cursor
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.dictionary.errors import (
    BuiltinStays,
    EntryNotFound,
    MayNotChangeEntry,
    WordsClash,
)
from znatok.understanding.dictionary.lexicon import Lexicon
from znatok.understanding.dictionary.model import (
    Entry,
    EntryFilter,
    EntryId,
    Kind,
    Origin,
    ShownEntry,
    State,
)
from znatok.understanding.dictionary.rules import (
    MOST_ENTRIES,
    clashes,
    clean_term,
    clean_variants,
    may_keep,
    permit_keeping,
)
from znatok.understanding.dictionary.trail import DictionaryTrail
from znatok.understanding.ports import DictionaryStore

_MOST_CLASHES = 10  # told at once
_ASKED_AT_ONCE = 200  # documents; a page of the documents room
_ANY = EntryFilter()


@dataclass(frozen=True, slots=True)
class NewEntry:
    canonical: str
    variants: Sequence[str]
    kind: Kind
    department_id: DepartmentId | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What is changed; None (for the department: KEEP) leaves the field alone.

    `confirm`: an entry found in a document is right. Giving it a department, or everyone, makes it
    the company's own word, which no longer depends on who may read the document.
    """

    canonical: str | None = None
    variants: Sequence[str] | None = None
    kind: Kind | None = None
    enabled: bool | None = None
    department_id: DepartmentId | Keep | None = KEEP
    confirm: bool = False

    @property
    def rewords(self) -> bool:
        return not (self.canonical is None and self.variants is None and self.kind is None)


class DictionaryService:
    """For administrators and editors: the route lets nobody else in.

    Words for everyone are changed by administrators, those of a department by its editors too.
    Words found in a document are shown to its readers only, and decided about by those of them who
    may change the document, or who are administrators.
    """

    def __init__(
        self,
        *,
        store: DictionaryStore,
        documents: DocumentService,
        people: PeopleService,
        trail: DictionaryTrail,
        lexicon: Lexicon,
        morphology: Morphology,
        clock: Clock,
        builtin: Iterable[Entry],
    ) -> None:
        self._store = store
        self._documents = documents
        self._people = people
        self._trail = trail
        self._lexicon = lexicon
        self._morphology = morphology
        self._clock = clock
        self._builtin = {each.id: each for each in builtin}

    async def find(
        self, wanted: EntryFilter, reader: Reader, *, cursor: str | None = None, limit: int = 50
    ) -> tuple[Page[ShownEntry], int]:
        """A page of entries in the order of their canonical forms, and how many there are in all.

        Raises:
            BadCursor.

        """
        after = None if cursor is None else decode_cursor(cursor, size=2)
        documents = await self._readable(await self._store.documents(), reader)
        found = [*await self._store.find(wanted, reader, documents), *await self._general(wanted)]
        found.sort(key=_place)
        rest = found if after is None else [each for each in found if _place(each) > after]
        shown = await self._shown(rest[:limit], reader, documents)
        following = encode_cursor(*_place(rest[limit - 1])) if len(rest) > limit else None
        return Page(shown, following), len(found)

    async def add(
        self, new: NewEntry, reader: Reader, *, despite_clashes: bool = False
    ) -> ShownEntry:
        """Add an entry of a person.

        Raises:
            MayNotChangeEntry, UnknownDepartment, TooManyEntries: see there.
            BadTerm and others of `clean_variants`: a word cannot be taken.
            WordsClash: other entries explain these words, and `despite_clashes` is not set.

        """
        now = self._clock.now()
        canonical = clean_term("canonical", new.canonical)
        entry = Entry(
            id=EntryId(new_uuid()),
            canonical=canonical,
            variants=clean_variants(canonical, new.variants, self._morphology),
            kind=new.kind,
            origin=Origin.MANUAL,
            department_id=new.department_id,
            enabled=new.enabled,
            added_by=reader.user_id,
            created_at=now,
            updated_at=now,
        )
        await self._permit("dictionary.added", reader, entry.id, new.department_id)
        if not despite_clashes:
            await self._refuse_clashes(entry, reader)
        details = {"department": new.department_id, "variants": len(entry.variants)}
        await self._trail.doing("dictionary.added", reader, entry.id, details)
        await self._store.add([entry], most=MOST_ENTRIES)
        await self._lexicon.refresh()
        return (await self._shown([entry], reader, {}))[0]

    async def change(
        self,
        entry_id: EntryId,
        change: EntryChange,
        reader: Reader,
        *,
        despite_clashes: bool = False,
    ) -> ShownEntry:
        """Change an entry; gives it as it is now, under a new id if it left its document.

        Raises:
            EntryNotFound, BuiltinStays, and those of `add`.

        """
        if entry_id in self._builtin:
            return await self._switch(self._builtin[entry_id], change, reader)
        before = await self._store.get(entry_id, reader)
        documents = await self._permit_deciding(before, reader, "dictionary.changed")
        after = self._changed(before, change, reader)
        if after.document_id is None and not isinstance(change.department_id, Keep):
            await self._permit("dictionary.changed", reader, entry_id, after.department_id)
        if (after.document_id is None and not despite_clashes) and change.rewords:
            await self._refuse_clashes(after, reader)
        action = "dictionary.confirmed" if change.confirm else "dictionary.changed"
        details = {"enabled": after.enabled, "department": after.department_id}
        await self._trail.doing(action, reader, entry_id, details)
        if after.id == before.id:
            await self._store.replace(after)
        else:
            await self._store.add([after], most=MOST_ENTRIES)
            # Refused where it was found, so that the next version does not propose it again.
            await self._store.replace(replace(before, state=State.REJECTED))
        await self._lexicon.refresh()
        return (await self._shown([after], reader, documents))[0]

    async def remove(self, entry_id: EntryId, reader: Reader) -> None:
        """Forget an entry; what was found in a document is not proposed from it again.

        Raises:
            EntryNotFound, MayNotChangeEntry, BuiltinStays.

        """
        if entry_id in self._builtin:
            raise BuiltinStays
        entry = await self._store.get(entry_id, reader)
        found = entry.document_id is not None
        action = "dictionary.rejected" if found else "dictionary.removed"
        await self._permit_deciding(entry, reader, action)
        await self._trail.doing(action, reader, entry_id, {})
        if found:
            now = self._clock.now()
            await self._store.replace(replace(entry, state=State.REJECTED, updated_at=now))
        else:
            await self._store.remove(entry_id)
        await self._lexicon.refresh()

    async def _switch(self, entry: Entry, change: EntryChange, reader: Reader) -> ShownEntry:
        """A built-in entry can only be switched, by an administrator."""
        if change.enabled is None or change.rewords or not isinstance(change.department_id, Keep):
            raise BuiltinStays
        await self._permit("dictionary.switched", reader, entry.id, None)
        details = {"enabled": change.enabled}
        await self._trail.doing("dictionary.switched", reader, entry.id, details)
        await self._store.switch(entry.id, on=change.enabled)
        await self._lexicon.refresh()
        return (await self._shown([replace(entry, enabled=change.enabled)], reader, {}))[0]

    def _changed(self, entry: Entry, change: EntryChange, reader: Reader) -> Entry:
        canonical = entry.canonical
        if change.canonical is not None:
            canonical = clean_term("canonical", change.canonical)
        variants: Sequence[str] = entry.variants if change.variants is None else change.variants
        confirmed = change.confirm or change.rewords
        after = replace(
            entry,
            canonical=canonical,
            variants=clean_variants(canonical, variants, self._morphology),
            kind=change.kind or entry.kind,
            enabled=entry.enabled if change.enabled is None else change.enabled,
            state=State.CONFIRMED if confirmed else entry.state,
            updated_at=self._clock.now(),
        )
        if isinstance(change.department_id, Keep):
            return after
        if entry.document_id is None:
            return replace(after, department_id=change.department_id)
        return replace(
            after,
            id=EntryId(new_uuid()),
            origin=Origin.MANUAL,
            state=State.CONFIRMED,
            department_id=change.department_id,
            document_id=None,
            quote="",
            added_by=reader.user_id,
        )

    async def _permit(
        self, action: str, reader: Reader, entry_id: EntryId, department_id: DepartmentId | None
    ) -> None:
        try:
            permit_keeping(reader, department_id)
        except Refused as error:
            await self._trail.refused(action, reader, entry_id, error)
            raise
        if department_id is not None and department_id not in await self._department_names(reader):
            raise UnknownDepartment

    async def _permit_deciding(
        self, entry: Entry, reader: Reader, action: str
    ) -> Mapping[DocumentId, DescribedDocument]:
        """Refuse whoever may not decide about an entry; gives its document, if it has one.

        An entry of a document that the reader may not read does not exist for him.
        """
        documents: Mapping[DocumentId, DescribedDocument] = {}
        if entry.state is State.REJECTED:
            raise EntryNotFound
        if entry.document_id is not None:
            documents = await self._readable([entry.document_id], reader)
            if not documents:
                raise EntryNotFound
        if not _may_decide(entry, reader, documents):
            error = MayNotChangeEntry()
            await self._trail.refused(action, reader, entry.id, error)
            raise error
        return documents

    async def _refuse_clashes(self, entry: Entry, reader: Reader) -> None:
        others = [e for e in await self._store.find(_ANY, reader, ()) if e.id != entry.id]
        met = [*clashes(entry.canonical, entry.variants, others)][:_MOST_CLASHES]
        if met:
            words = ", ".join(f"{each.variant} — {each.canonical}" for each in met)
            told = [
                {"id": str(each.entry_id), "variant": each.variant, "canonical": each.canonical}
                for each in met
            ]
            raise WordsClash(words=words, clashes=told)

    async def _readable(
        self, document_ids: Collection[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, DescribedDocument]:
        """Those of the documents that the reader may read now, asked where the rights are kept."""
        ids = list(document_ids)
        found: dict[DocumentId, DescribedDocument] = {}
        for start in range(0, len(ids), _ASKED_AT_ONCE):
            wanted = DocumentFilter(ids=ids[start : start + _ASKED_AT_ONCE])
            page = await self._documents.find(wanted, reader, limit=_ASKED_AT_ONCE)
            found |= {each.document.id: each for each in page.items}
        return found

    async def _general(self, wanted: EntryFilter) -> list[Entry]:
        off = await self._store.switched_off()
        return [
            replace(each, enabled=each.id not in off)
            for each in self._builtin.values()
            if _fits(each, wanted)
        ]

    async def _shown(
        self,
        entries: Sequence[Entry],
        reader: Reader,
        documents: Mapping[DocumentId, DescribedDocument],
    ) -> list[ShownEntry]:
        departments = await self._department_names(reader)
        authors = {each.added_by for each in entries if each.added_by is not None}
        people: Mapping[UserId, str] = await self._people.names_of(authors) if authors else {}
        return [
            ShownEntry(
                entry=each,
                department_name=departments.get(each.department_id, "")
                if each.department_id
                else None,
                document_title=documents[each.document_id].document.title
                if each.document_id
                else None,
                added_by_name=people.get(each.added_by) if each.added_by else None,
                can_edit=_may_decide(each, reader, documents),
            )
            for each in entries
        ]

    async def _department_names(self, reader: Reader) -> Mapping[DepartmentId, str]:
        page = await self._people.departments(by=reader, limit=_ASKED_AT_ONCE)
        named = {each.id: each.name for each in page.items}
        while page.next_cursor is not None:
            page = await self._people.departments(
                by=reader, limit=_ASKED_AT_ONCE, cursor=page.next_cursor
            )
            named |= {each.id: each.name for each in page.items}
        return named


def _may_decide(
    entry: Entry, reader: Reader, documents: Mapping[DocumentId, DescribedDocument]
) -> bool:
    """Of a word found in a document: an administrator, or one who may change that document."""
    if entry.document_id is None:
        return may_keep(reader, entry.department_id)
    document = documents.get(entry.document_id)
    return document is not None and document.can_edit


def _place(entry: Entry) -> tuple[str, str]:
    return fold(entry.canonical), str(entry.id)


def _fits(entry: Entry, wanted: EntryFilter) -> bool:
    """The same as the store decides about the others."""
    forms = fold("\n".join((entry.canonical, *entry.variants)))
    return (
        (not wanted.q or fold(wanted.q.strip()) in forms)
        and wanted.kind in (None, entry.kind)
        and wanted.origin in (None, entry.origin)
        and wanted.state in (None, entry.state)
        and wanted.department_id is None
    )
