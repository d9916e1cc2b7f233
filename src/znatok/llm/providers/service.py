"""What an administrator does with providers. The route has said who may call it."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from znatok.access.model import Reader
from znatok.audit.model import Details
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Invalid, ZnatokError
from znatok.kernel.ids import new_uuid
from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.model import Region
from znatok.llm.providers.errors import BadNotification, BadProviderName, ProviderOfSettings
from znatok.llm.providers.kinds import Kind, Kinds
from znatok.llm.providers.model import Abroad, ChainKey, Chains, Provider
from znatok.llm.providers.ports import ProviderStore
from znatok.llm.providers.roster import FixedProvider, LiveRoster
from znatok.llm.providers.secrets import seal, tails, unseal
from znatok.llm.providers.trail import ProviderTrail
from znatok.llm.routing.errors import ModelTooSlow
from znatok.llm.routing.model import ProviderId
from znatok.platform.crypto import Sealer
from znatok.privacy.model import DataClass

_TEST_S: Final = 20.0  # a token and a list of models; a person waits at the button
_LONGEST_NAME: Final = 100
_MOST_STREAMS: Final = 10_000


@dataclass(frozen=True, slots=True)
class ProviderForm:
    """What an administrator fills in. `options`: of the kind, its secrets among them.

    On a change a secret that is not given stays, one given as None is removed. `classes`: None is
    the usual of the region; `streams`: None the usual of the kind.
    """

    name: str
    kind: str
    options: Mapping[str, Any] = field(repr=False)
    streams: int | None = None
    enabled: bool = True
    classes: frozenset[DataClass] | None = None
    abroad: Abroad = field(default_factory=Abroad)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`problem`: None when key, address and model are right."""

    took_ms: int
    problem: ZnatokError | None = None


