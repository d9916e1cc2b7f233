"""What travels: the forms that come in and the providers that go out."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.llm.model import Region
from znatok.llm.providers.kinds import Kind
from znatok.llm.providers.model import (
    Abroad,
    CallStats,
    ChainKey,
    Chains,
    CostRow,
    CostsBy,
    Payer,
    ProviderOrigin,
)
from znatok.llm.providers.service import ProviderForm
from znatok.llm.providers.watching import ProviderState, ShownProvider
from znatok.llm.routing.breaker import BreakerState
from znatok.llm.routing.model import Task
from znatok.privacy.model import DataClass

_MOST_OPTIONS = 60
_MOST_PROVIDERS = 200


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelProviderBody(_Body):
    """`options`: by the JSON Schema of the kind. On a change a secret that is not given stays,
    one given as null is removed. `classes`: null is the usual of the region, `streams`: null the
    usual of the kind. The `notification_*`: to Roskomnadzor, of a transfer abroad.
    """

    name: Annotated[str, Field(max_length=200)]
    kind: Annotated[str, Field(max_length=60)]
    options: Annotated[dict[str, Any], Field(max_length=_MOST_OPTIONS, repr=False)]
    streams: Annotated[int, Field(ge=1, le=10_000)] | None = None
    enabled: bool = True
    classes: frozenset[DataClass] | None = None
    abroad_allowed: bool = False
    notification_number: Annotated[str, Field(max_length=100)] | None = None
    notification_date: date | None = None
    notification_adequate: bool = False

    def form(self) -> ProviderForm:
        return ProviderForm(
            name=self.name,
            kind=self.kind,
            options=self.options,
            streams=self.streams,
            enabled=self.enabled,
            classes=self.classes,
            abroad=Abroad(
                allowed=self.abroad_allowed,
                number=self.notification_number,
                sent_on=self.notification_date,
                adequate=self.notification_adequate,
            ),
        )


class ModelProviderChangeBody(ModelProviderBody):
    """`version`: of the provider that the form was made of."""

    version: int


class ModelTestBody(ModelProviderBody):
    """`saved`: a provider whose secrets stand in for those that are not given."""

    saved: UUID | None = None


class ModelOrderBody(_Body):
    """Who is asked after whom. `providers`: null takes the order away. Both keys null: of all."""

    task: Task | None = None
    data_class: DataClass | None = None
    providers: Annotated[list[UUID], Field(max_length=_MOST_PROVIDERS)] | None

    def key(self) -> ChainKey:
        return ChainKey(self.task, self.data_class)


class ModelBudgetBody(_Body):
    """Roubles a calendar month. `subject`: null is everyone who has no limit of his own."""

    payer: Payer
    subject: UUID | None = None
    rub: Annotated[float, Field(ge=0, le=1_000_000_000)]


class ModelKindOut(BaseModel):
    """`fields`: the JSON Schema of the form. `region`: null where a setting says."""

    kind: str
    name: str
    region: Region | None
    streams: int
    fields: dict[str, Any]
    secrets: list[str]

    @classmethod
    def of(cls, kind: Kind, language: str) -> "ModelKindOut":
        return cls(
            kind=kind.slug,
            name=kind.en if language == "en" else kind.ru,
            region=kind.region,
            streams=kind.streams,
            fields=kind.settings.model_json_schema(),
            secrets=sorted(kind.secrets),
        )


class ModelStatsOut(BaseModel):
    """Of the last 24 hours, all processes together."""

    calls: int
    problems: int
    prompt_tokens: int
    completion_tokens: int
    cost_rub: float
    ttft_p50_ms: int | None
    ttft_p95_ms: int | None
    took_p50_ms: int | None
    took_p95_ms: int | None
    last_problem: str | None

    @classmethod
    def of(cls, stats: CallStats) -> "ModelStatsOut":
        return cls(**{name: getattr(stats, name) for name in cls.model_fields})


class ModelProviderOut(BaseModel):
    """A provider without its secrets: `tails` has their last characters.

    `state` is of this process; `reason` says what is wrong. `region`, `model`: null while it
    cannot be opened.
    """

    id: UUID
    name: str
    kind: str
    origin: ProviderOrigin
    options: dict[str, Any]
    tails: dict[str, str]
    streams: int
    open_streams: int
    enabled: bool
    version: int
    state: ProviderState
    reason: str | None
    breaker: BreakerState | None
    region: Region | None
    model: str | None
    classes: list[DataClass] | None
    abroad_allowed: bool
    notification_number: str | None
    notification_date: date | None
    notification_adequate: bool
    stats: ModelStatsOut
    updated_at: datetime

    @classmethod
    def of(cls, shown: ShownProvider, language: str) -> "ModelProviderOut":
        provider, abroad = shown.provider, shown.provider.abroad
        line, problem = shown.line, shown.problem
        classes = provider.classes
        return cls(
            id=provider.id,
            name=provider.name,
            kind=provider.kind,
            origin=provider.origin,
            options=dict(provider.options),
            tails=dict(provider.tails),
            streams=provider.streams,
            open_streams=0 if line is None else line.limiter.open,
            enabled=provider.enabled,
            version=provider.version,
            state=shown.state,
            reason=None if problem is None else problem.message(language),
            breaker=None if line is None else line.breaker.state,
            region=None if line is None else line.card.region,
            model=None if line is None else line.card.model,
            classes=None if classes is None else sorted(classes),
            abroad_allowed=abroad.allowed,
            notification_number=abroad.number,
            notification_date=abroad.sent_on,
            notification_adequate=abroad.adequate,
            stats=ModelStatsOut.of(shown.stats),
            updated_at=provider.updated_at,
        )


class ModelProviderList(BaseModel):
    items: list[ModelProviderOut]


class ModelKindList(BaseModel):
    items: list[ModelKindOut]


class ModelTestOut(BaseModel):
    """`problem`: null when key, address and model are right; else one sentence for a person."""

    ok: bool
    took_ms: int
    slug: str | None
    problem: str | None


class ModelOrderOut(BaseModel):
    task: Task | None
    data_class: DataClass | None
    providers: list[UUID]


class ModelOrderList(BaseModel):
    items: list[ModelOrderOut]

    @classmethod
    def of(cls, chains: Chains) -> "ModelOrderList":
        items = [
            ModelOrderOut(task=key.task, data_class=key.data_class, providers=list(providers))
            for key, providers in chains.items()
        ]
        return cls(items=sorted(items, key=lambda each: (each.task or "", each.data_class or "")))


class ModelCostOut(BaseModel):
    """`key`: an id, a task or a day; `name`: of a person or department that is still there."""

    key: str | None
    name: str | None
    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_rub: float
    problems: int

    @classmethod
    def of(cls, row: CostRow, name: str | None) -> "ModelCostOut":
        return cls(
            key=row.key,
            name=name,
            calls=row.calls,
            prompt_tokens=row.prompt_tokens,
            completion_tokens=row.completion_tokens,
            cost_rub=row.cost_rub,
            problems=row.problems,
        )


class ModelCostList(BaseModel):
    by: CostsBy
    items: list[ModelCostOut]
    cost_rub: float


class ModelBudgetOut(BaseModel):
    """`spent_rub`: of this month; null for a limit of everyone's."""

    payer: Payer
    subject: UUID | None
    name: str | None
    rub: float
    spent_rub: float | None


class ModelBudgetList(BaseModel):
    items: list[ModelBudgetOut]
