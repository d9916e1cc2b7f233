"""What the audit trail is told about documents: ids and numbers only, never names or text."""

from znatok.access.model import Decision, Reader
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import DocumentId


class DocumentTrail:
    """Records actions on documents: `document.uploaded`, `.version_added`, `.retried`, `.renamed`,
    `.access_changed`, `.facts_changed`, `.relation_judged`, `.deleted`, `.content_read`,
    `.file_read`.
    """

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def seen(
        self, action: str, reader: Reader, document_id: DocumentId, details: Details
    ) -> None:
        """A read; soon on disk. Raises AuditUnavailable."""
        await self._log.record(_event(action, reader, document_id, details, Decision.ALLOWED))

    async def doing(
        self, action: str, reader: Reader, document_id: DocumentId, details: Details
    ) -> None:
        """A change that is about to be made; when this raises AuditUnavailable, it must not be."""
        await self._log.record_now(_event(action, reader, document_id, details, Decision.ALLOWED))

    async def refused(
        self, action: str, reader: Reader, document_id: DocumentId, error: ZnatokError
    ) -> None:
        """A change that was asked for and not made."""
        details = {"reason": error.slug}
        await self._log.record(_event(action, reader, document_id, details, Decision.REFUSED))


def _event(
    action: str, reader: Reader, document_id: DocumentId, details: Details, decision: Decision
) -> Event:
    return Event(
        action=action,
        decision=decision,
        actor=reader.user_id,
        credential=Credential.ACCESS_TOKEN,
        object=f"document:{document_id}",
        details=details,
    )