class ProviderService:
    """Use cases over the store and the live roster; every change is on the audit trail first."""

    def __init__(
        self,
        *,
        store: ProviderStore,
        kinds: Kinds,
        sealer: Sealer,
        roster: LiveRoster,
        trail: ProviderTrail,
        clock: Clock,
        fixed: Sequence[FixedProvider],
    ) -> None:
        self._store = store
        self._kinds = kinds
        self._sealer = sealer
        self._roster = roster
        self._trail = trail
        self._clock = clock
        self._fixed = {each.provider.id: each.provider for each in fixed}

    @property
    def kinds(self) -> Sequence[Kind]:
        return self._kinds.all

    async def all(self) -> Sequence[Provider]:
        """Those of the settings first, then the others by the time of adding."""
        whole = await self._store.whole()
        return [*self._fixed.values(), *whole.providers]

    async def in_order(self) -> Sequence[Provider]:
        """The same in the general order of asking; those that it does not name come last."""
        whole = await self._store.whole()
        providers = {each.id: each for each in (*self._fixed.values(), *whole.providers)}
        named = whole.chains.get(ChainKey(), ())
        return list(
            {each: providers[each] for each in (*named, *providers) if each in providers}.values()
        )

    async def chains(self) -> Chains:
        return (await self._store.whole()).chains

    async def get(self, provider_id: ProviderId) -> Provider:
        """Raises ProviderNotFound."""
        fixed = self._fixed.get(provider_id)
        return fixed if fixed is not None else await self._store.get(provider_id)

    async def add(self, form: ProviderForm, reader: Reader) -> Provider:
        """Keep a new provider; it answers at once.

        Raises:
            UnknownKind, ProviderSettingWrong, BadNotification, ProviderNameTaken.

        """
        kind = self._kinds.named(form.kind)
        shown, given = kind.split(form.options)
        secrets = {name: value for name, value in given.items() if value is not None}
        region = await self._verify(kind, form, {**shown, **secrets})
        provider_id, now = ProviderId(new_uuid()), self._clock.now()
        provider = Provider(
            id=provider_id,
            name=_clean(form.name),
            kind=kind.slug,
            options=shown,
            streams=_streams(form.streams, kind, {**shown, **secrets}),
            enabled=form.enabled,
            version=1,
            created_at=now,
            updated_at=now,
            classes=form.classes,
            abroad=form.abroad,
            sealed=seal(self._sealer, secrets, provider_id, 1),
            tails=tails(secrets),
        )
        await self._tell("model_provider.added", reader, provider, region)
        await self._store.add(provider)
        await self._roster.refresh()
        return provider

    async def change(
        self, provider_id: ProviderId, form: ProviderForm, reader: Reader, *, version: int
    ) -> Provider:
        """Keep what was filled in; the kind stays as it is. `version`: that the form was made of.

        Raises:
            ProviderNotFound, ProviderOfSettings, ProviderSettingWrong, BadNotification,
            ProviderNameTaken, ProviderChanged.
            SecretUnreadable: the master key was lost; give the secrets anew.

        """
        before = await self._own(provider_id)
        kind = self._kinds.named(before.kind)
        shown, secrets = self._merged(kind, form.options, before)
        region = await self._verify(kind, form, {**shown, **secrets})
        after = replace(
            before,
            name=_clean(form.name),
            options=shown,
            streams=_streams(form.streams, kind, {**shown, **secrets}),
            enabled=form.enabled,
            version=version + 1,
            updated_at=self._clock.now(),
            classes=form.classes,
            abroad=form.abroad,
            sealed=seal(self._sealer, secrets, provider_id, version + 1),
            tails=tails(secrets),
        )
        await self._tell("model_provider.changed", reader, after, region)
        await self._store.replace(after, was_version=version)
        await self._roster.refresh()
        return after

    async def remove(self, provider_id: ProviderId, reader: Reader) -> None:
        """Forget it and its keys; what it has cost stays. Raises as `change`."""
        provider = await self._own(provider_id)
        await self._tell("model_provider.removed", reader, provider)
        await self._store.remove(provider_id)
        await self._roster.refresh()

    async def order(
        self, key: ChainKey, providers: Sequence[ProviderId] | None, reader: Reader
    ) -> None:
        """Set who is asked after whom; None takes the order away, so a more general one holds.

        Raises:
            ProviderNotFound: one of them is not there.
            Invalid: one stands twice.

        """
        known = {each.id for each in await self.all()}
        for each in providers or ():
            if each not in known:
                await self._store.get(each)
        if providers is not None and len(set(providers)) != len(providers):
            raise Invalid(reason="providers")
        details: Details = {
            "task": key.task,
            "data_class": key.data_class,
            "providers": None if providers is None else list(providers),
        }
        await self._trail.doing("model_provider.ordered", reader, "model_providers", details)
        await self._store.set_chain(key, providers)
        await self._roster.refresh()

    async def test(
        self, form: ProviderForm, reader: Reader, *, saved: ProviderId | None = None
    ) -> CheckResult:
        """Ask the vendor whether what was filled in is right; nothing is kept.

        `saved`: a provider whose secrets stand in for those that are not given.

        Raises:
            ProviderNotFound, ProviderOfSettings, UnknownKind.
            SecretUnreadable: the master key was lost.

        """
        before = None if saved is None else await self._own(saved)
        kind = self._kinds.named(form.kind if before is None else before.kind)
        thing = "model_providers" if saved is None else f"model_provider:{saved}"
        await self._trail.doing("model_provider.tested", reader, thing, {"kind": kind.slug})
        began = time.perf_counter()
        problem: ZnatokError | None = None
        try:
            shown, secrets = self._merged(kind, form.options, before)
            await _check(kind, {**shown, **secrets}, form.name)
        except ZnatokError as error:
            problem = error
        return CheckResult(round((time.perf_counter() - began) * 1000), problem)

    async def _own(self, provider_id: ProviderId) -> Provider:
        fixed = self._fixed.get(provider_id)
        if fixed is not None:
            raise ProviderOfSettings(name=fixed.name)
        return await self._store.get(provider_id)

    def _merged(
        self, kind: Kind, options: Mapping[str, Any], before: Provider | None
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Options to show, and the secrets given or kept.

        Kept ones are opened only where they are needed, so that new ones can be given after the
        master key was lost. They are not kept for another address: whoever could change it alone
        would have the keys sent to himself.
        """
        shown, given = kind.split(options)
        kept: Mapping[str, str] = {}
        if before is not None and not kind.secrets <= given.keys():
            kept = unseal(self._sealer, before.sealed, before.id, before.version)
            missing = sorted(kept.keys() - given.keys())
            if missing and _addresses(shown) != _addresses(before.options):
                raise ProviderSettingWrong(
                    setting=missing[0],
                    ru="адрес изменён, введите ключ заново",
                    en="the address has changed, enter the key anew",
                )
        merged = {**kept, **given}
        return shown, {name: value for name, value in merged.items() if value is not None}

    async def _verify(self, kind: Kind, form: ProviderForm, options: Mapping[str, Any]) -> Region:
        """Open it as the roster will, so that what cannot be opened is never saved."""
        model = kind.opened(options)
        region = model.capabilities.region
        await model.close()
        if region is Region.FOREIGN and form.abroad.allowed:
            if not (form.abroad.number or "").strip():
                raise BadNotification(setting="notification_number")
            if form.abroad.sent_on is None:
                raise BadNotification(setting="notification_date")
        return region

    async def _tell(
        self, action: str, reader: Reader, provider: Provider, region: Region | None = None
    ) -> None:
        details: Details = {
            "kind": provider.kind,
            "version": provider.version,
            "enabled": provider.enabled,
            "abroad": provider.abroad.allowed,
            "region": region,  # where data goes is what an inspector will ask for
        }
        await self._trail.doing(action, reader, f"model_provider:{provider.id}", details)


async def _check(kind: Kind, options: Mapping[str, Any], name: str) -> None:
    model = kind.opened(options)
    try:
        async with asyncio.timeout(_TEST_S):
            await model.check()
    except TimeoutError as error:
        raise ModelTooSlow(model=name) from error
    finally:
        await model.close()


def _addresses(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name.endswith("url")}


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= _LONGEST_NAME or not cleaned.isprintable():
        raise BadProviderName
    return cleaned


def _streams(given: int | None, kind: Kind, options: Mapping[str, Any]) -> int:
    return kind.usual_streams(options) if given is None else max(1, min(given, _MOST_STREAMS))
