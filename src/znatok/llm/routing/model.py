"""Providers as the router sees them, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from znatok.kernel.ids import DepartmentId, MessageId, UserId
from znatok.llm.model import Capabilities, Finish, Price, Region, TextDelta, ToolCall, Usage
from znatok.privacy.model import DataClass

ProviderId = NewType("ProviderId", UUID)


class Task(StrEnum):
    """What a model is asked for."""

    ANSWER = "answer"
    REWRITE = "rewrite"
    TITLE = "title"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Notice:
    """Of an intended transfer across the border, sent to Роскомнадзор (152-ФЗ, art. 12).

    `adequate`: the country stands in the regulator's list of those that protect personal data.
    """

    number: str
    sent_on: date
    adequate: bool = False


@dataclass(frozen=True, slots=True)
class ProviderCard:
    """One model at one vendor, as the administrator has set it up; holds no key.

    `kind`: which adapter (`gigachat`, `yandex`, `deepseek`, `openai_compatible`). `classes`: what
    it may be shown, within what the egress policy allows (`egress.destination_of` asks that).
    `notice`: of the transfer across the border, for a FOREIGN region; None also while the
    administrator has not switched the transfer on.
    """

    id: ProviderId
    name: str
    kind: str
    model: str
    region: Region
    capabilities: Capabilities
    price: Price
    classes: frozenset[DataClass]
    notice: Notice | None = None

    @property
    def is_free(self) -> bool:
        """Costs nothing by the token, as a company's own server does."""
        return self.region is Region.LOCAL and self.price == Price()


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds. `first_token_s`: of each try; `total_s`: of everything, tries and text together.

    The defaults: a person gives up on a page that has said nothing for some ten seconds (Nielsen
    1993, "Usability Engineering", chapter 5); vendors keep a silent stream open far longer.
    """

    first_token_s: float = 10.0
    between_tokens_s: float = 10.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose money a call spends, and for which message; all None for the product's own work."""

    user_id: UserId | None = None
    department_id: DepartmentId | None = None
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who answers. Comes once, before the first text; the text after it is all this model's."""

    provider: ProviderCard
    model: str
    region: Region
    capabilities: Capabilities


@dataclass(frozen=True, slots=True)
class RoutedEnd:
    """The last of a routed stream.

    `partial`: the answer is not whole: it broke off, ran out of time or tokens, or was filtered.
    `finish`: None when the vendor never said it had ended; `problem` is then the error's slug.
    `usage` is an estimate where `estimated`. `attempts`: calls to vendors, this one counted.
    """

    finish: Finish | None
    usage: Usage
    cost_rub: float
    partial: bool
    provider: ProviderCard
    model: str
    attempts: int
    estimated: bool = False
    problem: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    carried: Mapping[str, Any] | None = None


RoutedDelta = Chosen | TextDelta | RoutedEnd


@dataclass(frozen=True, slots=True)
class FailedAttempt:
    """One try that gave no text. `problem`: a slug."""

    provider: str
    problem: str
