"""What the audit trail is told about generations of the index: numbers, never texts."""

from znatok.access.model import Actor, Decision, Reader
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog
from znatok.documents.generations import GenerationId


class GenerationTrail:
    """Records `index.generation_started`, `.switched`, `.rolled_back`, `.removed`, `.compared`."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def doing(
        self,
        action: str,
        by: Actor,
        generation: GenerationId | None,
        details: Details | None = None,
        *,
        refused: bool = False,
    ) -> None:
        """A change about to be made, or refused.

        Raises:
            AuditUnavailable: it must then not be made.

        """
        known = isinstance(by, Reader)
        await self._log.record_now(
            Event(
                action=f"index.{action}",
                decision=Decision.REFUSED if refused else Decision.ALLOWED,
                actor=by.user_id if isinstance(by, Reader) else None,
                credential=Credential.ACCESS_TOKEN if known else Credential.OPERATOR,
                object=None if generation is None else f"generation:{generation}",
                details=details or {},
            )
        )
