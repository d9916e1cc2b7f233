"""How every provider is doing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.llm.providers.model import CallStats, Provider
from znatok.llm.providers.ports import CallLog
from znatok.llm.providers.roster import LiveRoster
from znatok.llm.providers.service import ProviderService
from znatok.llm.routing.breaker import BreakerState
from znatok.llm.routing.egress import destination_of
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import ProviderId
from znatok.privacy.egress import EgressPolicy
from znatok.privacy.errors import DestinationForbidden

_WINDOW: Final = timedelta(hours=24)


class ProviderState(StrEnum):
    READY = "ready"
    FAILING = "failing"  # it answers, and the last call failed
    RESTING = "resting"  # it kept failing and is left alone for a while
    FORBIDDEN = "forbidden"  # the egress policy admits nothing to it
    BROKEN = "broken"  # its settings or its key cannot be used
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ShownProvider:
    """`line`: None while it is off or cannot be opened. `problem`: why it does not serve."""

    provider: Provider
    state: ProviderState
    line: Line | None
    problem: ZnatokError | None
    stats: CallStats


class ProviderWatch:
    """Puts together what is kept, what is open in this process, and what the record says."""

    def __init__(
        self,
        *,
        service: ProviderService,
        roster: LiveRoster,
        calls: CallLog,
        egress: EgressPolicy,
        clock: Clock,
    ) -> None:
        self._service = service
        self._roster = roster
        self._calls = calls
        self._egress = egress
        self._clock = clock

    async def all(self) -> Sequence[ShownProvider]:
        """In the general order of asking."""
        stats = await self._calls.stats(since=self._clock.now() - _WINDOW)
        return [self._shown(each, stats) for each in await self._service.in_order()]

    async def one(self, provider: Provider) -> ShownProvider:
        return self._shown(provider, await self._calls.stats(since=self._clock.now() - _WINDOW))

    def _shown(self, provider: Provider, stats: Mapping[ProviderId, CallStats]) -> ShownProvider:
        line = self._roster.all.get(provider.id)
        own = stats.get(provider.id, CallStats())
        state, problem = self._state(provider, line, own)
        return ShownProvider(provider, state, line, problem, own)

    def _state(
        self, provider: Provider, line: Line | None, stats: CallStats
    ) -> tuple[ProviderState, ZnatokError | None]:
        if not provider.enabled:
            return ProviderState.OFF, None
        if line is None:
            return ProviderState.BROKEN, self._roster.broken.get(provider.id)
        try:
            self._egress.require(destination_of(line.card))
        except DestinationForbidden as forbidden:
            return ProviderState.FORBIDDEN, forbidden
        if line.breaker.state is not BreakerState.CLOSED:
            return ProviderState.RESTING, None
        return (ProviderState.FAILING if stats.last_problem else ProviderState.READY), None
