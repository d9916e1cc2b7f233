"""What every fragment index must do. A subclass says how to open its adapter and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from tests.contract.index.examples import (
    DIMENSION,
    POOL,
    document,
    fragment,
    ids,
    query,
)
from tests.contract.index.recall import RecallContract
from tests.contract.index.reference import ReferenceIndex
from tests.contract.index.stateful import IndexMachine, assert_same

from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment, IndexQuery
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid

corpora = st.lists(
    st.dictionaries(st.sampled_from("абвгде"), st.integers(1, 5), max_size=6),
    min_size=1,
    max_size=12,
)
weights = st.dictionaries(st.sampled_from("абвгдеж"), st.sampled_from([0.5, 1.0, 2.0]), max_size=5)


class FragmentIndexContract(RecallContract):
    examples: ClassVar[int] = 50  # of hypothesis; engines that open slowly take fewer

    @pytest.fixture
    async def index(self) -> AsyncIterator[FragmentIndex]:
        async with self.opened() as index:
            yield index

    # Rights

    async def test_shows_only_what_the_reader_may_see(self, index: FragmentIndex) -> None:
        mine = document(fragment(1, {"отпуск": 1}), readers="u:1 g:7")
        secret = document(fragment(0, {"отпуск": 9}), readers="u:2")
        await index.publish([mine, secret])
        found = await index.search(query(0, {"отпуск": 1.0}, reader="everyone u:1"))
        assert [each.document_id for each in found] == [mine.id]

    async def test_shows_nothing_to_a_reader_without_principals(self, index: FragmentIndex) -> None:
        await index.publish([document(fragment(0, {"а": 1}))])
        assert await index.search(query(0, {"а": 1.0}, reader="")) == []

    async def test_a_document_without_principals_is_seen_by_nobody(
        self, index: FragmentIndex
    ) -> None:
        await index.publish([document(fragment(0, {"а": 1}), readers="")])
        assert await index.search(query(0, {"а": 1.0}, reader="everyone u:1")) == []
        assert await index.size() == 1

    async def test_a_principal_is_compared_whole(self, index: FragmentIndex) -> None:
        await index.publish([document(fragment(), readers="g:12")])
        assert await index.search(query(reader="g:1")) == []
        assert await index.search(query(reader="g:123")) == []

    @pytest.mark.parametrize("reader", ["g:1') or 1=1 --", "g:1' , 'u:2", "u:2\\", "%", "U:2"])
    async def test_a_crafted_principal_opens_nothing(
        self, index: FragmentIndex, reader: str
    ) -> None:
        await index.publish([document(fragment(0, {"а": 1}), readers="u:2")])
        asked = IndexQuery(POOL[0], {"а": 1.0}, frozenset({reader, "everyone"}))
        assert await index.search(asked) == []

    async def test_a_change_of_access_takes_effect_at_once(self, index: FragmentIndex) -> None:
        one, other = document(fragment(0), readers="u:1"), document(fragment(1), readers="u:1")
        await index.publish([one, other])
        await index.search(query(reader="u:1"))  # whatever is remembered of this reader
        await index.set_access(one.id, frozenset({"u:2", "u:3"}))
        assert ids(await index.search(query(reader="u:1"))) == [other.fragments[0].id]
        assert ids(await index.search(query(reader="u:3"))) == [one.fragments[0].id]
        await index.set_access(one.id, frozenset())
        assert await index.search(query(reader="u:2")) == []

    async def test_a_scope_cannot_widen_rights(self, index: FragmentIndex) -> None:
        secret = document(fragment(), readers="u:2")
        await index.publish([secret])
        scope = frozenset({secret.id})
        assert await index.search(query(reader="u:1", documents=scope)) == []

    # Changes

    async def test_removed_documents_are_gone(self, index: FragmentIndex) -> None:
        gone, kept = document(fragment(0, {"а": 1})), document(fragment(1, {"а": 1}))
        await index.publish([gone, kept])
        await index.remove([gone.id])
        assert ids(await index.search(query(0, {"а": 1.0}))) == [kept.fragments[0].id]
        assert await index.size() == 1
        assert await index.document_frequency(["а"]) == {"а": 1}

    async def test_a_replacement_leaves_no_old_fragments(self, index: FragmentIndex) -> None:
        old = document(fragment(0, {"старый": 1}), fragment(1), fragment(2))
        await index.publish([old])
        new = document(fragment(3, {"новый": 1}), document_id=old.id, readers="u:1")
        await index.publish([new])
        assert ids(await index.search(query(reader="u:1"))) == [new.fragments[0].id]
        assert await index.search(query(reader="everyone")) == []
        assert await index.size() == 1
        assert await index.document_frequency(["старый", "новый"]) == {"старый": 0, "новый": 1}

    async def test_a_replacement_may_keep_fragment_ids(self, index: FragmentIndex) -> None:
        old = document(fragment(0, {"а": 1}, fragment_id=1), fragment(1, fragment_id=2))
        new = document(fragment(2, {"б": 1}, fragment_id=1), document_id=old.id)
        await index.publish([old])
        await index.publish([new])
        [found] = await index.search(query(2, {"б": 1.0}))
        assert found.dense == pytest.approx(1.0, abs=1e-5)
        assert found.lexical > 0
        assert await index.size() == 1

    async def test_of_a_document_given_twice_the_last_counts(self, index: FragmentIndex) -> None:
        first = document(fragment(0))
        last = document(fragment(1), document_id=first.id)
        await index.publish([first, last])
        assert ids(await index.search(query())) == [last.fragments[0].id]

    async def test_a_document_without_fragments_replaces_the_old(
        self, index: FragmentIndex
    ) -> None:
        old = document(fragment())
        await index.publish([old])
        await index.publish([document(document_id=old.id)])
        assert await index.search(query()) == []
        assert await index.size() == 0

    async def test_unknown_documents_are_ignored(self, index: FragmentIndex) -> None:
        kept = document(fragment())
        await index.publish([kept])
        unknown = DocumentId(new_uuid())
        await index.remove([unknown])
        await index.set_access(unknown, frozenset({"everyone"}))
        found = await index.search(query(documents=frozenset({unknown, kept.id})))
        assert ids(found) == [kept.fragments[0].id]

    async def test_publishing_nothing_changes_nothing(self, index: FragmentIndex) -> None:
        await index.publish([])
        await index.remove([])
        assert await index.size() == 0

    async def test_a_search_during_publishing_sees_whole_documents(
        self, index: FragmentIndex
    ) -> None:
        def version(number: int, of: DocumentId) -> IndexedDocument:
            first = number * 1000
            parts = (fragment(0, {"а": 1}, fragment_id=first + part) for part in range(12))
            return document(*parts, document_id=of)

        documents = [DocumentId(new_uuid()) for _ in range(3)]
        await index.publish([version(place, each) for place, each in enumerate(documents)])

        async def write() -> None:
            for number in range(3, 30):
                await index.publish([version(number, documents[number % 3])])
                await asyncio.sleep(0)

        writing = asyncio.create_task(write())
        searches = 0
        while not writing.done() or not searches:
            found = await index.search(query(0, {"а": 1.0}))
            searches += 1
            versions: dict[DocumentId, list[int]] = {}
            for each in found:
                versions.setdefault(each.document_id, []).append(each.fragment_id.int // 1000)
            assert {len(numbers) for numbers in versions.values()} == {12}
            assert all(len(set(numbers)) == 1 for numbers in versions.values())
            assert set(versions) == set(documents)
            await asyncio.sleep(0)
        await writing

    # Answers

    async def test_an_empty_index_finds_nothing(self, index: FragmentIndex) -> None:
        assert await index.search(query(0, {"а": 1.0})) == []
        assert await index.document_frequency(["а"]) == {"а": 0}
        assert await index.size() == 0

    async def test_both_scores_whichever_way_a_fragment_was_found(
        self, index: FragmentIndex
    ) -> None:
        meant = document(fragment(0, {"б": 1}, sentences=[0, 1]))
        worded = document(fragment(5, {"а": 2}, sentences=[2]))
        neither = document(fragment(9, {"в": 1}))
        await index.publish([meant, worded, neither])
        reference = ReferenceIndex()
        reference.publish([meant, worded, neither])
        asked = query(0, {"а": 1.0, "б": 0.1}, each=1)
        found = await index.search(asked)
        assert {each.document_id for each in found} == {meant.id, worded.id}
        assert all(each.lexical > 0 for each in found)
        assert_same(found, reference.search(asked))

    async def test_the_nearest_come_first(self, index: FragmentIndex) -> None:
        await index.publish([document(*(fragment(place) for place in range(len(POOL))))])
        found = [each.dense for each in await index.search(query(3))]
        assert found == sorted(found, reverse=True)
        assert found == pytest.approx(sorted(POOL @ POOL[3], reverse=True), abs=1e-5)

    async def test_ties_are_ordered_by_fragment_id(self, index: FragmentIndex) -> None:
        numbers = [9, 2**127 + 1, 4, 2**64, 2**64 - 1, 2**127]
        for number in numbers:
            await index.publish([document(fragment(0, {"а": 1}, fragment_id=number))])
        found = await index.search(query(0, {"а": 1.0}, each=4))
        assert [each.fragment_id.int for each in found] == sorted(numbers)[:4]

    async def test_no_more_than_each_of_either_kind(self, index: FragmentIndex) -> None:
        await index.publish([document(*(fragment(n % 24, {"а": 1}) for n in range(60)))])
        assert len(await index.search(query(0, each=7))) == 7
        assert len(await index.search(query(0, {"а": 1.0}, each=7))) <= 14
        assert await index.search(query(0, {"а": 1.0}, each=0)) == []

    async def test_only_the_documents_asked_for(self, index: FragmentIndex) -> None:
        documents = [document(fragment(n, {"а": 1})) for n in range(10)]
        await index.publish(documents)
        scope = frozenset({documents[2].id, documents[7].id})
        found = await index.search(query(0, {"а": 1.0}, documents=scope, each=5))
        assert {each.document_id for each in found} == scope
        assert await index.search(query(0, {"а": 1.0}, documents=frozenset())) == []

    async def test_words_unknown_to_all_find_by_meaning_alone(self, index: FragmentIndex) -> None:
        await index.publish([document(fragment(0, {"а": 1}), fragment(1))])
        found = await index.search(query(0, {"неведомый": 1.0, 'it\'s -- "odd" *': 2.0}))
        assert [each.lexical for each in found] == [0.0, 0.0]

    async def test_strange_words_are_words(self, index: FragmentIndex) -> None:
        words = ["два слова", "o'reilly", 'a"b', "+-&|!(){}[]^~*?:\\/", "ё", "x" * 300, "А", "и"]
        await index.publish([document(*(fragment(n, {word: 1}) for n, word in enumerate(words)))])
        for number, word in enumerate(words):
            found = await index.search(query(number, {word: 1.0}))
            assert [each.lexical > 0 for each in found] == [True] + [False] * (len(words) - 1)
            assert await index.document_frequency([word]) == {word: 1}

    async def test_a_zero_vector_finds_by_words(self, index: FragmentIndex) -> None:
        parts = [fragment(n, {"а": 1} if n == 20 else {"б": 1}, fragment_id=n) for n in range(24)]
        await index.publish([document(*parts)])
        nothing = np.zeros(DIMENSION, dtype=np.float32)
        found = await index.search(IndexQuery(nothing, {"а": 1.0}, frozenset({"everyone"}), each=3))
        assert [each.fragment_id.int for each in found] == [0, 1, 2, 20]
        assert {each.dense for each in found} == {0.0}

    async def test_refuses_vectors_of_another_dimension(self, index: FragmentIndex) -> None:
        wrong = IndexedFragment(
            FragmentId(new_uuid()), np.ones(3, np.float32), np.zeros((0, 3), np.float32), {}
        )
        with pytest.raises(ValueError, match="8"):
            await index.publish([document(wrong)])
        assert await index.size() == 0

    # Beside a reference

    def test_bm25_is_the_formula_of_the_port(self) -> None:
        async def check(corpus: list[dict[str, int]], terms: dict[str, float]) -> None:
            documents = [document(fragment(n, words)) for n, words in enumerate(corpus)]
            reference = ReferenceIndex()
            reference.publish(documents)
            async with self.opened() as index:
                await index.publish(documents)
                asked = query(0, terms)
                assert_same(await index.search(asked), reference.search(asked))

        @settings(max_examples=self.examples, deadline=None)
        @given(corpora, weights)
        def run(corpus: list[dict[str, int]], terms: dict[str, float]) -> None:
            asyncio.run(check(corpus, terms))

        run()

    def test_any_history_answers_like_the_reference(self) -> None:
        steps = settings(max_examples=self.examples, stateful_step_count=25, deadline=None)
        run_state_machine_as_test(lambda: IndexMachine(self.opened), settings=steps)
