"""Documents by chance: of an installation, as its people see it, and of a collection."""

import random
from collections.abc import Sequence
from itertools import groupby

from znatok.access.errors import NotSignedIn
from znatok.access.model import Reader
from znatok.access.ports import People
from znatok.access.service import Readers
from znatok.analytics.calibration.ports import Drawn
from znatok.analytics.quality.library import Library
from znatok.documents.errors import DocumentNotFound
from znatok.documents.model import DocumentFilter, Fragment, Status
from znatok.documents.service import MAX_PAGE, DocumentService
from znatok.kernel.ids import DocumentId

_PEOPLE = 8  # readers asked for: what they may see together is most of what is asked about
_PAGE = 200
_LONGEST = 2_000  # fragments of one document that are looked at


class ReadersPool:
    """Documents that people of the installation may read, each drawn for one of them.

    Nothing is read without a reader: what nobody among those chosen may see is not asked about.
    """

    def __init__(self, people: People, readers: Readers, documents: DocumentService) -> None:
        self._people = people
        self._readers = readers
        self._documents = documents

    async def count(self) -> int:
        readers = await self._some_readers(random.Random(0))  # noqa: S311  # as below
        return len({document for each in readers for document, _ in await self._visible(each)})

    async def draw(self, count: int, seed: int) -> Sequence[Drawn]:
        chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
        places = [
            (document, title, reader)
            for reader in await self._some_readers(chance)
            for document, title in await self._visible(reader)
        ]
        if not places:
            return []
        drawn: list[Drawn] = []
        known: dict[DocumentId, Sequence[Fragment]] = {}
        for document, title, reader in chance.choices(places, k=count):
            if document not in known:
                known[document] = await self._fragments(document, reader)
            if known[document]:
                drawn.append(Drawn(title, known[document], reader))
        return drawn

    async def _some_readers(self, chance: random.Random) -> list[Reader]:
        profiles, cursor = [], None
        while True:
            page = await self._people.profiles(limit=_PAGE, cursor=cursor)
            profiles += [each.user.id for each in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        chance.shuffle(profiles)
        readers: list[Reader] = []
        for each in profiles:
            if len(readers) == _PEOPLE:
                break
            try:
                readers.append(await self._readers.current(each))
            except NotSignedIn:  # deactivated
                continue
        return readers

    async def _visible(self, reader: Reader) -> list[tuple[DocumentId, str]]:
        wanted, cursor = DocumentFilter(status=Status.READY, sort="title"), None
        found: list[tuple[DocumentId, str]] = []
        while True:
            page = await self._documents.find(wanted, reader, cursor=cursor, limit=MAX_PAGE)
            found += [(each.document.id, each.document.title) for each in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    async def _fragments(self, document: DocumentId, reader: Reader) -> Sequence[Fragment]:
        found: list[Fragment] = []
        cursor = None
        while len(found) < _LONGEST:
            try:
                page = await self._documents.fragments(
                    document, reader, cursor=cursor, limit=MAX_PAGE
                )
            except DocumentNotFound:  # removed, or taken from the reader, meanwhile
                return []
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found


class LibraryPool:
    """The documents of a measured collection, all of them open to one reader."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    async def count(self) -> int:
        return len(self._library.passages)

    async def draw(self, count: int, seed: int) -> Sequence[Drawn]:
        pieces = list(self._library.fragments.values())
        documents = [
            (group[0].title, [each.fragment for each in group])
            for _, some in groupby(pieces, key=lambda each: each.fragment.document_id)
            if (group := list(some))
        ]
        if not documents:
            return []
        chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
        drawn = chance.choices(documents, k=count)
        return [Drawn(title, fragments, self._reader) for title, fragments in drawn]
