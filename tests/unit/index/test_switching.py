import numpy as np
import pytest
from tests.contract.embedding_model.hashing import HashingModel

from znatok.access.model import Reader, Role
from znatok.index.adapters.exact import ExactIndex
from znatok.index.errors import ForeignVector
from znatok.index.ports import IndexedDocument, IndexedFragment, IndexQuery
from znatok.index.switching import SwitchingIndex
from znatok.kernel.ids import DocumentId, FragmentId, UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.llm.ports import Vectors
from znatok.llm.switching import SwitchingModel
from znatok.retrieval.queries import QueryMaker

EVERYONE = frozenset({"everyone"})


class Twin(HashingModel):
    """The same dimension and another space: only the name can tell."""

    name = "hashing-twin"


async def filled(model: HashingModel, text: str) -> tuple[ExactIndex, FragmentId]:
    index, id_ = ExactIndex(model.dimension), FragmentId(new_uuid())
    vector = (await model.embed_passages([text]))[0]
    fragment = IndexedFragment(id_, vector, vector[None], {"отпуск": 1})
    await index.publish([IndexedDocument(DocumentId(new_uuid()), EVERYONE, [fragment])])
    return index, id_


def query_of(vector: Vectors, space: str | None) -> IndexQuery:
    return IndexQuery(vector, {}, EVERYONE, space=space)


async def test_a_vector_of_another_model_is_never_compared() -> None:
    model = HashingModel()
    index, id_ = await filled(model, "отпуск")
    switching = SwitchingIndex(index, model.name)
    vector = (await model.embed_queries(["отпуск"]))[0]
    assert [e.fragment_id for e in await switching.search(query_of(vector, model.name))] == [id_]
    for foreign in ("hashing-twin", None):
        with pytest.raises(ForeignVector):
            await switching.search(query_of(vector, foreign))
    await index.close()


async def test_a_question_embedded_before_the_switch_is_answered_by_the_index_before_it() -> None:
    old, new = HashingModel(), Twin()
    (before, old_id), (after, new_id) = await filled(old, "отпуск"), await filled(new, "отпуск")
    switching = SwitchingIndex(before, old.name)
    vector = (await old.embed_queries(["отпуск"]))[0]
    switching.use(after, new.name)
    late = await switching.search(query_of(vector, old.name))
    fresh = await switching.search(query_of(vector, new.name))
    assert [late[0].fragment_id, fresh[0].fragment_id] == [old_id, new_id]
    switching.forget()
    with pytest.raises(ForeignVector):
        await switching.search(query_of(vector, old.name))
    await before.close()
    await after.close()


async def test_a_query_names_the_model_that_embedded_it_even_if_it_is_exchanged_meanwhile() -> None:
    switching = SwitchingModel(HashingModel())

    class Exchanged(HashingModel):
        async def embed_queries(self, texts: list[str]) -> Vectors:  # type: ignore[override]  # a list does
            switching.use(Twin())
            return np.zeros((len(texts), self.dimension), np.float32)

    switching.use(Exchanged())
    maker = QueryMaker(Morphology(), switching)
    reader = Reader(UserId(new_uuid()), Role.USER)
    assert (await maker.make("отпуск", reader=reader)).space == HashingModel.name
    assert (await maker.make("отпуск", reader=reader)).space == Twin.name
