"""The routes; every one is the administrator's."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.access.service import PeopleService
from znatok.kernel.errors import Invalid
from znatok.kernel.ids import UserId
from znatok.llm.providers.billing import BillingService
from znatok.llm.providers.errors import UnknownPayer
from znatok.llm.providers.http.shapes import (
    ModelBudgetBody,
    ModelBudgetList,
    ModelBudgetOut,
    ModelCostList,
    ModelCostOut,
    ModelKindList,
    ModelKindOut,
    ModelOrderBody,
    ModelOrderList,
    ModelProviderBody,
    ModelProviderChangeBody,
    ModelProviderList,
    ModelProviderOut,
    ModelTestBody,
    ModelTestOut,
)
from znatok.llm.providers.model import CostsBy, MonthBudget, Payer
from znatok.llm.providers.service import ProviderService
from znatok.llm.providers.watching import ProviderWatch
from znatok.llm.routing.model import ProviderId
from znatok.platform.http import language_of, provided

_LARGEST_BODY = 64 * 1024  # bytes; a form of some tens of short fields
_ASKED_AT_ONCE = 200

router = APIRouter(
    prefix="/models", tags=["models"], route_class=GuardedRoute, max_body_size=_LARGEST_BODY
)

Admin = Annotated[Reader, Depends(require(Role.ADMIN))]
Providers = Annotated[ProviderService, Depends(provided(ProviderService))]
Watch = Annotated[ProviderWatch, Depends(provided(ProviderWatch))]
Billing = Annotated[BillingService, Depends(provided(BillingService))]
People = Annotated[PeopleService, Depends(provided(PeopleService))]


@router.get("/kinds")
async def model_kinds(request: Request, _admin: Admin, providers: Providers) -> ModelKindList:
    """The products a provider can be of, with the JSON Schema of each one's form."""
    language = language_of(request)
    return ModelKindList(items=[ModelKindOut.of(each, language) for each in providers.kinds])


@router.get("/providers")
async def model_providers(request: Request, _admin: Admin, watch: Watch) -> ModelProviderList:
    """Every provider in the order of asking, and how it is doing."""
    language = language_of(request)
    return ModelProviderList(
        items=[ModelProviderOut.of(each, language) for each in await watch.all()]
    )


@router.post("/providers", status_code=201)
async def add_model_provider(
    request: Request, admin: Admin, providers: Providers, watch: Watch, body: ModelProviderBody
) -> ModelProviderOut:
    added = await providers.add(body.form(), admin)
    return ModelProviderOut.of(await watch.one(added), language_of(request))


@router.post("/providers/test")
async def test_model_provider(
    request: Request, admin: Admin, providers: Providers, body: ModelTestBody
) -> ModelTestOut:
    """Ask the vendor whether key, address and model are right; nothing is kept."""
    saved = None if body.saved is None else ProviderId(body.saved)
    result = await providers.test(body.form(), admin, saved=saved)
    problem = result.problem
    return ModelTestOut(
        ok=problem is None,
        took_ms=result.took_ms,
        slug=None if problem is None else problem.slug,
        problem=None if problem is None else problem.message(language_of(request)),
    )


@router.put("/providers/{provider_id}")
async def change_model_provider(
    request: Request,
    admin: Admin,
    providers: Providers,
    watch: Watch,
    provider_id: UUID,
    body: ModelProviderChangeBody,
) -> ModelProviderOut:
    """Keep the whole form. Secrets that are not given stay."""
    changed = await providers.change(
        ProviderId(provider_id), body.form(), admin, version=body.version
    )
    return ModelProviderOut.of(await watch.one(changed), language_of(request))


@router.delete("/providers/{provider_id}", status_code=204)
async def remove_model_provider(admin: Admin, providers: Providers, provider_id: UUID) -> Response:
    await providers.remove(ProviderId(provider_id), admin)
    return Response(status_code=204)


@router.get("/order")
async def model_order(_admin: Admin, providers: Providers) -> ModelOrderList:
    """The orders of asking that somebody has set."""
    return ModelOrderList.of(await providers.chains())


@router.put("/order", status_code=204)
async def set_model_order(admin: Admin, providers: Providers, body: ModelOrderBody) -> Response:
    wanted = None if body.providers is None else [ProviderId(each) for each in body.providers]
    await providers.order(body.key(), wanted, admin)
    return Response(status_code=204)


@router.get("/costs")
async def model_costs(
    admin: Admin,
    billing: Billing,
    providers: Providers,
    people: People,
    by: CostsBy = CostsBy.PROVIDER,
    since: Annotated[datetime | None, Query()] = None,
    until: Annotated[datetime | None, Query()] = None,
) -> ModelCostList:
    """What models have cost, of this month unless said otherwise."""
    if any(each is not None and each.tzinfo is None for each in (since, until)):
        raise Invalid(reason="since, until")
    rows = await billing.costs(by, since=since, until=until)
    keys = {each.key for each in rows if each.key is not None}
    named: dict[str, str] = {}
    if by is CostsBy.PROVIDER:
        named = {str(each.id): each.name for each in await providers.all()}
    elif by is CostsBy.USER:
        named = await _people_named({UUID(each) for each in keys}, people)
    elif by is CostsBy.DEPARTMENT:
        named = await _departments(admin, people)
    return ModelCostList(
        by=by,
        items=[ModelCostOut.of(each, named.get(each.key or "")) for each in rows],
        cost_rub=sum(each.cost_rub for each in rows),
    )


@router.get("/budgets")
async def model_budgets(admin: Admin, billing: Billing, people: People) -> ModelBudgetList:
    """Every limit, beside what this month has cost."""
    budgets = await billing.budgets()
    users = {b.budget.subject for b in budgets if b.budget.payer is Payer.USER} - {None}
    named = await _people_named({each for each in users if each is not None}, people)
    named |= await _departments(admin, people)
    return ModelBudgetList(
        items=[
            ModelBudgetOut(
                payer=each.budget.payer,
                subject=each.budget.subject,
                name=named.get(str(each.budget.subject)),
                rub=each.budget.rub,
                spent_rub=each.spent_rub,
            )
            for each in budgets
        ]
    )


@router.put("/budgets", status_code=204)
async def set_model_budget(
    admin: Admin, billing: Billing, people: People, body: ModelBudgetBody
) -> Response:
    """Limit a month of a person, a department, or everyone without a limit of his own."""
    if body.subject is not None:
        named = (
            await _departments(admin, people)
            if body.payer is Payer.DEPARTMENT
            else await _people_named({body.subject}, people)
        )
        if str(body.subject) not in named:
            raise UnknownPayer
    await billing.set(MonthBudget(body.payer, body.subject, body.rub), admin)
    return Response(status_code=204)


@router.delete("/budgets/{payer}", status_code=204)
async def remove_model_budget(
    admin: Admin, billing: Billing, payer: Payer, subject: UUID | None = None
) -> Response:
    await billing.remove(MonthBudget(payer, subject, 0.0), admin)
    return Response(status_code=204)


async def _people_named(ids: set[UUID], people: PeopleService) -> dict[str, str]:
    named = await people.names_of({UserId(each) for each in ids}) if ids else {}
    return {str(each): name for each, name in named.items()}


async def _departments(admin: Reader, people: PeopleService) -> dict[str, str]:
    page = await people.departments(by=admin, limit=_ASKED_AT_ONCE)
    named = {str(each.id): each.name for each in page.items}
    while page.next_cursor is not None:
        page = await people.departments(by=admin, limit=_ASKED_AT_ONCE, cursor=page.next_cursor)
        named |= {str(each.id): each.name for each in page.items}
    return named
