"""The finder as requests use it: off the event loop, one text at a time."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from znatok.language.morphology import Morphology
from znatok.privacy.finding.everything import Rules
from znatok.privacy.model import Finding
from znatok.privacy.ports import NameTagger


class ThreadedFinder:
    """`PersonalDataFinder` in one thread of its own.

    One thread is the bound: whoever comes while it works waits in line, text by text, so that a
    short prompt does not wait for the whole of a long one. What is cancelled is not begun.
    """

    def __init__(self, tagger: NameTagger, morphology: Morphology) -> None:
        self._tagger = tagger
        self._rules = Rules(morphology)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="personal-data")

    async def find(self, texts: Sequence[str]) -> list[tuple[Finding, ...]]:
        loop = asyncio.get_running_loop()
        return [await loop.run_in_executor(self._thread, self._find, text) for text in texts]

    def close(self) -> None:
        """Finish what runs and begin nothing more."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _find(self, text: str) -> tuple[Finding, ...]:
        return self._rules.find(text, self._tagger.people(text))
