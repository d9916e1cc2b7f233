"""Small bridges between rooms that may not know each other."""

from uuid import UUID

from znatok.access.model import Reader
from znatok.audit.model import Credential, Event
from znatok.audit.ports import AuditLog
from znatok.chat.model import Answer


class AuditedAnswers:
    """The chat's journal: who was shown which fragments, never what was asked."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def answered(self, answer: Answer, reader: Reader) -> None:
        await self._log.record(
            Event(
                action="chat.answered",
                actor=reader.user_id,
                credential=Credential.ACCESS_TOKEN,
                object=f"message:{answer.message_id}",
                details={
                    "status": answer.status.value,
                    "fragments": [UUID(str(each)) for each in answer.seen],
                    "citations": len(answer.citations),
                },
            )
        )
