"""What may leave the perimeter, to whom, and whether it must be masked first (ADR 25)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from znatok.kernel.clock import Clock
from znatok.privacy.errors import DestinationForbidden
from znatok.privacy.model import DataClass, Region
from znatok.privacy.working_days import after_working_days

T = TypeVar("T")

# 152-ФЗ, art. 12, part 9: how long the regulator may think about a notification.
_WAITING_DAYS = 10
_MOSCOW = timezone(timedelta(hours=3))  # the regulator's days


@dataclass(frozen=True, slots=True)
class Notification:
    """Of an intended transfer across the border, sent to Роскомнадзор (152-ФЗ, art. 12, part 3).

    `adequate`: the country stands in the regulator's list of those that protect the rights of
    subjects; then the transfer may begin at once, else after ten working days (parts 10 and 11).
    """

    number: str
    sent_on: date
    adequate: bool = False

    @property
    def valid_from(self) -> date:
        """The first day of a permitted transfer."""
        if self.adequate:
            return self.sent_on
        return after_working_days(self.sent_on, _WAITING_DAYS)


@dataclass(frozen=True, slots=True)
class Destination:
    """A provider or a store as texts are sent to it.

    `name`: for people. `provider_id`: a slug that the record of transfers holds (letters, digits
    and `._:/-`, up to 60). `notification`: of a foreign one.
    """

    name: str
    region: Region
    provider_id: str
    notification: Notification | None = None

    @property
    def external(self) -> bool:
        return self.region is not Region.LOCAL


class Passage(StrEnum):
    """How texts of a class go to a place."""

    OPEN = "open"
    MASKED = "masked"  # personal data replaced by tokens
    NEVER = "never"


Table = Mapping[tuple[DataClass, Region], Passage]

# Secrets stay inside, personal data stays in Russia and goes out masked; what is merely internal
# may hold a name or a telephone that nobody marked, so it is masked as well.
DEFAULT_TABLE: Final[Table] = MappingProxyType(
    {
        **{(each, Region.LOCAL): Passage.OPEN for each in DataClass},
        (DataClass.PUBLIC, Region.RUSSIA): Passage.OPEN,
        (DataClass.PUBLIC, Region.FOREIGN): Passage.OPEN,
        (DataClass.INTERNAL, Region.RUSSIA): Passage.MASKED,
        (DataClass.INTERNAL, Region.FOREIGN): Passage.MASKED,
        (DataClass.PERSONAL, Region.RUSSIA): Passage.MASKED,
        (DataClass.PERSONAL, Region.FOREIGN): Passage.NEVER,
        (DataClass.SECRET, Region.RUSSIA): Passage.NEVER,
        (DataClass.SECRET, Region.FOREIGN): Passage.NEVER,
    }
)


@dataclass(frozen=True, slots=True)
class EgressRules:
    """`allow_foreign`: the company's explicit switch; without it nothing leaves Russia.

    `table`: what may go where; a pair that it does not name is NEVER. `providers`: provider's id →
    class → passage, above the table. Neither opens a place that is not admitted.
    """

    allow_foreign: bool = False
    table: Table = field(default_factory=lambda: DEFAULT_TABLE)  # not hashable before 3.12
    providers: Mapping[str, Mapping[DataClass, Passage]] = field(default_factory=dict)


class EgressPolicy:
    """Decides on every text that is about to leave. Holds no state but its rules."""

    def __init__(self, clock: Clock, rules: EgressRules | None = None) -> None:
        self._clock = clock
        self._rules = EgressRules() if rules is None else rules

    def admits(self, destination: Destination) -> bool:
        """Whether anything at all may be sent there today."""
        return self._objection(destination) is None

    def require(self, destination: Destination) -> None:
        """Raise `DestinationForbidden`, which says why, unless the destination is admitted."""
        objection = self._objection(destination)
        if objection is not None:
            reason_ru, reason_en = objection
            raise DestinationForbidden(
                destination=destination.name, reason_ru=reason_ru, reason_en=reason_en
            )

    def passage(self, destination: Destination, data_class: DataClass) -> Passage:
        """How a text of this class goes there; NEVER to a destination that is not admitted."""
        if not self.admits(destination):
            return Passage.NEVER
        special = self._rules.providers.get(destination.provider_id, {})
        if data_class in special:
            return special[data_class]
        return self._rules.table.get((data_class, destination.region), Passage.NEVER)

    def split(
        self, destination: Destination, items: Sequence[T], class_of: Callable[[T], DataClass]
    ) -> tuple[list[T], list[T]]:
        """What may be sent there and what is withheld, both in the order given."""
        allowed: list[T] = []
        withheld: list[T] = []
        for item in items:
            never = self.passage(destination, class_of(item)) is Passage.NEVER
            (withheld if never else allowed).append(item)
        return allowed, withheld

    def must_mask(self, destination: Destination, classes: Iterable[DataClass]) -> bool:
        """Whether a prompt with texts of these classes is masked, all of it or nothing.

        A question that a person typed counts as INTERNAL: give that class too.
        """
        return any(self.passage(destination, each) is not Passage.OPEN for each in classes)

    def _objection(self, destination: Destination) -> tuple[str, str] | None:
        """Why nothing may be sent there, in Russian and English."""
        if destination.region is not Region.FOREIGN:
            return None
        if not self._rules.allow_foreign:
            ru = "передача за границу выключена (ZNATOK_PRIVACY__ALLOW_FOREIGN)"
            return ru, "transfers abroad are switched off (ZNATOK_PRIVACY__ALLOW_FOREIGN)"
        note = destination.notification
        if note is None or not note.number.strip():
            ru = "не указаны номер и дата уведомления Роскомнадзора (152-ФЗ, ст. 12)"
            return ru, "the notification to Roskomnadzor has no number (152-FZ, art. 12)"
        begins = note.valid_from
        if self._clock.now().astimezone(_MOSCOW).date() < begins:
            ru = f"срок рассмотрения уведомления не истёк, передача возможна с {begins:%d.%m.%Y}"
            return ru, f"the regulator may still object, transfers may begin on {begins}"
        return None
