"""What the understanding of a question needs from outside: where the dictionary is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from znatok.access.model import Reader
from znatok.kernel.ids import DocumentId
from znatok.understanding.dictionary.model import Entry, EntryFilter, EntryId


@dataclass(frozen=True, slots=True)
class WholeDictionary:
    """All that is kept, as of one moment. `off`: built-in entries that are switched off."""

    revision: int
    entries: Sequence[Entry]
    off: frozenset[EntryId]


class DictionaryStore(Protocol):
    """The company's entries; every method is one transaction, every change a new revision.

    Rights: entries of departments are chosen by the reader inside the statement, an administrator
    seeing those of all departments. Whose documents a reader may read is another room's knowledge:
    the caller names those that he has asked about.
    """

    async def find(
        self, wanted: EntryFilter, reader: Reader, documents: Collection[DocumentId]
    ) -> Sequence[Entry]:
        """Entries for everyone, of the reader's department and from `documents`; none rejected.

        In the order of the folded canonical form, ties by id.
        """
        ...

    async def get(self, entry_id: EntryId, reader: Reader) -> Entry:
        """One entry. One from a document comes unchecked: the caller asks about the document.

        Raises:
            EntryNotFound: absent, or of a department that is not the reader's.

        """
        ...

    async def add(self, entries: Sequence[Entry], *, most: int) -> None:
        """Add entries, all or none; at most `most` may then be kept that people have added.

        Raises:
            TooManyEntries: there would be more.

        """
        ...

    async def replace(self, entry: Entry) -> None:
        """Replace the entry of this id. Raises EntryNotFound."""
        ...

    async def remove(self, entry_id: EntryId) -> None:
        """Forget an entry. Raises EntryNotFound."""
        ...

    async def switched_off(self) -> frozenset[EntryId]:
        """Built-in entries that are switched off."""
        ...

    async def switch(self, entry_id: EntryId, *, on: bool) -> None:
        """Switch a built-in entry; switching to what it is changes nothing."""
        ...

    async def documents(self) -> Sequence[DocumentId]:
        """Documents that entries were found in, whatever became of them."""
        ...

    async def propose(self, document_id: DocumentId, entries: Sequence[Entry]) -> bool:
        """Make `entries` the proposals from a document, instead of those before.

        What a person has confirmed or rejected stays, and its variants are not proposed again.
        False when nothing was to be changed.
        """
        ...

    async def forget(self, documents: Collection[DocumentId]) -> None:
        """Forget all that was found in documents, which are no longer there."""
        ...

    async def revision(self) -> int:
        """The number of the last change; 0 before the first. Asked for all the time: cheap."""
        ...

    async def whole(self) -> WholeDictionary:
        """All entries but the rejected, for the process that expands questions by them.

        No person's request reaches it: rights are applied where a question is expanded.
        """
        ...
