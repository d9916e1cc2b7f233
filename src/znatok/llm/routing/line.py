"""One provider at work in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from znatok.llm.ports import ChatModel
from znatok.llm.routing.breaker import Breaker, BreakerSettings
from znatok.llm.routing.health import Health
from znatok.llm.routing.limiter import Limiter
from znatok.llm.routing.model import ProviderCard

# Of an answer that takes some seconds; who waits longer is better served by the next provider.
WAIT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """A provider's card, its model, and what is known of how it does."""

    card: ProviderCard
    model: ChatModel
    limiter: Limiter
    breaker: Breaker
    health: Health

    @classmethod
    def opened(
        cls,
        card: ProviderCard,
        model: ChatModel,
        *,
        streams: int,
        now: Callable[[], float],
        breaker: BreakerSettings | None = None,
        wait_s: float = WAIT_S,
        health: Health | None = None,
    ) -> "Line":
        """A line nobody has called yet. `now`: seconds that only grow. `health`: of its former."""
        return cls(
            card,
            model,
            Limiter(streams, wait_s=wait_s, name=card.name),
            Breaker(breaker or BreakerSettings(), now),
            health or Health(),
        )
