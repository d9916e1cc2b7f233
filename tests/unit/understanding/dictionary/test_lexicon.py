"""The dictionary in memory follows the store, and the rights to documents."""

from collections.abc import Collection, Mapping
from typing import cast

import pytest
from tests.contract.dictionary.memory import MemoryDictionary
from tests.unit.understanding.dictionary.words import MORPHOLOGY, entry, reader

from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Change, ChangeKind
from znatok.documents.ports import PublicationStore
from znatok.kernel.ids import DocumentId, new_uuid
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.lexicon import Lexicon
from znatok.understanding.dictionary.model import Entry, Origin, State

GENERAL = entry("VPN", "впн", origin=Origin.BUILTIN)
DOCUMENT = DocumentId(new_uuid())
FOUND = entry(
    "проект Север", "ПСЕ", origin=Origin.DOCUMENT, state=State.PROPOSED, document_id=DOCUMENT
)


class Log:
    """A `ChangeLog` that a test writes into."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.lost = False

    async def last(self) -> int:
        return len(self.changes)

    async def since(self, seq: int) -> list[Change] | None:
        return None if self.lost else self.changes[seq:]

    async def trim(self, keep: int) -> None:
        raise NotImplementedError

    def write(self, kind: ChangeKind) -> None:
        self.changes.append(Change(len(self.changes) + 1, DOCUMENT, kind))


class Rights:
    """The part of a `PublicationStore` that a lexicon asks."""

    def __init__(self) -> None:
        self.known: dict[DocumentId, frozenset[str]] = {}

    async def principals(
        self, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, frozenset[str]]:
        return {each: self.known[each] for each in document_ids if each in self.known}


class Hall:
    def __init__(self) -> None:
        self.store, self.log, self.rights = MemoryDictionary(), Log(), Rights()
        self.feed = ChangeFeed(self.log)
        self.asker = reader()
        self.lexicon = Lexicon(
            store=self.store,
            publications=cast("PublicationStore", self.rights),
            feed=self.feed,
            morphology=MORPHOLOGY,
            builtin=[GENERAL],
        )
        self.expander = Expander(MORPHOLOGY, self.lexicon)

    def knows(self, each: Entry) -> bool:
        return bool(self.expander.expand(f"срок {each.variants[0]}", self.asker).used)

    async def let_in(self, *, allowed: bool = True) -> None:
        self.rights.known[DOCUMENT] = frozenset(
            {f"u:{self.asker.user_id}"} if allowed else {"u:somebody"}
        )
        self.log.write(ChangeKind.ACCESS)
        await self.feed.pump()


@pytest.fixture
async def hall() -> Hall:
    hall = Hall()
    await hall.feed.start()
    return hall


async def test_knows_nothing_before_it_is_loaded_and_the_general_words_after(hall: Hall) -> None:
    assert not hall.knows(GENERAL)
    await hall.lexicon.refresh()
    assert hall.knows(GENERAL)


async def test_takes_over_what_another_process_has_added(hall: Hall) -> None:
    await hall.lexicon.refresh()
    added = entry("материальная помощь", "матпомощь")
    await hall.store.add([added], most=10)
    assert not hall.knows(added)
    await hall.lexicon.refresh()
    assert hall.knows(added)


async def test_a_general_word_that_is_switched_off_is_silent(hall: Hall) -> None:
    await hall.store.switch(GENERAL.id, on=False)
    await hall.lexicon.refresh()
    assert not hall.knows(GENERAL)


async def test_a_documents_word_comes_and_goes_with_the_right_to_read_it(hall: Hall) -> None:
    await hall.store.propose(DOCUMENT, [FOUND])
    await hall.lexicon.refresh()
    assert not hall.knows(FOUND)
    await hall.let_in()
    assert hall.knows(FOUND)
    await hall.let_in(allowed=False)
    assert not hall.knows(FOUND)
    await hall.let_in()
    assert hall.knows(FOUND)


async def test_a_removed_document_takes_its_words_along(hall: Hall) -> None:
    hall.rights.known[DOCUMENT] = frozenset({"everyone"})
    await hall.store.propose(DOCUMENT, [FOUND])
    await hall.lexicon.refresh()
    assert hall.knows(FOUND)
    del hall.rights.known[DOCUMENT]
    hall.log.write(ChangeKind.REMOVED)
    await hall.feed.pump()
    assert not hall.knows(FOUND)
    assert await hall.store.documents() == []


async def test_rights_are_read_anew_when_changes_were_lost(hall: Hall) -> None:
    hall.rights.known[DOCUMENT] = frozenset({"everyone"})
    await hall.store.propose(DOCUMENT, [FOUND])
    await hall.lexicon.refresh()
    hall.rights.known[DOCUMENT] = frozenset({"u:somebody"})
    hall.log.lost = True
    await hall.feed.pump()
    assert not hall.knows(FOUND)


async def test_remembered_answers_stand_on_the_revision(hall: Hall) -> None:
    await hall.lexicon.refresh()
    before = await hall.lexicon.state(hall.asker)
    await hall.store.add([entry("материальная помощь", "матпомощь")], most=10)
    assert await hall.lexicon.state(hall.asker) is None  # not taken over yet
    await hall.lexicon.refresh()
    assert await hall.lexicon.state(hall.asker) not in (None, before)
