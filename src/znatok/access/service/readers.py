"""From an access token to a reader, on every request: remembered for a moment, then asked anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from znatok.access.errors import NotSignedIn
from znatok.access.model import Reader
from znatok.access.ports import Sessions
from znatok.access.service.tokens import TokenKind, hash_of
from znatok.kernel.clock import Clock
from znatok.kernel.ids import UserId

# Lost rights must cut off within 5 s in every process; the rest of it is for the work between two
# looks. In the process that made the change `forget` cuts at once.
FRESH_FOR = timedelta(seconds=2)
_REMEMBERED = 10_000  # tokens; at some 1 KB each


@dataclass(frozen=True, slots=True)
class _Seen:
    reader: Reader
    seen_at: datetime
    until: datetime


class Readers:
    """Who stands behind a credential. Safe to share between tasks; one per process."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._seen: dict[bytes, _Seen] = {}
        self._changes = 0

    async def reader_of(self, access_token: str) -> Reader:
        """The reader with rights at most 2 s old.

        Raises:
            NotSignedIn: no such token, expired, its session ended or its user is not active.

        """
        token = hash_of(access_token, TokenKind.ACCESS)
        if token is None:
            raise NotSignedIn
        now = self._clock.now()
        seen = self._seen.get(token)
        # A clock set back makes an age negative: such a memory is not trusted either.
        if seen and timedelta(0) <= now - seen.seen_at < FRESH_FOR and now < seen.until:
            return seen.reader
        return await self._look(token, now)

    async def current(self, user_id: UserId) -> Reader:
        """The rights of a user at this moment, for what outlives one request: sockets and jobs.

        Raises:
            NotSignedIn: the user was deactivated or removed.

        """
        reader = await self._sessions.reader(user_id)
        if reader is None:
            raise NotSignedIn
        return reader

    def forget(self) -> None:
        """Ask anew about everyone: somebody's rights or sessions have just changed here."""
        self._changes += 1
        self._seen.clear()

    async def _look(self, token: bytes, now: datetime) -> Reader:
        changes = self._changes
        admission = await self._sessions.admit(token, now)
        if admission is None:
            self._seen.pop(token, None)
            raise NotSignedIn
        if changes == self._changes:  # else the answer may be older than the change
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[token] = _Seen(admission.reader, now, admission.until)
        return admission.reader
