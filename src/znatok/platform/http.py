"""What every room's `http.py` shares: how it gets its services, and how errors become answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from znatok.kernel.errors import Conflict, Invalid, NotFound, Refused, Unavailable, ZnatokError

Service = TypeVar("Service")

_STATUS: tuple[tuple[type[ZnatokError], int], ...] = (
    (NotFound, 404),
    (Conflict, 409),
    (Refused, 403),
    (Invalid, 422),
    (Unavailable, 503),
)
_TITLES = {400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed"}


def provided(kind: type[Service]) -> Callable[[HTTPConnection], Service]:
    """A FastAPI dependency that gives the one service of this type the composition root built."""

    def provide(connection: HTTPConnection) -> Service:
        service: Service = connection.app.state.services[kind]
        return service

    return provide


def provide(app: FastAPI, services: dict[type[Any], object]) -> None:
    """Hand the built services to the app; called once, when it starts."""
    app.state.services = services


def language_of(connection: HTTPConnection) -> str:
    """`en` when the caller prefers English to Russian, else `ru`."""
    preferred = connection.headers.get("accept-language", "ru").lower().split(",")[0]
    return "en" if preferred.startswith("en") else "ru"


def status_of(error: ZnatokError) -> int:
    """The HTTP status of an error: its own `status` if it names one, else that of its kind."""
    own = getattr(error, "status", None)
    if isinstance(own, int):
        return own
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def problem_of(error: ZnatokError, language: str) -> dict[str, object]:
    """The RFC 9457 problem document of an error."""
    return {
        **{name: value for name, value in error.details.items() if _is_plain(value)},
        "type": f"/problems/{error.slug}",
        "title": type(error).__name__,
        "status": status_of(error),
        "detail": error.message(language),
    }


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error of the app an `application/problem+json` answer."""

    async def expected(request: Request, error: Exception) -> Response:
        assert isinstance(error, ZnatokError)
        body = problem_of(error, language_of(request))
        headers = getattr(error, "headers", None)
        return _answer(body, status_of(error), headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [
            {"field": ".".join(str(part) for part in each["loc"]), "problem": each["msg"]}
            for each in error.errors()
        ]
        names = ", ".join(str(each["field"]) for each in fields)
        english = language_of(request) == "en"
        detail = f"Check these fields: {names}" if english else f"Проверьте поля: {names}"
        body = {"type": "/problems/invalid", "title": "Invalid", "status": 422, "detail": detail}
        return _answer({**body, "fields": fields}, 422, None)

    async def plain(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        title = _TITLES.get(error.status_code, "Error")
        body = {"type": "about:blank", "title": title, "status": error.status_code}
        return _answer({**body, "detail": error.detail}, error.status_code, error.headers)

    app.add_exception_handler(ZnatokError, expected)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, plain)


def _answer(body: dict[str, object], status: int, headers: Any) -> Response:
    return JSONResponse(
        body, status_code=status, headers=headers, media_type="application/problem+json"
    )


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | bool | list | tuple) or value is None
