"""Signing in with a password, trading refresh tokens, signing out."""

import hashlib
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from znatok.access.errors import BadCredentials, NotSignedIn, TooManyTries
from znatok.access.model import Account, Decision, Occurrence, Reader, UserChange, folded
from znatok.access.ports import (
    Passwords,
    People,
    RotationOutcome,
    Sessions,
    TokenHashes,
    Tries,
    Witness,
)
from znatok.access.service.limits import SlidingWindow, source_of
from znatok.access.service.passwords import LONGEST_PASSWORD, check_password
from znatok.access.service.readers import Readers
from znatok.access.service.tokens import TokenKind, hash_of, new_token
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Unavailable
from znatok.kernel.ids import UserId, new_uuid


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Lives of tokens and limits of guessing.

    Of failures, OWASP ASVS 4.0.3, 2.2.1 allows 100 an hour for one account; 10 in 15 minutes are 40
    an hour. An address stands for a whole office behind one router, so it has ten times that.
    """

    access_ttl: timedelta = timedelta(minutes=15)
    refresh_ttl: timedelta = timedelta(days=14)
    failures_per_account: int = 10
    failures_per_address: int = 100
    failures_window: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str
    expires_in_s: int
    refresh_expires_in_s: int

    def __repr__(self) -> str:
        return "Tokens(hidden)"


class SignIn:
    """An unknown name, a wrong password and a deactivated user get one answer in one time."""

    def __init__(
        self,
        people: People,
        sessions: Sessions,
        tries: Tries,
        passwords: Passwords,
        readers: Readers,
        witness: Witness,
        clock: Clock,
        settings: SignInSettings,
    ) -> None:
        self._people = people
        self._sessions = sessions
        self._tries = tries
        self._passwords = passwords
        self._readers = readers
        self._witness = witness
        self._clock = clock
        self._settings = settings
        self._by_address = SlidingWindow(
            limit=settings.failures_per_address, window=settings.failures_window
        )

    async def with_password(self, email: str, password: str, *, address: str) -> Tokens:
        """New tokens for the right password.

        Raises:
            BadCredentials: the pair is not right, or the user is not active.
            TooManyTries: too many failures of this account or this address, right or not.
            SignInBusy, Unavailable: try again later.

        """
        now = self._clock.now()
        source = source_of(address)
        _refuse_until(self._by_address.reserve(source, now))
        async with self._counted(email, now):
            account = await self._verified(await self._people.account(email), password)
        self._by_address.forgive(source, now)
        return await self._open(account)

    async def change_password(self, reader: Reader, *, current: str, new: str) -> None:
        """Set one's own password; all sessions end, this one too.

        Raises:
            BadCredentials: `current` is not the password.
            TooManyTries: it was wrong too often; signing in counts with it.
            WeakPassword: `new` will not do.

        """
        account = await self._people.account_of(reader.user_id)
        if account is None:
            raise NotSignedIn
        async with self._counted(account.user.email, self._clock.now()):
            await self._verified(account, current)
        check_password(new, account.user.email)
        change = UserChange(password_hash=await self._passwords.hash(new))
        await self._witness.saw(_seen("auth.password_changed", reader.user_id, "password"))
        await self._people.change_user(reader.user_id, change)
        self._readers.forget()

    async def with_refresh_token(self, refresh_token: str) -> Tokens:
        """A new pair for a refresh token; the old one is spent.

        Raises:
            NotSignedIn: unknown, expired, ended, or used before; the last ends its whole session.

        """
        hashed = hash_of(refresh_token, TokenKind.REFRESH)
        if hashed is None:
            raise NotSignedIn
        now = self._clock.now()
        tokens, hashes = self._new_tokens(now)
        rotation = await self._sessions.rotate(hashed, hashes, now)
        if rotation.outcome is RotationOutcome.ROTATED:
            await self._witness.noticed(_seen("auth.refreshed", rotation.user_id, "refresh_token"))
            return tokens
        if rotation.outcome is RotationOutcome.REUSED:
            self._readers.forget()
            reused = _seen("auth.refresh_reused", rotation.user_id, "refresh_token", refused=True)
            await self._witness.saw(reused)
        raise NotSignedIn

    async def out(self, *, access_token: str | None, refresh_token: str | None) -> None:
        """End the sessions of the tokens given; of dead or foreign ones nothing is said."""
        for token, kind in (
            (access_token, TokenKind.ACCESS),
            (refresh_token, TokenKind.REFRESH),
        ):
            hashed = None if token is None else hash_of(token, kind)
            user_id = None if hashed is None else await self._sessions.end(hashed)
            if user_id is not None:
                self._readers.forget()
                credential = f"{kind.name.lower()}_token"
                await self._witness.noticed(_seen("auth.signed_out", user_id, credential))

    @asynccontextmanager
    async def _counted(self, email: str, now: datetime) -> AsyncIterator[None]:
        """Count a try of an account: as failed until it succeeds, not at all if it was not made."""
        named = hashlib.sha256(folded(email).encode("utf-8", "surrogatepass")).digest()
        _refuse_until(
            await self._tries.reserve(
                named,
                now,
                limit=self._settings.failures_per_account,
                window=self._settings.failures_window,
            )
        )
        try:
            yield
        except Unavailable:
            await self._tries.take_back(named, now)
            raise
        await self._tries.forgive(named)

    async def _verified(self, account: Account | None, password: str) -> Account:
        # A longer text is nobody's password; cut, it costs to hash what any other does.
        verdict = await self._passwords.verify(
            password[: LONGEST_PASSWORD + 1], None if account is None else account.password_hash
        )
        if account is None or not account.user.active or not verdict.right:
            actor = None if account is None else account.user.id
            await self._witness.noticed(_seen("auth.signed_in", actor, "password", refused=True))
            raise BadCredentials
        if verdict.outdated:
            fresh = await self._passwords.hash(password)
            await self._people.replace_hash(account.user.id, account.password_hash, fresh)
        return account

    async def _open(self, account: Account) -> Tokens:
        await self._witness.saw(_seen("auth.signed_in", account.user.id, "password"))
        session_id: UUID = new_uuid()
        now = self._clock.now()
        tokens, hashes = self._new_tokens(now)
        await self._sessions.open(session_id, account, hashes, now)
        return tokens

    def _new_tokens(self, now: datetime) -> tuple[Tokens, TokenHashes]:
        access, refresh = new_token(TokenKind.ACCESS), new_token(TokenKind.REFRESH)
        access_hash = hash_of(access, TokenKind.ACCESS)
        refresh_hash = hash_of(refresh, TokenKind.REFRESH)
        assert access_hash is not None
        assert refresh_hash is not None
        lives = self._settings
        tokens = Tokens(
            access,
            refresh,
            expires_in_s=int(lives.access_ttl.total_seconds()),
            refresh_expires_in_s=int(lives.refresh_ttl.total_seconds()),
        )
        hashes = TokenHashes(
            access_hash, now + lives.access_ttl, refresh_hash, now + lives.refresh_ttl
        )
        return tokens, hashes


def _refuse_until(wait: timedelta | None) -> None:
    if wait is not None:
        raise TooManyTries(retry_after_s=math.ceil(wait.total_seconds()))


def _seen(
    action: str, actor: UserId | None, credential: str, *, refused: bool = False
) -> Occurrence:
    return Occurrence(
        action=action,
        decision=Decision.REFUSED if refused else Decision.ALLOWED,
        actor=actor,
        object=None if actor is None else f"user:{actor}",
        credential=credential,
    )
