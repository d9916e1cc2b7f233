"""Choosing documents and sentences, and keeping what they suggest for a person to decide about."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Final

from znatok.access.model import Reader
from znatok.analytics.quality.drafting import draft_of
from znatok.analytics.quality.errors import BadQuestion
from znatok.analytics.quality.model import (
    LONGEST_FACT,
    Asker,
    Draft,
    Expected,
    QuestionOrigin,
    Source,
)
from znatok.analytics.quality.ports import QuestionStore
from znatok.analytics.quality.proposing.grammar import Grammar
from znatok.analytics.quality.proposing.sentences import Made, ask_about
from znatok.analytics.quality.proposing.tables import ask_about_table
from znatok.analytics.quality.questions import QuestionService, permit_change
from znatok.chat.history import ChatHistory, CitedDocuments, Corrected
from znatok.documents.model import BlockKind, Document, DocumentFilter, Status, Version
from znatok.documents.service import MAX_PAGE, DocumentService
from znatok.kernel.clock import Clock
from znatok.language.sentences import sentence_spans

MOST_DOCUMENTS: Final = 200  # of one round: a person has to read what comes of it
_A_DOCUMENT = 5  # proposals at most
_A_KIND = 2  # of one rule in one document, so that a long table does not fill the list
_CONSIDERED = 5_000  # documents among which those to ask about are chosen
_RECENT_ANSWERS = 10_000
_CORRECTIONS = 200
_CORRECTED_SINCE = timedelta(days=180)
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Proposed:
    """`documents`: looked into. `added`: proposals that were not there before, `corrections` of
    them from people's corrections of answers.
    """

    documents: int
    added: int
    corrections: int


class Proposer:
    """Looks only into documents that whoever asks may read: he is shown their sentences."""

    def __init__(
        self,
        *,
        documents: DocumentService,
        questions: QuestionService,
        store: QuestionStore,
        history: ChatHistory,
        clock: Clock,
    ) -> None:
        self._documents = documents
        self._questions = questions
        self._store = store
        self._history = history
        self._clock = clock

    async def propose(self, *, by: Reader, documents: int = 20) -> Proposed:
        """Propose questions of so many documents, those nobody has asked about first."""
        permit_change(by)
        corrected = await self._history.corrected(
            since=self._clock.now() - _CORRECTED_SINCE, limit=_CORRECTIONS
        )
        corrections = [
            (draft, QuestionOrigin.FEEDBACK) for each in corrected if (draft := _corrected(each))
        ]
        from_people = await self._questions.propose(corrections, by=by) if corrections else 0
        chosen = await self._chosen(by, max(1, min(documents, MOST_DOCUMENTS)))
        grammar = await asyncio.to_thread(Grammar)
        drafts: list[tuple[Draft, QuestionOrigin]] = []
        for each in chosen:
            document, version = await self._documents.content(each.id, by)
            made = await asyncio.to_thread(questions_of, version, document.title, grammar)
            drafts += [
                (draft, QuestionOrigin.PROPOSED) for m in made if (draft := _draft(m, document))
            ]
        from_documents = await self._questions.propose(drafts, by=by) if drafts else 0
        return Proposed(len(chosen), from_people + from_documents, from_people)

    async def _chosen(self, by: Reader, number: int) -> Sequence[Document]:
        """Without a golden question before those with one, never cited before the others."""
        cited = await self._history.cited(answers=_RECENT_ANSWERS)
        covered = await self._store.sources()
        found: list[Document] = []
        cursor: str | None = None
        while len(found) < _CONSIDERED:
            wanted = DocumentFilter(status=Status.READY)
            page = await self._documents.find(wanted, by, cursor=cursor, limit=MAX_PAGE)
            found += [each.document for each in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        found.sort(key=lambda each: (each.id in covered, _asked(each, cited)))
        return found[:number]


def questions_of(version: Version, title: str, grammar: Grammar) -> list[Made]:
    """At most `_A_DOCUMENT` questions that a version answers, in the order of its text."""
    kinds: dict[str, int] = {}
    chosen: list[Made] = []
    for made in _all_questions(version, title, grammar):
        kinds[made.tag] = kinds.get(made.tag, 0) + 1
        if kinds[made.tag] <= _A_KIND and made.question not in {m.question for m in chosen}:
            chosen.append(made)
    return list(islice(chosen, _A_DOCUMENT))


def _all_questions(version: Version, title: str, grammar: Grammar) -> Iterator[Made]:
    for block in version.blocks:
        if block.kind is BlockKind.TABLE:
            yield from ask_about_table(block.rows, title, grammar)
        elif block.kind in _SPOKEN:
            text = version.text[block.start : block.end]
            for start, end in sentence_spans(text):
                made = ask_about(text[start:end], grammar)
                if made is not None:
                    yield made


def _draft(made: Made, document: Document) -> Draft | None:
    source = Source(document.file_name, document.id)
    expected = Expected(True, (made.fact,), (source,), quote=made.quote)
    try:
        return draft_of(made.question, _asker(document), expected, (made.tag,))
    except BadQuestion:  # too long a fact or question: nothing for a person to read
        return None


def _asker(document: Document) -> Asker:
    """Somebody who may read the document: anybody, one of a department, or its owner."""
    access = document.access
    if access.everyone:
        return Asker()
    if access.departments:
        return Asker(department_id=min(access.departments))
    return Asker(user_id=document.owner_id)


def _corrected(each: Corrected) -> Draft | None:
    """What a person says the answer should be; the source is for whoever confirms to name."""
    fact = each.correction.strip()[:LONGEST_FACT]
    expected = Expected(True, ((fact,),))
    try:
        return draft_of(each.question, Asker(user_id=each.reader_id), expected, ("отзыв",))
    except BadQuestion:
        return None


def _asked(document: Document, cited: CitedDocuments) -> bool:
    return document.id in cited.ids
