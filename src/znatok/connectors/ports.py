"""A source of files: a folder today, a share or a store of documents tomorrow."""

from collections.abc import AsyncIterator
from typing import Protocol

from znatok.connectors.model import Listing, SeenFile


class FileSource(Protocol):
    """Shows its files and gives their bytes; changes nothing."""

    async def list(self) -> Listing:
        """All files, in the order of their paths; what cannot be seen is named and not fatal.

        Raises:
            SourceUnavailable: the source as a whole; safe to retry.

        """
        ...

    def read(self, file: SeenFile) -> AsyncIterator[bytes]:
        """The bytes of the very file that was listed.

        Raises, also at the end of the bytes:
            FileGone: it is not the one that was listed any more, or was written to meanwhile.
            FileDenied: it cannot be read.

        """
        ...
