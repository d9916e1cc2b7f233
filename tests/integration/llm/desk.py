"""An administrator's desk: providers over a real database, with models that play scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pydantic import Field, SecretStr
from tests.standins.scripted import ScriptedModel, say
from tests.unit.llm.routing.board import NO_PAUSE, Seconds

import znatok.llm.providers.tables  # noqa: F401  # fills the metadata
from znatok.access.model import Reader, Role
from znatok.audit.model import Event
from znatok.kernel.ids import DepartmentId, UserId, new_uuid
from znatok.llm.errors import ModelRefusedKey
from znatok.llm.model import Capabilities, Region
from znatok.llm.provider_settings import ProviderSettings, checked_url
from znatok.llm.providers.adapters.sql_calls import SqlBudgets, SqlCalls
from znatok.llm.providers.adapters.sql_providers import SqlProviders
from znatok.llm.providers.billing import BillingService
from znatok.llm.providers.journal import CallJournal
from znatok.llm.providers.kinds import Kind, Kinds
from znatok.llm.providers.purse import MonthPurse
from znatok.llm.providers.roster import FixedProvider, LiveRoster
from znatok.llm.providers.service import ProviderForm, ProviderService
from znatok.llm.providers.trail import ProviderTrail
from znatok.llm.routing.model import Asker
from znatok.llm.routing.router import Router
from znatok.platform.crypto import Sealer
from znatok.platform.db import Database

KEY = "AQVN-hidden-part-7788"
ADMIN = Reader(UserId(new_uuid()), Role.ADMIN)
SALES = DepartmentId(new_uuid())
OLGA = Asker(UserId(new_uuid()), SALES)


class PlayedSettings(ProviderSettings):
    """`says`: what the model answers."""

    key: SecretStr
    spare: SecretStr | None = None
    base_url: str = "https://vendor.example"
    region: Region = Region.RUSSIA
    says: str = Field(default="да", min_length=1)

    def verify(self) -> None:
        super().verify()
        checked_url(self.base_url, "base_url", open_network=False)


class Played(ScriptedModel):
    """Knows one right key."""

    def __init__(self, settings: PlayedSettings) -> None:
        price = settings.price.price()
        capabilities = Capabilities(8_000, settings.region, price=price)
        super().__init__(say(settings.says), name=settings.model, capabilities=capabilities)
        self.settings = settings
        self.closed = False
        if settings.key.get_secret_value() != KEY:
            self.unfit = ModelRefusedKey(model=settings.model)

    async def close(self) -> None:
        self.closed = True


@dataclass
class Trail:
    """An audit log that remembers."""

    events: list[Event] = field(default_factory=list)

    async def record(self, event: Event) -> None:
        self.events.append(event)

    async def record_now(self, event: Event) -> None:
        self.events.append(event)


class Calendar:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Desk:
    database: Database
    store: SqlProviders
    sealer: Sealer
    roster: LiveRoster
    service: ProviderService
    calls: SqlCalls
    journal: CallJournal
    billing: BillingService
    router: Router
    trail: Trail
    clock: Calendar
    now: Seconds
    opened: list[Played]


def form(name: str = "Первая", **more: object) -> ProviderForm:
    options = {"model": "gpt", "key": KEY}
    extra = more.pop("options", {})
    assert isinstance(extra, dict)
    given = {key: value for key, value in {**options, **extra}.items() if value != "—"}
    return ProviderForm(name=name, kind="played", options=given, **more)  # type: ignore[arg-type]  # a test names what it means


@asynccontextmanager
async def desk_over(
    database: Database, *, fixed: list[FixedProvider] | None = None, key: bytes = bytes(32)
) -> AsyncIterator[Desk]:
    opened: list[Played] = []

    def open_played(settings: PlayedSettings) -> Played:
        opened.append(Played(settings))
        return opened[-1]

    kinds = Kinds(Kind("played", "Сыгранная", "Played", PlayedSettings, open_played, None, 4))
    clock, now, trail = Calendar(), Seconds(), Trail()
    store, calls, sealer = SqlProviders(database), SqlCalls(database), Sealer(key)
    roster = LiveRoster(
        store=store, kinds=kinds, sealer=sealer, fixed=fixed or [], processes=1, now=now
    )
    roster.open_fixed()
    await roster.refresh()
    journal = CallJournal(calls, clock, keep=timedelta(days=400))
    budgets = SqlBudgets(database)
    purse = MonthPurse(budgets, calls, clock, pending=journal.pending, now=now)
    told = ProviderTrail(trail)
    service = ProviderService(
        store=store,
        kinds=kinds,
        sealer=sealer,
        roster=roster,
        trail=told,
        clock=clock,
        fixed=fixed or [],
    )
    billing = BillingService(budgets=budgets, calls=calls, purse=purse, trail=told, clock=clock)
    router = Router(
        roster=roster, journal=journal, purse=purse, clock=clock, retrying=NO_PAUSE, now=now
    )
    yield Desk(
        database,
        store,
        sealer,
        roster,
        service,
        calls,
        journal,
        billing,
        router,
        trail,
        clock,
        now,
        opened,
    )
    await roster.close()
