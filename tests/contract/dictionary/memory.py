"""The dictionary in memory: what the contract means, in the fewest words."""

from collections.abc import Collection, Sequence

from znatok.access.model import Reader
from znatok.kernel.ids import DocumentId
from znatok.language.text import fold
from znatok.understanding.dictionary.errors import EntryNotFound, TooManyEntries
from znatok.understanding.dictionary.model import Entry, EntryFilter, EntryId, State
from znatok.understanding.ports import WholeDictionary


class MemoryDictionary:
    def __init__(self) -> None:
        self._entries: dict[EntryId, Entry] = {}
        self._off: set[EntryId] = set()
        self._revision = 0

    async def find(
        self, wanted: EntryFilter, reader: Reader, documents: Collection[DocumentId]
    ) -> Sequence[Entry]:
        found = [
            each
            for each in self._entries.values()
            if each.state is not State.REJECTED
            and (each.document_id in documents if each.document_id else _may_see(each, reader))
            and _fits(each, wanted)
        ]
        return sorted(found, key=lambda each: (fold(each.canonical), each.id))

    async def get(self, entry_id: EntryId, reader: Reader) -> Entry:
        entry = self._entries.get(entry_id)
        if entry is None or not (entry.document_id or _may_see(entry, reader)):
            raise EntryNotFound
        return entry

    async def add(self, entries: Sequence[Entry], *, most: int) -> None:
        kept = sum(each.document_id is None for each in self._entries.values())
        if kept + len(entries) > most:
            raise TooManyEntries(most=most)
        self._entries |= {each.id: each for each in entries}
        self._revision += bool(entries)

    async def replace(self, entry: Entry) -> None:
        if entry.id not in self._entries:
            raise EntryNotFound
        self._entries[entry.id] = entry
        self._revision += 1

    async def remove(self, entry_id: EntryId) -> None:
        if self._entries.pop(entry_id, None) is None:
            raise EntryNotFound
        self._revision += 1

    async def switched_off(self) -> frozenset[EntryId]:
        return frozenset(self._off)

    async def switch(self, entry_id: EntryId, *, on: bool) -> None:
        before = set(self._off)
        (self._off.discard if on else self._off.add)(entry_id)
        self._revision += before != self._off

    async def documents(self) -> Sequence[DocumentId]:
        return sorted({each.document_id for each in self._entries.values() if each.document_id})

    async def propose(self, document_id: DocumentId, entries: Sequence[Entry]) -> bool:
        own = [each for each in self._entries.values() if each.document_id == document_id]
        before = {_said(each) for each in own if each.state is State.PROPOSED}
        decided = {
            fold(v) for each in own if each.state is not State.PROPOSED for v in each.variants
        }
        new = {
            _said(each): each
            for each in entries
            if any(fold(variant) not in decided for variant in each.variants)
        }
        if new.keys() == before:
            return False
        for each in own:
            if each.state is State.PROPOSED:
                del self._entries[each.id]
        self._entries |= {each.id: each for each in new.values()}
        self._revision += 1
        return True

    async def forget(self, documents: Collection[DocumentId]) -> None:
        gone = [each.id for each in self._entries.values() if each.document_id in documents]
        for each in gone:
            del self._entries[each]
        self._revision += bool(gone)

    async def revision(self) -> int:
        return self._revision

    async def whole(self) -> WholeDictionary:
        kept = [each for each in self._entries.values() if each.state is not State.REJECTED]
        return WholeDictionary(self._revision, kept, frozenset(self._off))


def _may_see(entry: Entry, reader: Reader) -> bool:
    return reader.is_admin or entry.department_id in (None, reader.department_id)


def _said(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return fold(entry.canonical), tuple(sorted(map(fold, entry.variants)))


def _fits(entry: Entry, wanted: EntryFilter) -> bool:
    forms = fold("\n".join((entry.canonical, *entry.variants)))
    return (
        (not wanted.q or fold(wanted.q.strip()) in forms)
        and wanted.kind in (None, entry.kind)
        and wanted.origin in (None, entry.origin)
        and wanted.state in (None, entry.state)
        and wanted.department_id in (None, entry.department_id)
    )
