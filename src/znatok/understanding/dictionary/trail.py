"""What the audit trail is told about the dictionary: ids and numbers only, never a word."""

from znatok.access.model import Decision, Reader
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog
from znatok.kernel.errors import ZnatokError
from znatok.understanding.dictionary.model import EntryId


class DictionaryTrail:
    """Records `dictionary.added`, `.changed`, `.confirmed`, `.rejected`, `.removed`, `.switched`,
    `.imported`, `.exported`.
    """

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def doing(
        self, action: str, reader: Reader, entry_id: EntryId | None, details: Details
    ) -> None:
        """A change that is about to be made; when this raises AuditUnavailable, it must not be."""
        await self._log.record_now(_event(action, reader, entry_id, details, Decision.ALLOWED))

    async def refused(
        self, action: str, reader: Reader, entry_id: EntryId | None, error: ZnatokError
    ) -> None:
        """A change that was asked for and not made."""
        details = {"reason": error.slug}
        await self._log.record(_event(action, reader, entry_id, details, Decision.REFUSED))


def _event(
    action: str, reader: Reader, entry_id: EntryId | None, details: Details, decision: Decision
) -> Event:
    return Event(
        action=action,
        decision=decision,
        actor=reader.user_id,
        credential=Credential.ACCESS_TOKEN,
        object="dictionary" if entry_id is None else f"dictionary_entry:{entry_id}",
        details=details,
    )
