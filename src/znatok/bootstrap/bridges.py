"""Small bridges between rooms that may not know each other."""

from collections.abc import Collection, Mapping
from uuid import UUID

from znatok.access.model import Reader
from znatok.audit.model import Credential, Event
from znatok.audit.ports import AuditLog
from znatok.chat.model import Answer
from znatok.documents.facts_service import FactService
from znatok.kernel.ids import DocumentId
from znatok.privacy.model import DataClass


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


class ClassesOfFacts:
    """`DocumentClasses`: what the documents' facts say, found by rules or set by a person."""

    def __init__(self, facts: FactService) -> None:
        self._facts = facts

    async def of(
        self, document_ids: Collection[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, DataClass]:
        known = await self._facts.of(list(document_ids), reader)
        return {
            each: facts.data_class.value
            for each, facts in known.items()
            if facts.data_class is not None
        }
