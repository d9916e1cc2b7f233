"""Finders for tests: the rules without the model of names, which takes a second to load."""

from collections.abc import Sequence

from znatok.language.morphology import Morphology
from znatok.privacy.finding.everything import Rules
from znatok.privacy.model import Finding


class RulesOnly:
    def __init__(self, morphology: Morphology) -> None:
        self._rules = Rules(morphology)

    async def find(self, texts: Sequence[str]) -> list[tuple[Finding, ...]]:
        return [self._rules.find(text, ()) for text in texts]
