"""How a route says who may call it. A route that says nothing fails the build."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Query, Request, WebSocket, WebSocketException
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.security import OAuth2PasswordBearer

from znatok.access.errors import ForeignOrigin, NotSignedIn
from znatok.access.model import Reader, Role
from znatok.access.service import Origins, Readers, Tickets
from znatok.kernel.errors import Refused
from znatok.platform.http import provided

_POLICY_VIOLATION = 1008  # RFC 6455, section 7.4.1; before the handshake ends it becomes a 403

_bearer = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/token", auto_error=False)


async def current_reader(
    request: Request,
    readers: Annotated[Readers, Depends(provided(Readers))],
    token: Annotated[str | None, Depends(_bearer)],
) -> Reader:
    """Whoever the Bearer token proves. Raises NotSignedIn: it proves nobody."""
    known = getattr(request.state, "reader", None)
    if isinstance(known, Reader):  # GuardedRoute has looked already
        return known
    if token is None:
        raise NotSignedIn
    return await readers.reader_of(token)


CurrentReader = Annotated[Reader, Depends(current_reader)]


def require(*roles: Role) -> Callable[[Reader], Coroutine[Any, Any, Reader]]:
    """A dependency that gives the reader when the role is one of these. Raises Refused."""

    async def required(reader: CurrentReader) -> Reader:
        if reader.role not in roles:
            raise Refused
        return reader

    return required


async def public() -> None:
    """Declares that anybody may call the route, signed in or not."""


async def ticket_reader(
    websocket: WebSocket,
    tickets: Annotated[Tickets, Depends(provided(Tickets))],
    origins: Annotated[Origins, Depends(provided(Origins))],
    ticket: Annotated[str, Query()] = "",
) -> Reader:
    """Whoever the one-use ticket of a WebSocket proves; refuses pages of other sites first."""
    try:
        check_origin(websocket, origins)
        return await tickets.redeem(ticket)
    except (ForeignOrigin, NotSignedIn) as error:
        raise WebSocketException(_POLICY_VIOLATION, error.slug) from error


TicketReader = Annotated[Reader, Depends(ticket_reader)]


def check_origin(connection: Request | WebSocket, origins: Origins) -> None:
    """Raises ForeignOrigin: a page of another site makes this call."""
    origins.check(
        connection.headers.get("origin"),
        scheme=connection.url.scheme,
        host=connection.headers.get("host", ""),
    )


class GuardedRoute(APIRoute):
    """Finds the reader before the body is read; FastAPI alone reads and parses it first.

    For routers that take bodies: `APIRouter(route_class=GuardedRoute)`. A route is let through
    without a reader only if it, or its own router, declares `public`.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        if declares(self.dependant, public):
            return handle

        async def guarded(request: Request) -> Response:
            if current_reader not in request.app.dependency_overrides:
                token = await _bearer(request)
                request.state.reader = await current_reader(
                    request, provided(Readers)(request), token
                )
            return await handle(request)

        return guarded


def declares(dependant: Dependant, *declarations: Callable[..., Any]) -> bool:
    """Whether one of these stands among the dependencies, at any depth."""
    return dependant.call in declarations or any(
        declares(each, *declarations) for each in dependant.dependencies
    )
