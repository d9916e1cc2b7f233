"""Answers as plain JSON values: what is stored, and what the API sends."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from znatok.chat.model import (
    Answer,
    AnswerStatus,
    Citation,
    Intent,
    StageTrace,
    Trace,
)
from znatok.kernel.ids import ConversationId, DocumentId, FragmentId, MessageId


def citation_to_json(citation: Citation) -> dict[str, Any]:
    return {
        **asdict(citation),
        "document_id": str(citation.document_id),
        "fragment_id": str(citation.fragment_id),
        "updated_at": citation.updated_at.isoformat(),
        "section": list(citation.section),
    }


def citation_from_json(value: Mapping[str, Any]) -> Citation:
    return Citation(
        **{
            **value,
            "document_id": DocumentId(UUID(value["document_id"])),
            "fragment_id": FragmentId(UUID(value["fragment_id"])),
            "updated_at": datetime.fromisoformat(value["updated_at"]),
            "section": tuple(value["section"]),
        }
    )


def answer_to_json(answer: Answer) -> dict[str, Any]:
    return {
        "conversation_id": str(answer.conversation_id),
        "message_id": str(answer.message_id),
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [citation_to_json(each) for each in answer.citations],
        "follow_ups": list(answer.follow_ups),
        "confidence": answer.confidence,
        "trace": {
            "intent": answer.trace.intent.value,
            "took_ms": answer.trace.took_ms,
            "stages": [asdict(each) for each in answer.trace.stages],
        },
    }


def answer_from_json(value: Mapping[str, Any]) -> Answer:
    trace = value["trace"]
    return Answer(
        conversation_id=ConversationId(UUID(value["conversation_id"])),
        message_id=MessageId(UUID(value["message_id"])),
        status=AnswerStatus(value["status"]),
        text=value["answer"],
        citations=tuple(citation_from_json(each) for each in value["citations"]),
        follow_ups=tuple(value["follow_ups"]),
        confidence=value["confidence"],
        trace=Trace(
            intent=Intent(trace["intent"]),
            stages=tuple(StageTrace(**each) for each in trace["stages"]),
            took_ms=trace["took_ms"],
        ),
    )
