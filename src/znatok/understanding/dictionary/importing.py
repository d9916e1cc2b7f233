"""Bringing a dictionary in from a file, and taking it out."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from znatok.access.model import Reader
from znatok.access.service import PeopleService
from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import DepartmentId, new_uuid
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.dictionary.errors import WordsClash
from znatok.understanding.dictionary.exchange import Line, department_of, read, written
from znatok.understanding.dictionary.lexicon import Lexicon
from znatok.understanding.dictionary.model import Entry, EntryFilter, EntryId, Origin
from znatok.understanding.dictionary.rules import (
    MOST_ENTRIES,
    clashes,
    clean_term,
    clean_variants,
    permit_keeping,
)
from znatok.understanding.dictionary.trail import DictionaryTrail
from znatok.understanding.ports import DictionaryStore

_PAGE = 500


@dataclass(slots=True)
class Imported:
    """What became of the lines of a file; `skipped`: (line, why) of those that were not taken."""

    added: dict[EntryId, Entry] = field(default_factory=dict)
    changed: dict[EntryId, Entry] = field(default_factory=dict)
    unchanged: int = 0
    skipped: list[tuple[int, ZnatokError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """Who imports what. `departments`: by their folded names."""

    reader: Reader
    departments: Mapping[str, DepartmentId]
    despite_clashes: bool


class _Present:
    """Entries by the forms of their terms: a file of thousands of lines is compared with them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[EntryId, Entry] = {}
        self._by_form: dict[str, set[EntryId]] = {}
        for each in entries:
            self.put(each)

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace that of the same id, whose forms it keeps."""
        self._entries[entry.id] = entry
        for form in (entry.canonical, *entry.variants):
            self._by_form.setdefault(fold(form), set()).add(entry.id)

    def related(self, canonical: str, variants: Iterable[str]) -> list[Entry]:
        """Entries that have one of these forms."""
        ids = {
            each for form in (canonical, *variants) for each in self._by_form.get(fold(form), ())
        }
        return [self._entries[each] for each in sorted(ids)]


class DictionaryExchange:
    """Rights are those of adding by hand; each line that may not be taken is told, the rest is."""

    def __init__(
        self,
        *,
        store: DictionaryStore,
        people: PeopleService,
        trail: DictionaryTrail,
        lexicon: Lexicon,
        morphology: Morphology,
        clock: Clock,
    ) -> None:
        self._store = store
        self._people = people
        self._trail = trail
        self._lexicon = lexicon
        self._morphology = morphology
        self._clock = clock

    async def export(self, reader: Reader) -> bytes:
        """The entries of people that the reader may see, as a file: none found in documents."""
        entries = await self._store.find(EntryFilter(), reader, ())
        departments = await self._departments(reader)
        names: dict[UUID, str] = {each: name for name, each in departments.items()}
        await self._trail.doing("dictionary.exported", reader, None, {"entries": len(entries)})
        return written(entries, names)

    async def import_file(
        self, data: bytes, reader: Reader, *, despite_clashes: bool = False
    ) -> Imported:
        """Add the lines of a file; a term that is there already gains the variants it lacks.

        Raises:
            UnreadableCsv: nothing was taken.
            TooManyEntries: nothing was added.

        """
        present = _Present(await self._store.find(EntryFilter(), reader, ()))
        departments = {fold(n): d for n, d in (await self._departments(reader)).items()}
        allowed = _Allowed(reader, departments, despite_clashes)
        # Thousands of lines take a second: they leave the loop.
        done = await asyncio.to_thread(self._taken, data, allowed, present)
        counts = {"added": len(done.added), "changed": len(done.changed)}
        details = {**counts, "skipped": len(done.skipped)}
        await self._trail.doing("dictionary.imported", reader, None, details)
        await self._store.add([*done.added.values()], most=MOST_ENTRIES)
        for each in done.changed.values():
            await self._store.replace(each)
        await self._lexicon.refresh()
        return done

    def _taken(self, data: bytes, allowed: "_Allowed", present: "_Present") -> Imported:
        done = Imported()
        for line in read(data):
            try:
                self._take(line, allowed, present, done)
            except ZnatokError as error:
                done.skipped.append((line.number, error))
        return done

    def _take(self, line: Line, allowed: "_Allowed", present: "_Present", done: Imported) -> None:
        department_id = department_of(line.department, allowed.departments, line.number)
        permit_keeping(allowed.reader, department_id)
        canonical = clean_term("canonical", line.canonical)
        variants = clean_variants(canonical, line.variants, self._morphology)
        related = present.related(canonical, variants)
        known = _same(canonical, department_id, related)
        met = [*clashes(canonical, variants, [each for each in related if each is not known])]
        if met and not allowed.despite_clashes:
            raise WordsClash(words=", ".join(f"{e.variant} — {e.canonical}" for e in met))
        now = self._clock.now()
        if known is None:
            entry = Entry(
                id=EntryId(new_uuid()),
                canonical=canonical,
                variants=variants,
                kind=line.kind,
                origin=Origin.IMPORT,
                department_id=department_id,
                enabled=line.enabled,
                added_by=allowed.reader.user_id,
                created_at=now,
                updated_at=now,
            )
            done.added[entry.id] = entry
            present.put(entry)
            return
        every = clean_variants(canonical, (*known.variants, *variants), self._morphology)
        after = replace(known, variants=every, kind=line.kind, enabled=line.enabled)
        if after == known:
            done.unchanged += 1
            return
        after = replace(after, updated_at=now)
        (done.added if known.id in done.added else done.changed)[known.id] = after
        present.put(after)

    async def _departments(self, reader: Reader) -> Mapping[str, DepartmentId]:
        page = await self._people.departments(by=reader, limit=_PAGE)
        found = {each.name: each.id for each in page.items}
        while page.next_cursor is not None:
            page = await self._people.departments(by=reader, limit=_PAGE, cursor=page.next_cursor)
            found |= {each.name: each.id for each in page.items}
        return found


def _same(
    canonical: str, department_id: DepartmentId | None, present: Sequence[Entry]
) -> Entry | None:
    return next(
        (
            each
            for each in present
            if fold(each.canonical) == fold(canonical) and each.department_id == department_id
        ),
        None,
    )
