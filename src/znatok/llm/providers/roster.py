"""Every provider's line in this process, in step with the database."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog

from znatok.kernel.background import set_within
from znatok.kernel.errors import ZnatokError
from znatok.llm.providers.kinds import Kinds, OpenedModel
from znatok.llm.providers.model import USUAL_CLASSES, ChainKey, Chains, Provider
from znatok.llm.providers.ports import ProviderStore
from znatok.llm.providers.secrets import unseal
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import ProviderCard, ProviderId, Task
from znatok.platform.crypto import Sealer
from znatok.privacy.model import DataClass

log = structlog.get_logger()

POLL_S: Final = 2.0  # another process's change is seen after at most this
_CLOSING_S: Final = 0.5  # between two looks whether a replaced line has fallen silent


@dataclass(frozen=True, slots=True)
class FixedProvider:
    """A provider of the server's settings, its options whole."""

    provider: Provider
    options: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Opened:
    version: int
    line: Line
    model: OpenedModel


@dataclass(frozen=True, slots=True)
class _Retired:
    """A line that nobody new takes. `since`: who has just been given it may not have begun yet."""

    opened: _Opened
    since: float


class LiveRoster:
    """`Roster`. A changed provider gets a new line, with its record of health but a new breaker.

    A replaced line serves the answers that it has begun, and is closed when they have ended.
    `broken`: why providers could not be opened, by id. `processes`: that share a vendor's streams.
    """

    def __init__(
        self,
        *,
        store: ProviderStore,
        kinds: Kinds,
        sealer: Sealer,
        fixed: Sequence[FixedProvider],
        processes: int,
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._kinds = kinds
        self._sealer = sealer
        self._fixed = fixed
        self._processes = processes
        self._now = now
        self._opened: dict[ProviderId, _Opened] = {}
        self._retired: list[_Retired] = []
        self._order: Sequence[ProviderId] = ()
        self._chains: Chains = {}
        self._revision = -1
        self._refreshing = asyncio.Lock()
        self._wanted = asyncio.Event()
        self.broken: dict[ProviderId, ZnatokError] = {}

    @property
    def all(self) -> Mapping[ProviderId, Line]:
        return {each: opened.line for each, opened in self._opened.items()}

    def lines(self, task: Task, data_class: DataClass | None) -> Sequence[Line]:
        """By the most special order there is; a class of data says more than a task.

        A special order names everyone who may be asked; the general one only says who comes first.
        """
        keys = (ChainKey(task, data_class), ChainKey(None, data_class), ChainKey(task, None))
        order = next(
            (self._chains[key] for key in keys if key != ChainKey() and key in self._chains),
            (*self._chains.get(ChainKey(), ()), *self._order),
        )
        return [self._opened[each].line for each in dict.fromkeys(order) if each in self._opened]

    def open_fixed(self) -> None:
        """Open those of the settings. Raises: as `Kind.opened`; a start must not go on without."""
        for each in self._fixed:
            self._open(each.provider, each.options)

    async def refresh(self) -> None:
        """Take over the providers as they are now, if they have changed."""
        async with self._refreshing:
            if await self._store.revision() == self._revision:
                return
            whole = await self._store.whole()
            fixed = [each.provider.id for each in self._fixed]
            kept = {*fixed, *(each.id for each in whole.providers if each.enabled)}
            for gone in self._opened.keys() - kept:
                self._retire(self._opened.pop(gone))
            self.broken = {}
            for provider in whole.providers:
                self._take(provider)
            self._order = (*fixed, *(each.id for each in whole.providers))
            self._chains = whole.chains
            self._revision = whole.revision
            self._wanted.set()
            log.info("models_loaded", opened=len(self._opened), broken=len(self.broken))

    async def run(self) -> None:
        """Follow changes until cancelled, and close what was replaced."""
        while True:
            await set_within(self._wanted, _CLOSING_S if self._retired else POLL_S)
            self._wanted.clear()
            try:
                await self.refresh()
                await self._close_retired()
            except Exception:  # the database is away; the next round tries again
                log.exception("models_not_followed")

    async def close(self) -> None:
        """Close every connection, answers under way or not."""
        opened = [*self._opened.values(), *(each.opened for each in self._retired)]
        self._opened, self._retired = {}, []
        for each in opened:
            await each.model.close()

    def _take(self, provider: Provider) -> None:
        present = self._opened.get(provider.id)
        if not provider.enabled or (present and present.version == provider.version):
            return
        try:
            secrets = unseal(self._sealer, provider.sealed, provider.id, provider.version)
            self._open(provider, {**provider.options, **secrets})
        except ZnatokError as error:
            # One that cannot be opened must not take the others with it: the page tells of it.
            log.warning("model_not_opened", provider_id=str(provider.id), problem=error.slug)
            self.broken[provider.id] = error
            if present:
                self._retire(self._opened.pop(provider.id))

    def _open(self, provider: Provider, options: Mapping[str, object]) -> None:
        model = self._kinds.named(provider.kind).opened(options)
        former = self._opened.get(provider.id)
        line = Line.opened(
            card_of(provider, model),
            model,
            streams=max(1, provider.streams // self._processes),
            now=self._now,
            health=former.line.health if former else None,
        )
        self._opened[provider.id] = _Opened(provider.version, line, model)
        if former:
            self._retire(former)

    def _retire(self, opened: _Opened) -> None:
        self._retired.append(_Retired(opened, self._now()))

    async def _close_retired(self) -> None:
        silent = [each for each in self._retired if self._is_silent(each)]
        self._retired = [each for each in self._retired if each not in silent]
        for each in silent:
            await each.opened.model.close()

    def _is_silent(self, retired: _Retired) -> bool:
        limiter = retired.opened.line.limiter
        rested = self._now() - retired.since >= _CLOSING_S
        return rested and not limiter.open and not limiter.waiting


def card_of(provider: Provider, model: OpenedModel) -> ProviderCard:
    """What the router and the egress policy see of a provider."""
    capabilities = model.capabilities
    classes = provider.classes
    return ProviderCard(
        id=provider.id,
        name=provider.name,
        kind=provider.kind,
        model=model.name,
        region=capabilities.region,
        capabilities=capabilities,
        price=capabilities.price,
        classes=USUAL_CLASSES[capabilities.region] if classes is None else classes,
        notice=provider.abroad.notice,
    )
