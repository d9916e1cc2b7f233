"""Answers as plain JSON values: what is stored, and what the API sends."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from znatok.chat.model import (
    Answer,
    AnswerStatus,
    ChatEvent,
    Citation,
    Cited,
    Conversation,
    Delta,
    Done,
    Message,
    StageDone,
    StageTrace,
    Started,
    Trace,
    Written,
)
from znatok.kernel.ids import ConversationId, DocumentId, FragmentId, MessageId
from znatok.understanding.model import Intent


def citation_to_json(citation: Citation) -> dict[str, Any]:
    return {
        **_fields(citation),
        "document_id": str(citation.document_id),
        "fragment_id": str(citation.fragment_id),
        "updated_at": citation.updated_at.isoformat(),
        "section": list(citation.section),
        "document_date": citation.document_date and citation.document_date.isoformat(),
        "also_in": list(citation.also_in),
    }


def _fields(value: Citation | StageTrace | Written) -> dict[str, Any]:
    """The fields as they are; `dataclasses.asdict` copies each deeply, which costs ten times as
    much and buys nothing for values that never change.
    """
    return {each.name: getattr(value, each.name) for each in fields(value)}


def citation_from_json(value: Mapping[str, Any]) -> Citation:
    dated = value.get("document_date")  # answers stored before citations told it have none
    return Citation(
        **{
            **value,
            "document_id": DocumentId(UUID(value["document_id"])),
            "fragment_id": FragmentId(UUID(value["fragment_id"])),
            "updated_at": datetime.fromisoformat(value["updated_at"]),
            "section": tuple(value["section"]),
            "document_date": date.fromisoformat(dated) if dated else None,
            "also_in": tuple(value.get("also_in", ())),
        }
    )


def written_to_json(written: Written | None) -> dict[str, Any] | None:
    return (
        None if written is None else {**_fields(written), "unsupported": list(written.unsupported)}
    )


def _written_from_json(value: Mapping[str, Any] | None) -> Written | None:
    if value is None:
        return None
    return Written(**{**value, "unsupported": tuple(value["unsupported"])})


def answer_to_json(answer: Answer) -> dict[str, Any]:
    return {
        "conversation_id": str(answer.conversation_id),
        "message_id": str(answer.message_id),
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [citation_to_json(each) for each in answer.citations],
        "follow_ups": list(answer.follow_ups),
        "confidence": answer.confidence,
        "written": written_to_json(answer.written),
        "trace": {
            "intent": answer.trace.intent.value,
            "took_ms": answer.trace.took_ms,
            "stages": [_fields(each) for each in answer.trace.stages],
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
        written=_written_from_json(value.get("written")),  # absent before models wrote answers
    )


def event_to_json(event: ChatEvent) -> dict[str, Any]:
    """An event as the stream sends it; `type` names it."""
    match event:
        case Started():
            return {"type": "started", **{k: str(v) for k, v in asdict(event).items()}}
        case StageDone(stage):
            return {"type": "stage", **_fields(stage)}
        case Delta(text):
            return {"type": "delta", "text": text}
        case Cited(citation):
            return {"type": "citation", "citation": citation_to_json(citation)}
        case Done(answer):
            return {"type": "done", "answer": answer_to_json(answer)}


def message_to_json(message: Message) -> dict[str, Any]:
    """A stored message as a conversation shows it."""
    whole = answer_to_json(message.answer) if message.answer is not None else None
    return {
        "id": str(message.id),
        "role": message.author.value,
        "text": message.text,
        "status": whole and whole["status"],
        "citations": whole["citations"] if whole else [],
        "follow_ups": whole["follow_ups"] if whole else [],
        "trace": whole and whole["trace"],
        "written": whole and whole["written"],
        "rating": message.rating,
        "created_at": message.created_at.isoformat(),
    }


def conversation_to_json(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": str(conversation.id),
        "title": conversation.title,
        "updated_at": conversation.updated_at.isoformat(),
    }
