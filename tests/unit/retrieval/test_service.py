from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest
from tests.contract.embedding_model.hashing import HashingModel

from znatok.access.model import Reader, Role
from znatok.documents.model import Fragment, LocatedFragment
from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import IndexedDocument, IndexedFragment
from znatok.kernel.ids import DocumentId, FragmentId, UserId, VersionId, new_uuid
from znatok.language.morphology import Morphology
from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

_MORPHOLOGY = Morphology()
_MODEL = HashingModel()
_AT = datetime(2026, 3, 2, tzinfo=UTC)
_READER = Reader(UserId(new_uuid()), Role.USER)
_QUERIES = QueryMaker(_MORPHOLOGY, _MODEL)


@dataclass
class Shelf:
    """A `FragmentSource` that hides what it is told to."""

    fragments: dict[FragmentId, Fragment] = field(default_factory=dict)
    hidden: set[FragmentId] = field(default_factory=set)
    asked: list[Reader] = field(default_factory=list)

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        self.asked.append(reader)
        return [
            LocatedFragment(self.fragments[each], "Памятка", "памятка.txt", 2, _AT)
            for each in fragment_ids
            if each not in self.hidden
        ]


@dataclass
class Room:
    index: ExactIndex
    shelf: Shelf
    retriever: Retriever

    async def add(self, text: str, *principals: str) -> FragmentId:
        document_id, fragment_id = DocumentId(new_uuid()), FragmentId(new_uuid())
        vectors = await _MODEL.embed_passages([text])
        await self.index.publish(
            [
                IndexedDocument(
                    document_id,
                    frozenset(principals),
                    [
                        IndexedFragment(
                            fragment_id, vectors[0], np.asarray(vectors), _MORPHOLOGY.counts(text)
                        )
                    ],
                )
            ]
        )
        self.shelf.fragments[fragment_id] = Fragment(
            fragment_id,
            document_id,
            VersionId(UUID(int=1)),
            0,
            text,
            0,
            len(text),
            ((0, len(text)),),
        )
        return fragment_id

    async def find(self, text: str, limit: int = 10) -> list[FragmentId]:
        found = await self.retriever.search(await _QUERIES.make(text), _READER, limit=limit)
        return [each.fragment.id for each in found.passages]


@pytest.fixture
async def room() -> Room:
    index, shelf = ExactIndex(_MODEL.dimension), Shelf()
    return Room(
        index,
        shelf,
        Retriever(index, shelf, FusionSettings(), CloseReading(Morphology(), ReadingSettings())),
    )


async def test_gives_the_best_passages_first_with_card_and_scores(room: Room) -> None:
    await room.add("Командировка оформляется приказом", "everyone")
    right = await room.add("Отпуск длится двадцать восемь дней", "everyone")
    query = await _QUERIES.make("сколько дней длится отпуск")
    found = await room.retriever.search(query, _READER, limit=5)
    best = found.passages[0]
    assert found.candidates == 2
    assert best.fragment.id == right
    assert (best.title, best.file_name, best.version) == ("Памятка", "памятка.txt", 2)
    assert best.updated_at == _AT
    scores = [each.score for each in found.passages]
    assert scores == sorted(scores, reverse=True)
    assert best.lexical > 0
    assert best.sentences == pytest.approx((best.dense,), abs=1e-5)


async def test_gives_no_more_than_the_limit(room: Room) -> None:
    for number in range(6):
        await room.add(f"Отпуск номер {number}", "everyone")
    assert len(await room.find("отпуск", limit=4)) == 4


async def test_never_gives_what_the_index_hides_from_the_reader(room: Room) -> None:
    await room.add("Отпуск директора", f"u:{new_uuid()}")
    mine = await room.add("Отпуск сотрудника", f"u:{_READER.user_id}")
    assert await room.find("отпуск") == [mine]


async def test_never_gives_what_the_source_hides_and_keeps_the_order_of_the_rest(
    room: Room,
) -> None:
    texts = ("отпуск отпуск дни", "отпуск дни приказ", "дни приказ стол", "приказ стол окно")
    for text in texts:
        await room.add(text, "everyone")
    whole = await room.find("отпуск дни")
    room.shelf.hidden = {whole[0], whole[2]}
    assert await room.find("отпуск дни") == [whole[1], whole[3]]
    assert set(room.shelf.asked) == {_READER}


async def test_a_scope_narrows_the_search(room: Room) -> None:
    one = await room.add("Отпуск сотрудника", "everyone")
    await room.add("Отпуск директора", "everyone")
    scope = frozenset({room.shelf.fragments[one].document_id})
    query = await _QUERIES.make("отпуск", documents=scope)
    found = await room.retriever.search(query, _READER, limit=10)
    assert [each.fragment.id for each in found.passages] == [one]


async def test_an_empty_index_finds_nothing(room: Room) -> None:
    assert await room.find("отпуск") == []


async def test_rare_terms_tell_more(room: Room) -> None:
    await room.add("отпуск приказ", "everyone")
    await room.add("отпуск стол", "everyone")
    rarity = await room.retriever.rarity(["отпуск", "приказ", "нигде"])
    assert rarity["нигде"] > rarity["приказ"] > rarity["отпуск"] > 0


def test_words_that_only_ask_are_no_terms() -> None:
    terms = _QUERIES.terms("Подскажите, пожалуйста, сколько дней длится отпуск?")
    assert terms == {"день": 1.0, "длиться": 1.0, "отпуск": 1.0}


def test_words_that_ask_are_kept_when_there_are_no_others() -> None:
    assert _QUERIES.terms("Сколько?") == {"сколько": 1.0}
    assert _QUERIES.terms("!!!") == {}


async def test_a_query_has_a_unit_vector_and_the_terms_given() -> None:
    query = await _QUERIES.make("Отпуск", terms={"отпуск": 0.4})
    assert query.text == "Отпуск"
    assert query.terms == {"отпуск": 0.4}
    assert query.documents is None
    assert query.vector.shape == (_MODEL.dimension,)
    assert np.linalg.norm(query.vector) == pytest.approx(1, abs=1e-6)
