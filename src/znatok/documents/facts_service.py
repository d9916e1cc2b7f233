"""Facts and relations of documents as people read and correct them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from znatok.access.model import Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import BadFact
from znatok.documents.facts import FactEdits, Facts
from znatok.documents.facts_ports import FactStore, Related
from znatok.documents.facts_relations import RelationKind, Verdict, family_key
from znatok.documents.model import Document, Version
from znatok.documents.ports import DocumentStore
from znatok.documents.rules import can_change, permit_change
from znatok.documents.trail import DocumentTrail
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.language.text import squeeze

_SHOWN = 20  # changed paragraphs of a comparison that are shown
_COMPARED = 3_000  # paragraphs; of longer documents the rest is not compared
_LONGEST = 600  # characters of a shown paragraph


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph that two documents have differently; "" where one has none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents by paragraphs; `cut`: only their beginnings were compared."""

    same: int
    added: int
    removed: int
    changed: int
    paragraphs: tuple[Changed, ...]
    cut: bool


class FactService:
    """Every method names its reader; what he may not see is `DocumentNotFound`."""

    def __init__(
        self,
        *,
        facts: FactStore,
        documents: DocumentStore,
        trail: DocumentTrail,
        feed: ChangeFeed,
        clock: Clock,
        morphology: Morphology,
    ) -> None:
        self._facts = facts
        self._documents = documents
        self._trail = trail
        self._feed = feed
        self._clock = clock
        self._morphology = morphology

    async def of(
        self, document_ids: Sequence[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, Facts]:
        """Facts of those that the reader may see and that have any."""
        return await self._facts.facts(document_ids, reader)

    async def edit(
        self, document_id: DocumentId, reader: Reader, values: Mapping[str, object]
    ) -> None:
        """Set facts of the current version by hand; a value of None says that there is none.

        Raises:
            MayNotChange: see `documents.rules`.
            BadFact: the document would end before it begins.
            FactsNotReady: no version has been read yet.

        """
        document = await self._documents.get(document_id, reader)
        try:
            permit_change(document, reader)
        except Refused as error:
            await self._trail.refused("document.facts_changed", reader, document_id, error)
            raise
        known = (await self._facts.facts([document_id], reader)).get(document_id, Facts())
        _check_order(FactEdits(values).over(known))
        details = {"facts": sorted(values)}
        await self._trail.doing("document.facts_changed", reader, document_id, details)
        await self._facts.edit(
            document_id, reader, values, lambda found: permit_change(found, reader)
        )
        await self._facts.relate(document_id)
        await self._feed.hurry()

    async def renamed(self, document_id: DocumentId, title: str) -> None:
        """Follow a new title: it may make the document another's revision."""
        await self._facts.rename(document_id, family_key(title, self._morphology))
        await self._facts.relate(document_id)
        await self._feed.hurry()

    async def related(self, document_id: DocumentId, reader: Reader) -> Sequence[Related]:
        """Relations to documents that the reader may see, too."""
        return await self._facts.related(document_id, reader)

    async def compare(
        self, older_id: DocumentId, newer_id: DocumentId, reader: Reader
    ) -> Comparison:
        """What changed from one document to another, by paragraphs. Call for one pair at a time."""
        _, older = await self._documents.content(older_id, reader, None)
        _, newer = await self._documents.content(newer_id, reader, None)
        for each in (older_id, newer_id):
            await self._trail.seen("document.content_read", reader, each, {})
        return compared(older, newer)

    async def compare_versions(
        self, document_id: DocumentId, older: int, newer: int, reader: Reader
    ) -> Comparison:
        """What changed from one version of a document to another, by paragraphs.

        Raises:
            DocumentNotFound: also for a version that is not there or has not been read in.

        """
        _, before = await self._documents.content(document_id, reader, older)
        _, after = await self._documents.content(document_id, reader, newer)
        details = {"versions": [older, newer]}
        await self._trail.seen("document.content_read", reader, document_id, details)
        return compared(before, after)

    async def judge(
        self,
        newer_id: DocumentId,
        older_id: DocumentId,
        kind: RelationKind,
        verdict: Verdict | None,
        reader: Reader,
    ) -> None:
        """Confirm or deny a relation, or take the word back with None.

        Who may change the older document decides what takes its place; that the two are no
        relations may be said by who may change either.

        Raises:
            MayNotChange, RelationNotFound, DocumentNotFound.

        """

        def permit(newer: Document, older: Document) -> None:
            if verdict is Verdict.CONFIRMED or not can_change(newer, reader):
                permit_change(older, reader)

        details = {"newer": str(newer_id), "verdict": "" if verdict is None else verdict.value}
        try:
            await self._facts.judge(
                newer_id,
                older_id,
                kind,
                verdict,
                reader,
                permit=permit,
                at=self._clock.now(),
            )
        except Refused as error:
            await self._trail.refused("document.relation_judged", reader, older_id, error)
            raise
        await self._trail.doing("document.relation_judged", reader, older_id, details)
        await self._feed.hurry()


def compared(older: Version, newer: Version) -> Comparison:
    """Two versions by paragraphs: those that one of them has alone, and those put otherwise."""
    before, after = _paragraphs(older), _paragraphs(newer)
    cut = max(len(before), len(after)) > _COMPARED
    before, after = before[:_COMPARED], after[:_COMPARED]
    same = added = removed = changed = 0
    shown: list[Changed] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            same += j - i
            continue
        both = min(j - i, m - k)
        changed += both
        removed += j - i - both
        added += m - k - both
        for at in range(max(j - i, m - k)):
            old = before[i + at] if i + at < j else ""
            new = after[k + at] if k + at < m else ""
            shown.append(Changed(old[:_LONGEST], new[:_LONGEST]))
    return Comparison(same, added, removed, changed, tuple(shown[:_SHOWN]), cut)


def _paragraphs(version: Version) -> list[str]:
    lines = (squeeze(each) for each in version.text.split("\n"))
    return [each for each in lines if each]


def _check_order(facts: Facts) -> None:
    begins: date | None = facts.valid_from.value if facts.valid_from is not None else None
    ends: date | None = facts.valid_until.value if facts.valid_until is not None else None
    if begins is not None and ends is not None and ends < begins:
        raise BadFact(fact="valid_until")
