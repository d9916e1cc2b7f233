"""Passages, contexts and messages that a test fills only where it means something."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from znatok.chat.answerability import Answerability
from znatok.chat.context import Context, Evidence, Prepared, Prompt
from znatok.chat.model import Author, Message, Started
from znatok.chat.stages.context import ContextStage, EvidenceSettings
from znatok.chat.stages.prompt import build_prompt
from znatok.documents.model import BlockKind, Fragment
from znatok.kernel.ids import (
    ConversationId,
    DocumentId,
    FragmentId,
    MessageId,
    VersionId,
    new_uuid,
)
from znatok.language.morphology import Morphology
from znatok.language.sentences import sentence_spans
from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.model import Passage, Query
from znatok.understanding.model import Intent

MORPHOLOGY = Morphology()
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
STARTED = Started(ConversationId(new_uuid()), MessageId(new_uuid()), MessageId(new_uuid()))


def fragment(
    text: str,
    *,
    document_id: DocumentId | None = None,
    start: int = 0,
    spans: Sequence[tuple[int, int]] | None = None,
    section: tuple[str, ...] = (),
    kind: BlockKind = BlockKind.PARAGRAPH,
    context: str = "",
    page: int | None = None,
    sheet: str | None = None,
) -> Fragment:
    return Fragment(
        id=FragmentId(new_uuid()),
        document_id=document_id or DocumentId(new_uuid()),
        version_id=VersionId(new_uuid()),
        ordinal=0,
        text=text,
        start=start,
        end=start + len(text),
        sentences=tuple(sentence_spans(text) if spans is None else spans),
        section=section,
        page=page,
        sheet=sheet,
        kind=kind,
        context=context,
    )


def passage(
    text: str,
    *,
    title: str = "Памятка",
    cosines: Sequence[float] | None = None,
    dense: float = 0.85,
    score: float = 0.5,
    **of_fragment: Any,
) -> Passage:
    found = fragment(text, **of_fragment)
    return Passage(
        fragment=found,
        title=title,
        file_name="памятка.docx",
        version=3,
        updated_at=AT,
        score=score,
        dense=dense,
        lexical=1.0,
        sentences=tuple(cosines or (0.8,) * len(found.sentences)),
    )


def evidence(found: Passage, sentence: int = 0, span: tuple[int, int] | None = None) -> Evidence:
    start, end = span or found.fragment.sentences[sentence]
    return Evidence(found, sentence, start, end, 0.8, typed=False, score=1.0)


def context(
    *pieces: Evidence,
    passages: Sequence[Passage] | None = None,
    nearest: Sequence[Evidence] = (),
    confidence: float = 0.9,
    intent: Intent = Intent.DOCUMENTATION,
    language: str = "ru",
    question: str = "Сколько длится отпуск?",
) -> Context:
    whole = tuple(dict.fromkeys(each.passage for each in pieces)) if passages is None else passages
    return Context(
        question, language, intent, tuple(whole), pieces, confidence, nearest=tuple(nearest)
    )


def prompt(made_of: Context) -> Prompt:
    return build_prompt(made_of)


def asked(text: str) -> Message:
    return Message(MessageId(new_uuid()), Author.USER, text, AT)


def query(text: str) -> Query:
    return Query(text, dict.fromkeys(MORPHOLOGY.terms(text), 1.0), np.ones(1, np.float32))


def weigh(
    text: str,
    passages: Sequence[Passage],
    *,
    settings: EvidenceSettings | None = None,
    intent: Intent = Intent.DOCUMENTATION,
) -> Context:
    """The context stage on these passages, every term as telling as the next."""
    reading = CloseReading(MORPHOLOGY, ReadingSettings())
    stage = ContextStage(MORPHOLOGY, reading, Answerability(), settings or EvidenceSettings())
    asking = query(text)
    rarity = dict.fromkeys(asking.terms, 1.0)
    read = reading.read(asking, passages, rarity)
    return stage.run(Prepared(text, "ru"), asking, read, rarity, intent)
