"""What the audit trail is told about golden questions and runs: ids and numbers, never texts."""

from znatok.access.model import Actor, Reader
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog


class QualityTrail:
    """Records `quality.question_…`, `quality.questions_…` and `quality.run_…`."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def doing(
        self, action: str, by: Actor | None, target: str | None, details: Details | None = None
    ) -> None:
        """A change about to be made, by Znatok itself when `by` is None.

        Raises:
            AuditUnavailable: it must then not be made.

        """
        await self._log.record_now(_event(action, by, target, details or {}))

    async def seen(self, action: str, by: Actor, details: Details) -> None:
        """A read; soon on disk."""
        await self._log.record(_event(action, by, None, details))


def _event(action: str, by: Actor | None, target: str | None, details: Details) -> Event:
    if isinstance(by, Reader):
        credential, actor = Credential.ACCESS_TOKEN, by.user_id
    else:
        credential = Credential.SYSTEM if by is None else Credential.OPERATOR
        actor = None
    return Event(action=action, actor=actor, credential=credential, object=target, details=details)
