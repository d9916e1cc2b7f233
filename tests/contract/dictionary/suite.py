"""What every store of a dictionary must do. A subclass says how to open its adapter."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.understanding.dictionary.words import entry, reader

from znatok.access.model import Role
from znatok.kernel.ids import DepartmentId, DocumentId, UserId, new_uuid
from znatok.understanding.dictionary.errors import EntryNotFound, TooManyEntries
from znatok.understanding.dictionary.model import (
    Entry,
    EntryFilter,
    EntryId,
    Kind,
    Origin,
    State,
)
from znatok.understanding.ports import DictionaryStore

ANY = EntryFilter()
SALES, LAW = DepartmentId(new_uuid()), DepartmentId(new_uuid())


def found_in(document_id: DocumentId, canonical: str, variant: str) -> Entry:
    return entry(
        canonical,
        variant,
        origin=Origin.DOCUMENT,
        state=State.PROPOSED,
        document_id=document_id,
        quote=f"{canonical} ({variant})",
    )


class DictionaryContract:
    def opened(self, directory: Path) -> AbstractAsyncContextManager[DictionaryStore]:
        raise NotImplementedError

    async def test_keeps_an_entry_as_given(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            kept = entry(
                "материальная помощь",
                "матпомощь",
                "мат. помощь",
                kind=Kind.NICKNAME,
                department_id=SALES,
                added_by=UserId(new_uuid()),
                enabled=False,
            )
            await store.add([kept], most=10)
            assert await store.get(kept.id, reader(SALES)) == kept
            assert await store.find(ANY, reader(SALES), ()) == [kept]

    async def test_hides_the_words_of_another_department(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            ours, open_one = entry("наше", "нш", department_id=SALES), entry("общее", "общ")
            await store.add([ours, open_one], most=10)
            assert await store.find(ANY, reader(LAW), ()) == [open_one]
            assert await store.find(ANY, reader(), ()) == [open_one]
            with pytest.raises(EntryNotFound):
                await store.get(ours.id, reader(LAW))
            with pytest.raises(EntryNotFound):
                await store.get(ours.id, reader())

    async def test_shows_an_administrator_the_words_of_every_department(
        self, tmp_path: Path
    ) -> None:
        async with self.opened(tmp_path) as store:
            ours = entry("наше", "нш", department_id=SALES)
            await store.add([ours], most=10)
            assert await store.find(ANY, reader(LAW, Role.ADMIN), ()) == [ours]

    async def test_shows_what_documents_say_for_the_documents_named_only(
        self, tmp_path: Path
    ) -> None:
        async with self.opened(tmp_path) as store:
            one, other = DocumentId(new_uuid()), DocumentId(new_uuid())
            await store.propose(one, [found_in(one, "первое", "ПЕР")])
            await store.propose(other, [found_in(other, "второе", "ВТО")])
            admin = reader(role=Role.ADMIN)
            assert await store.find(ANY, admin, ()) == []
            assert [e.canonical for e in await store.find(ANY, admin, [other])] == ["второе"]
            assert set(await store.documents()) == {one, other}

    async def test_finds_by_any_form_whatever_its_case(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            pay, vpn = entry("Расчётный листок", "квиток"), entry("VPN", "впн")
            await store.add([pay, vpn], most=10)
            for q in ("РАСЧЕТНЫЙ", "Квит", " листок "):
                assert await store.find(EntryFilter(q=q), reader(), ()) == [pay]
            assert await store.find(EntryFilter(q="%"), reader(), ()) == []

    async def test_narrows_a_list(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            document = DocumentId(new_uuid())
            short = entry("аа", "бб", kind=Kind.ABBREVIATION)
            ours = entry("вв", "гг", department_id=SALES, origin=Origin.IMPORT)
            await store.add([short, ours], most=10)
            await store.propose(document, [found_in(document, "дд", "ДОК")])

            async def names(wanted: EntryFilter) -> list[str]:
                return [e.canonical for e in await store.find(wanted, reader(SALES), [document])]

            assert await names(ANY) == ["аа", "вв", "дд"]
            assert await names(EntryFilter(kind=Kind.ABBREVIATION)) == ["аа"]
            assert await names(EntryFilter(origin=Origin.IMPORT)) == ["вв"]
            assert await names(EntryFilter(state=State.PROPOSED)) == ["дд"]
            assert await names(EntryFilter(department_id=SALES)) == ["вв"]

    async def test_replaces_and_removes(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            kept = entry("VPN", "впн")
            await store.add([kept], most=10)
            changed = replace(kept, canonical="Защищённый доступ", enabled=False)
            await store.replace(changed)
            assert await store.get(kept.id, reader()) == changed
            await store.remove(kept.id)
            for gone in (store.get(kept.id, reader()), store.remove(kept.id), store.replace(kept)):
                with pytest.raises(EntryNotFound):
                    await gone

    async def test_keeps_no_more_than_it_may(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            document = DocumentId(new_uuid())
            await store.propose(document, [found_in(document, "док", "ДОК")])  # does not count
            await store.add([entry("аа", "бб")], most=2)
            with pytest.raises(TooManyEntries):
                await store.add([entry("вв", "гг"), entry("дд", "ее")], most=2)
            assert [e.canonical for e in await store.find(ANY, reader(), ())] == ["аа"]

    async def test_a_new_version_replaces_the_proposals_of_the_one_before(
        self, tmp_path: Path
    ) -> None:
        async with self.opened(tmp_path) as store:
            document = DocumentId(new_uuid())
            assert await store.propose(document, [found_in(document, "первое", "ПЕР")])
            assert not await store.propose(document, [found_in(document, "Первое", "ПЕР")])
            assert await store.propose(document, [found_in(document, "второе", "ВТО")])
            found = await store.find(ANY, reader(), [document])
            assert [each.canonical for each in found] == ["второе"]
            assert await store.propose(document, [])
            assert await store.find(ANY, reader(), [document]) == []

    async def test_what_a_person_decided_is_not_proposed_again(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            document = DocumentId(new_uuid())
            good, bad = found_in(document, "хорошего", "ХОР"), found_in(document, "плохое", "ПЛО")
            await store.propose(document, [good, bad])
            await store.replace(replace(good, canonical="хорошее", state=State.CONFIRMED))
            await store.replace(replace(bad, state=State.REJECTED))
            again = [found_in(document, "хорошего", "ХОР"), found_in(document, "плохое", "Пло")]
            assert not await store.propose(document, again)
            found = await store.find(ANY, reader(), [document])
            assert [each.canonical for each in found] == ["хорошее"]
            assert [each.canonical for each in (await store.whole()).entries] == ["хорошее"]

    async def test_forgets_what_documents_said(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            document, kept = DocumentId(new_uuid()), entry("VPN", "впн")
            await store.add([kept], most=10)
            await store.propose(document, [found_in(document, "док", "ДОК")])
            await store.forget([document])
            await store.forget([document])
            assert await store.documents() == []
            assert (await store.whole()).entries == [kept]

    async def test_switches_built_in_entries(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            built_in = EntryId(new_uuid())
            await store.switch(built_in, on=False)
            await store.switch(built_in, on=False)
            assert await store.switched_off() == {built_in}
            assert (await store.whole()).off == {built_in}
            await store.switch(built_in, on=True)
            assert await store.switched_off() == frozenset()

    async def test_counts_every_change_and_nothing_else(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            assert await store.revision() == 0
            kept, document, built_in = entry("VPN", "впн"), DocumentId(new_uuid()), new_uuid()
            changes = [
                lambda: store.add([kept], most=10),
                lambda: store.replace(replace(kept, enabled=False)),
                lambda: store.remove(kept.id),
                lambda: store.switch(EntryId(built_in), on=False),
                lambda: store.propose(document, [found_in(document, "док", "ДОК")]),
                lambda: store.forget([document]),
            ]
            for number, change in enumerate(changes, start=1):
                await change()  # type: ignore[no-untyped-call]  # of several types
                assert await store.revision() == number
            assert (await store.whole()).revision == len(changes)
            await store.add([], most=10)
            await store.switch(EntryId(built_in), on=False)
            await store.forget([document])
            await store.propose(document, [])
            assert await store.revision() == len(changes)

    async def test_changes_at_the_same_time_are_all_counted(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            added = [entry(f"термин {n}", f"вар{n}") for n in range(8)]
            await asyncio.gather(*(store.add([each], most=100) for each in added))
            assert await store.revision() == len(added)
            assert len((await store.whole()).entries) == len(added)
