"""The chat models, put together: the kinds there are, who is set up, and the router over them."""

import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from znatok.audit.ports import AuditLog
from znatok.kernel.background import in_background
from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.llm.adapters.deepseek import DeepSeekModel, DeepSeekSettings
from znatok.llm.adapters.gigachat import GigaChatModel, GigaChatSettings
from znatok.llm.adapters.gigachat.settings import Scope
from znatok.llm.adapters.openai_compatible import OpenAICompatibleModel, OpenAICompatibleSettings
from znatok.llm.adapters.yandex import YandexModel, YandexSettings
from znatok.llm.model import Region
from znatok.llm.providers.adapters.sql_calls import SqlBudgets, SqlCalls
from znatok.llm.providers.adapters.sql_providers import SqlProviders
from znatok.llm.providers.billing import BillingService
from znatok.llm.providers.journal import CallJournal
from znatok.llm.providers.kinds import Kind, Kinds
from znatok.llm.providers.metrics import ModelMetrics
from znatok.llm.providers.model import Abroad, Provider, ProviderOrigin
from znatok.llm.providers.purse import MonthPurse
from znatok.llm.providers.roster import FixedProvider, LiveRoster
from znatok.llm.providers.secrets import tails
from znatok.llm.providers.service import ProviderService
from znatok.llm.providers.trail import ProviderTrail
from znatok.llm.providers.watching import ProviderWatch
from znatok.llm.routing.model import ProviderId
from znatok.llm.routing.ports import Roster
from znatok.llm.routing.router import Router
from znatok.platform.crypto import open_sealer
from znatok.platform.db import Database
from znatok.platform.settings import BadSettings, LlmProviderSettings, Settings
from znatok.privacy.egress import EgressPolicy
from znatok.privacy.model import DataClass

# Ids of providers in the settings follow from their names, so that costs stay with them.
_OF_SETTINGS: Final = UUID("8b0a7c4e-3c35-5d1b-9a53-0c1f6b7e2d11")


@dataclass(frozen=True, slots=True)
class Models:
    """`router` asks whom `roster` holds. `services`: what routes ask for, by class."""

    router: Router
    roster: Roster
    metrics: ModelMetrics
    services: dict[type[Any], object]


def kinds() -> Kinds:
    """Every product there is an adapter for.

    Streams at once are what vendors allow at first: Yandex 10 sessions a folder, GigaChat 1 to
    persons and 10 to companies, DeepSeek 500 and more; a server of one's own batches some tens.
    """
    return Kinds(
        Kind(
            slug="gigachat",
            ru="GigaChat (Сбер)",
            en="GigaChat (Sber)",
            settings=GigaChatSettings,
            open=GigaChatModel.open,
            region=Region.RUSSIA,
            streams=10,
            streams_of=_gigachat_streams,
        ),
        Kind(
            slug="yandex",
            ru="YandexGPT (Yandex AI Studio)",
            en="YandexGPT (Yandex AI Studio)",
            settings=YandexSettings,
            open=YandexModel.open,
            region=Region.RUSSIA,
            streams=10,
        ),
        Kind(
            slug="openai_compatible",
            ru="Свой сервер (OpenAI API: vLLM, Ollama, llama.cpp)",
            en="A server of your own (OpenAI API: vLLM, Ollama, llama.cpp)",
            settings=OpenAICompatibleSettings,
            open=OpenAICompatibleModel.open,
            region=None,
            streams=16,
        ),
        Kind(
            slug="deepseek",
            ru="DeepSeek (за пределами России)",
            en="DeepSeek (outside Russia)",
            settings=DeepSeekSettings,
            open=DeepSeekModel.open,
            region=Region.FOREIGN,
            streams=100,
        ),
    )


def _gigachat_streams(settings: GigaChatSettings) -> int:
    return 1 if settings.scope is Scope.PERS else 10


async def open_models(
    stack: AsyncExitStack,
    settings: Settings,
    *,
    database: Database,
    log: AuditLog,
    egress: EgressPolicy,
    clock: Clock,
) -> Models:
    """Open every provider, and keep in step with the database while the stack is open.

    Raises:
        BadSettings: a provider of the settings, or the master key, cannot be used.

    """
    known = kinds()
    fixed = fixed_providers(settings.llm.providers, known, clock)
    store, calls, budgets = SqlProviders(database), SqlCalls(database), SqlBudgets(database)
    sealer, trail = open_sealer(settings.secrets, settings.data_dir), ProviderTrail(log)
    roster = LiveRoster(
        store=store,
        kinds=known,
        sealer=sealer,
        fixed=fixed,
        processes=settings.server.processes,
        now=time.monotonic,
    )
    stack.push_async_callback(roster.close)
    roster.open_fixed()
    await roster.refresh()
    journal = CallJournal(calls, clock, keep=timedelta(days=settings.llm.keep_calls_days))
    purse = MonthPurse(budgets, calls, clock, pending=journal.pending, now=time.monotonic)
    await stack.enter_async_context(in_background(journal.run(), "model-calls"))
    await stack.enter_async_context(in_background(roster.run(), "model-providers"))
    service = ProviderService(
        store=store,
        kinds=known,
        sealer=sealer,
        roster=roster,
        trail=trail,
        clock=clock,
        fixed=fixed,
    )
    watch = ProviderWatch(service=service, roster=roster, calls=calls, egress=egress, clock=clock)
    billing = BillingService(budgets=budgets, calls=calls, purse=purse, trail=trail, clock=clock)
    router = Router(roster=roster, journal=journal, purse=purse, clock=clock)
    return Models(
        router,
        roster,
        ModelMetrics(roster),
        {ProviderService: service, ProviderWatch: watch, BillingService: billing},
    )


def fixed_providers(
    given: Sequence[LlmProviderSettings], known: Kinds, clock: Clock
) -> Sequence[FixedProvider]:
    """The providers of the settings, each checked.

    Raises:
        BadSettings: naming the provider and its setting.

    """
    found: dict[str, FixedProvider] = {}
    for place, each in enumerate(given):
        where = f"ZNATOK_LLM__PROVIDERS[{place}]"
        if each.name in found:
            raise BadSettings(name=f"{where}.name", reason=f"{each.name} stands there twice")
        try:
            found[each.name] = _fixed(each, known, clock)
        except ZnatokError as error:
            raise BadSettings(name=where, reason=f"{each.name}: {error}") from error
    return list(found.values())


def _fixed(given: LlmProviderSettings, known: Kinds, clock: Clock) -> FixedProvider:
    kind, now = known.named(given.kind), clock.now()
    shown, secrets = kind.split(given.options)
    kind.settings.parse(given.options)
    number, sent_on = given.notification_number, given.notification_date
    provider = Provider(
        id=ProviderId(uuid5(_OF_SETTINGS, given.name)),
        name=given.name,
        kind=kind.slug,
        options=shown,
        streams=given.streams or kind.usual_streams(given.options),
        enabled=True,
        version=1,
        created_at=now,
        updated_at=now,
        classes=None
        if given.classes is None
        else frozenset(DataClass(each) for each in given.classes),
        abroad=Abroad(
            allowed=number is not None and sent_on is not None,
            number=number,
            sent_on=sent_on,
            adequate=given.notification_adequate,
        ),
        tails=tails({name: value for name, value in secrets.items() if value}),
        origin=ProviderOrigin.SETTINGS,
    )
    return FixedProvider(provider, given.options)
