"""One-use tickets that open a WebSocket, where a browser cannot send an Authorization header."""

from datetime import timedelta
from typing import Final

from znatok.access.errors import NotSignedIn
from znatok.access.model import Reader
from znatok.access.ports import TicketStore
from znatok.access.service.tokens import TokenKind, hash_of, new_token
from znatok.kernel.clock import Clock

TICKET_TTL: Final = timedelta(seconds=60)


class Tickets:
    def __init__(self, store: TicketStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def issue(self, reader: Reader) -> tuple[str, int]:
        """A ticket of 256 random bits and the seconds within which it opens one connection."""
        ticket = new_token(TokenKind.TICKET)
        now = self._clock.now()
        hashed = hash_of(ticket, TokenKind.TICKET)
        assert hashed is not None
        await self._store.add(hashed, reader.user_id, now + TICKET_TTL, now)
        return ticket, int(TICKET_TTL.total_seconds())

    async def redeem(self, ticket: str) -> Reader:
        """The reader, with the rights of this moment; in any process, once.

        Raises:
            NotSignedIn: unknown, expired or used, or the user may no longer sign in.

        """
        hashed = hash_of(ticket, TokenKind.TICKET)
        reader = None if hashed is None else await self._store.take(hashed, self._clock.now())
        if reader is None:
            raise NotSignedIn
        return reader
