"""What the ingestion room needs from outside itself."""

from typing import Protocol

from znatok.ingestion.model import ParsedFile


class Parser(Protocol):
    """Reads one family of formats. Pure: no network, no files, no state between calls."""

    def parse(self, data: bytes, name: str) -> ParsedFile:
        """Read the bytes of the file called `name`.

        Raises:
            Unreadable: one of its subclasses; trying again does not help.

        """
        ...
