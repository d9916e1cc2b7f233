import asyncio

import numpy as np
import pytest
from tests.contract.index.examples import NO_SENTENCES, POOL, document, fragment, query, unit

from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import IndexedDocument, IndexedFragment, IndexQuery
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid


async def test_many_small_publishes_stay_in_few_segments() -> None:
    index = ExactIndex(8)
    most = 0
    for number in range(3000):
        await index.publish([document(fragment(number % 24, {"а": 1}))])
        most = max(most, len(index._views))
    assert most <= 8
    assert await index.size() == 3000
    assert await index.document_frequency(["а"]) == {"а": 3000}
    await index.close()


async def test_removal_gives_memory_back() -> None:
    index = ExactIndex(8)
    documents = [document(fragment(number % 24)) for number in range(500)]
    await index.publish(documents)
    await index.remove(each.id for each in documents[:400])
    assert sum(view.segment.rows for view in index._views) == 100
    await index.remove(each.id for each in documents)
    assert index._views == ()
    await index.close()


async def test_replacing_one_document_for_ever_does_not_grow() -> None:
    index = ExactIndex(8)
    name = DocumentId(new_uuid())
    for number in range(300):
        await index.publish([document(fragment(number % 24), document_id=name)])
    assert sum(view.segment.rows for view in index._views) == 1
    await index.close()


@pytest.mark.parametrize("always_offload", [False, True])
async def test_a_large_publish_comes_in_steps_of_whole_documents(always_offload: bool) -> None:
    index = ExactIndex(8, always_offload=always_offload)
    documents = [document(*(fragment(n) for n in range(3)), readers="u:1") for _ in range(3000)]
    publishing = asyncio.create_task(index.publish(documents))
    seen = set()
    while not publishing.done():
        seen.add(await index.size())
        await asyncio.sleep(0)
    assert all(size % 3 == 0 for size in seen)
    assert await index.size() == 9000
    await index.close()


async def test_a_cancelled_publish_does_not_spoil_the_next() -> None:
    index = ExactIndex(8, always_offload=True)
    documents = [document(fragment(0, {f"слово{n}": 1})) for n in range(2000)]
    publishing = asyncio.create_task(index.publish(documents))
    await asyncio.sleep(0.001)
    publishing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await publishing
    await index.publish(documents)
    found = await index.search(query(0, {"слово7": 1.0}, each=1))
    assert documents[7].id in {each.document_id for each in found if each.lexical > 0}
    assert sum(each.lexical > 0 for each in found) == 1
    await index.close()


async def test_sentence_cosines_keep_four_digits_at_full_dimension() -> None:
    generator = np.random.default_rng(5)
    sentences = unit(generator.normal(size=(200, 384)).astype(np.float32))
    spiky = np.zeros((1, 384), dtype=np.float32)
    spiky[0, 17] = -1.0
    sentences = np.concatenate((sentences, spiky))
    asked = unit(generator.normal(size=384) - 3 * np.eye(384)[17]).astype(np.float32)
    index = ExactIndex(384)
    held = IndexedFragment(FragmentId(new_uuid()), sentences[0], sentences, {})
    await index.publish([document(held)])
    [found] = await index.search(IndexQuery(asked, {}, frozenset({"everyone"})))
    assert np.abs(np.array(found.sentences) - sentences @ asked).max() < 1e-4
    await index.close()


async def test_a_query_of_any_length_gives_cosines() -> None:
    index = ExactIndex(8)
    await index.publish([document(fragment(2, sentences=[2]))])
    [found] = await index.search(IndexQuery(POOL[2] * 5, {}, frozenset({"everyone"})))
    assert found.dense == pytest.approx(1.0, abs=1e-6)
    assert found.sentences == pytest.approx((1.0,), abs=1e-4)
    await index.close()


async def test_remembers_no_more_readers_than_it_has_room_for() -> None:
    index = ExactIndex(8)
    await index.publish([document(fragment(), readers="everyone")])
    for number in range(200):
        assert len(await index.search(query(reader=f"everyone u:{number}"))) == 1
    assert len(index._views[0]._remembered) <= 64
    await index.close()


async def test_refuses_sentences_of_another_dimension() -> None:
    index = ExactIndex(8)
    wrong = IndexedFragment(FragmentId(new_uuid()), POOL[0], np.ones((2, 4), np.float32), {})
    with pytest.raises(ValueError, match="8 components"):
        await index.publish([document(wrong)])
    right = IndexedFragment(FragmentId(new_uuid()), POOL[0], NO_SENTENCES, {})
    await index.publish([IndexedDocument(DocumentId(new_uuid()), frozenset({"a"}), [right])])
    assert await index.size() == 1
    await index.close()
