"""All rules over one text, and what is kept where they disagree."""

from collections.abc import Iterable, Sequence

from znatok.language.morphology import Morphology
from znatok.privacy.finding.addresses import Addresses
from znatok.privacy.finding.births import births
from znatok.privacy.finding.contacts import contacts
from znatok.privacy.finding.names import Names
from znatok.privacy.finding.numbers import numbers
from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

# Of two that overlap the stricter form stays; a name inside an address is a street.
_STRICTEST = (
    PersonalKind.EMAIL,
    PersonalKind.ACCOUNT,
    PersonalKind.CARD,
    PersonalKind.OGRN,
    PersonalKind.SNILS,
    PersonalKind.INN,
    PersonalKind.PASSPORT,
    PersonalKind.PHONE,
    PersonalKind.BIRTH_DATE,
    PersonalKind.ADDRESS,
    PersonalKind.PERSON,
)


class Rules:
    """Thread-safe."""

    def __init__(self, morphology: Morphology) -> None:
        self._addresses = Addresses(morphology)
        self._names = Names(morphology)

    def find(self, text: str, people: Sequence[tuple[int, int]]) -> tuple[Finding, ...]:
        """All in `text`, ascending, not overlapping. `people`: what a model took for such."""
        around = Surroundings(text)
        found = [
            *numbers(around),
            *contacts(around),
            *births(around),
            *self._addresses.find(around),
            *self._names.find(around, people),
        ]
        return _apart(found)


def _apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for each in sorted(found, key=lambda one: (_STRICTEST.index(one.kind), one.start - one.end)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.start))
