"""What the door reports, written into the trail. Implements `Witness` of the access room."""

from znatok.access.model import Occurrence
from znatok.audit.model import Credential, Event
from znatok.audit.ports import AuditLog


class AuditWitness:
    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def saw(self, occurrence: Occurrence) -> None:
        await self._log.record_now(_event(occurrence))

    async def noticed(self, occurrence: Occurrence) -> None:
        await self._log.record(_event(occurrence))


def _event(occurrence: Occurrence) -> Event:
    return Event(
        action=occurrence.action,
        decision=occurrence.decision,
        actor=occurrence.actor,
        credential=Credential(occurrence.credential),
        object=occurrence.object,
    )
