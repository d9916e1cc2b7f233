"""What the audit trail is told about providers: ids, numbers and slugs, never a key or a name."""

from znatok.access.model import Decision, Reader
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog


class ProviderTrail:
    """Records `model_provider.added`, `.changed`, `.removed`, `.tested`, `.ordered` and
    `model_budget.set`, `.removed`.
    """

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def doing(self, action: str, reader: Reader, thing: str, details: Details) -> None:
        """A change that is about to be made; when this raises AuditUnavailable, it must not be."""
        await self._log.record_now(
            Event(
                action=action,
                decision=Decision.ALLOWED,
                actor=reader.user_id,
                credential=Credential.ACCESS_TOKEN,
                object=thing,
                details=details,
            )
        )
