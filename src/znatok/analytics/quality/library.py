"""A collection as documents: cut, embedded and indexed exactly as uploaded files are."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from znatok.access.model import Reader
from znatok.analytics.quality.collection import Passage
from znatok.documents.model import Block, BlockKind, Fragment, LocatedFragment, Version
from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment
from znatok.ingestion.embedding import EmbeddingSettings, embed
from znatok.ingestion.splitting import split
from znatok.kernel.ids import DocumentId, FragmentId, VersionId
from znatok.language.morphology import Morphology
from znatok.language.wording import indexed_terms
from znatok.llm.ports import EmbeddingModel

_EVERYONE = frozenset({"everyone"})


@dataclass(slots=True)
class Library:
    """The fragments of a collection, and which passage each document is."""

    fragments: dict[FragmentId, LocatedFragment] = field(default_factory=dict)
    passages: dict[DocumentId, Passage] = field(default_factory=dict)

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        """A measured collection is open: its one reader may read all of it."""
        assert "everyone" in reader.principals
        return [self.fragments[each] for each in fragment_ids]


class LibraryBuilder:
    def __init__(self, index: FragmentIndex, model: EmbeddingModel, morphology: Morphology) -> None:
        self._index = index
        self._model = model
        self._morphology = morphology

    async def build(
        self, passages: Sequence[Passage], library: Library, *, at: datetime
    ) -> AsyncIterator[int]:
        """Add every passage to `library` and the index; yields how many are done."""
        for done, passage in enumerate(passages, start=1):
            version = _version(passage, done, at)
            fragments = split(version, passage.title, self._morphology)
            await self._index.publish([await self._indexed(version, passage, fragments)])
            library.passages[version.document_id] = passage
            for each in fragments:
                library.fragments[each.id] = LocatedFragment(
                    each, passage.title, passage.id, version.number, at
                )
            yield done

    async def _indexed(
        self, version: Version, passage: Passage, fragments: Sequence[Fragment]
    ) -> IndexedDocument:
        vectors = [
            each
            async for _, some in embed(
                version, passage.title, fragments, self._model, EmbeddingSettings()
            )
            for each in some
        ]
        return IndexedDocument(
            id=version.document_id,
            principals=_EVERYONE,
            fragments=[
                IndexedFragment(
                    id=fragment.id,
                    vector=each.vector,
                    sentence_vectors=np.asarray(each.sentences),
                    terms=indexed_terms(fragment.terms.split()),
                )
                for fragment, each in zip(fragments, vectors, strict=True)
            ],
        )


def _version(passage: Passage, number: int, at: datetime) -> Version:
    document_id = DocumentId(uuid5(NAMESPACE_URL, f"znatok:collection:{number}:{passage.id}"))
    return Version(
        id=VersionId(uuid5(document_id, "1")),
        document_id=document_id,
        number=1,
        file_name=passage.id,
        media_type="text/plain",
        size_bytes=len(passage.text.encode()),
        sha256="",
        blob_key="",
        created_at=at,
        text=passage.text,
        blocks=_blocks(passage.text),
    )


def _blocks(text: str) -> tuple[Block, ...]:
    """Lines as paragraphs: a collection's text has no other structure."""
    blocks, position = [], 0
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        if start < end:
            blocks.append(Block(BlockKind.PARAGRAPH, start, end))
        position += len(line) + 1
    return tuple(blocks)
