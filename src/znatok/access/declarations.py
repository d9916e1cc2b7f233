"""Which routes of an application do not say who may call them."""

from collections.abc import Iterator, Sequence

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.routing import BaseRoute, Host, Mount

from znatok.access.http import current_reader, declares, public, ticket_reader


def undeclared_routes(app: FastAPI) -> list[str]:
    """Every route with neither a reader, nor a role, nor a ticket, nor `public`, as `GET /path`.

    Routes and mounts that are no FastAPI routes (OpenAPI, static files) cannot declare anything:
    they are named too, and whoever calls this lists the ones meant to be open. Mounted FastAPI
    applications are walked.
    """
    return sorted(_undeclared(app.routes, ""))


def _undeclared(routes: Sequence[BaseRoute], prefix: str) -> Iterator[str]:
    for route in iter_route_contexts(routes):
        original = route.original_route
        if isinstance(original, Mount | Host) and isinstance(original.app, FastAPI):
            yield from _undeclared(original.app.routes, prefix + (route.path or ""))
        elif not _declared(route):
            methods = ",".join(sorted(route.methods or ())) or type(original).__name__
            yield f"{methods} {prefix}{route.path}"


def _declared(route: RouteContext) -> bool:
    dependant = getattr(route, "dependant", None)
    if not isinstance(dependant, Dependant):
        return False
    return declares(dependant, current_reader, ticket_reader, public)
