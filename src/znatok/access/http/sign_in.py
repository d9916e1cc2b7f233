"""/auth: tokens, and who I am."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Cookie, Depends, Form, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from znatok.access.http.guards import CurrentReader, GuardedRoute, check_origin, public
from znatok.access.http.shapes import Me, PasswordBody
from znatok.access.service import Origins, PeopleService, SignIn, Tokens
from znatok.platform.http import provided

COOKIE: Final = "znatok_refresh"
_COOKIE_PATH = "/api/v1/auth"
_LARGEST_BODY = 16 * 1024  # bytes; a name, a password and a token, with room to spare

router = APIRouter(
    prefix="/auth", tags=["auth"], route_class=GuardedRoute, max_body_size=_LARGEST_BODY
)

SignInService = Annotated[SignIn, Depends(provided(SignIn))]
OwnOrigins = Annotated[Origins, Depends(provided(Origins))]
RefreshCookie = Annotated[str | None, Cookie(alias=COOKIE)]


class TokenForm(BaseModel):
    """RFC 6749, sections 4.3.2 and 6. What the standard names and we need not is left unread."""

    model_config = ConfigDict(extra="forbid")

    grant_type: Literal["password", "refresh_token"] = "password"
    username: str = ""
    password: str = Field("", repr=False)
    refresh_token: str = Field("", repr=False)
    scope: str = ""
    client_id: str = ""
    client_secret: str = Field("", repr=False)


class TokenAnswer(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105  # the name of a scheme, RFC 6750
    expires_in: int


@router.post("/token", dependencies=[Depends(public)])
async def token(
    form: Annotated[TokenForm, Form()],
    request: Request,
    response: Response,
    sign_in: SignInService,
    origins: OwnOrigins,
) -> TokenAnswer:
    """Sign in with a password, or trade a refresh token for a new pair."""
    check_origin(request, origins)  # else another site could sign a person in as somebody else
    if form.grant_type == "refresh_token":
        tokens = await sign_in.with_refresh_token(form.refresh_token)
    else:
        address = "" if request.client is None else request.client.host
        tokens = await sign_in.with_password(form.username, form.password, address=address)
    return _answer(tokens, request, response)


@router.post("/refresh", dependencies=[Depends(public)])
async def refresh(
    request: Request,
    response: Response,
    sign_in: SignInService,
    origins: OwnOrigins,
    cookie: RefreshCookie = None,
) -> TokenAnswer:
    """Trade the refresh token of the cookie for a new pair."""
    check_origin(request, origins)
    tokens = await sign_in.with_refresh_token(cookie or "")
    return _answer(tokens, request, response)


@router.post("/logout", status_code=204, dependencies=[Depends(public)])
async def logout(
    request: Request,
    response: Response,
    sign_in: SignInService,
    origins: OwnOrigins,
    cookie: RefreshCookie = None,
) -> None:
    """End the session of the Bearer token, the cookie or both; also when they have expired."""
    check_origin(request, origins)
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    bearer = credential if scheme.lower() == "bearer" else None
    await sign_in.out(access_token=bearer, refresh_token=cookie)
    _clear_cookie(response)


@router.post("/password", status_code=204)
async def change_password(
    body: PasswordBody, reader: CurrentReader, response: Response, sign_in: SignInService
) -> None:
    """Set one's own password. Every session ends: sign in again."""
    await sign_in.change_password(
        reader,
        current=body.current_password.get_secret_value(),
        new=body.new_password.get_secret_value(),
    )
    _clear_cookie(response)


@router.get("/me")
async def me(
    reader: CurrentReader,
    people: Annotated[PeopleService, Depends(provided(PeopleService))],
) -> Me:
    """Who I am."""
    return Me.of(await people.own_profile(reader))


def _answer(tokens: Tokens, request: Request, response: Response) -> TokenAnswer:
    response.set_cookie(
        COOKIE,
        tokens.refresh,
        max_age=tokens.refresh_expires_in_s,
        path=_COOKIE_PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    response.headers["Cache-Control"] = "no-store"  # RFC 6749, section 5.1
    return TokenAnswer(
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_in=tokens.expires_in_s,
    )


def _clear_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path=_COOKIE_PATH, httponly=True, samesite="strict")
