"""On what an answer for one reader stands, as one number and what the reader may read by."""

from sqlalchemy import bindparam, exists, func, select

from znatok.access.model import Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.tables import AccessRow, ChangeRow
from znatok.platform.db import Database

# Built once: every question that begins a conversation runs it.
_STATE = select(
    select(func.coalesce(func.max(ChangeRow.seq), 0)).scalar_subquery(),
    exists(select(AccessRow.document_id).where(AccessRow.principal == bindparam("own"))),
)


class SqlGround:
    """The state of the documents for a reader, as text; equal states give equal answers.

    It holds the number of the newest change of any document (publication, removal, access, title:
    each is logged in the transaction that makes it, so it is never behind) and the principals that
    the reader reads by. The reader's own one is left out while no document names it: it then lets
    the reader see nothing that others of the same department and groups do not.
    """

    def __init__(self, database: Database, feed: ChangeFeed) -> None:
        self._database = database
        self._feed = feed

    async def state(self, reader: Reader) -> str | None:
        """None while the search of this process lags behind the newest change."""
        own = f"u:{reader.user_id}"
        async with self._database.read() as connection:
            newest, is_named = (await connection.execute(_STATE, {"own": own})).one()
        if newest != self._feed.followed:
            return None
        principals = reader.principals if is_named else reader.principals - {own}
        return f"{newest} {' '.join(sorted(principals))}"
