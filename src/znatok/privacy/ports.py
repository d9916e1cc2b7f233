"""Ports of the privacy room."""

from collections.abc import Sequence
from typing import Protocol

from znatok.privacy.model import Finding


class PersonalDataFinder(Protocol):
    """Finds personal data in Russian text. Safe to call from several tasks at once."""

    async def find(self, texts: Sequence[str]) -> list[tuple[Finding, ...]]:
        """What each text holds, in the order of the texts; ascending, not overlapping.

        Raises:
            NamesUnusable: the model of names was not loaded; nothing was looked at.

        """
        ...


class NameTagger(Protocol):
    """A model that marks people's names. Safe to call from several threads."""

    def people(self, text: str) -> list[tuple[int, int]]:
        """Half-open spans of `text`, ascending.

        Raises:
            NamesUnusable: the model was not loaded.

        """
        ...
