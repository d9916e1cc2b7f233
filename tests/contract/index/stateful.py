"""Random histories of an index beside a model of it: the same answers, nothing leaked."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.contract.index.examples import POOL, document, fragment, ids, query
from tests.contract.index.reference import ReferenceIndex

from znatok.index.ports import Candidate, FragmentIndex, IndexedFragment
from znatok.kernel.ids import DocumentId, new_uuid

NAMES = [DocumentId(new_uuid()) for _ in range(12)]

names = st.sampled_from(NAMES)
principals = st.sets(st.sampled_from(["everyone", "g:1", "g:2", "u:1", "u:2"]), max_size=3)
terms = st.dictionaries(st.sampled_from("абвгд"), st.integers(1, 3), max_size=4)
vectors = st.integers(0, len(POOL) - 1)
fragments = st.lists(st.tuples(vectors, terms, st.lists(vectors, max_size=3)), max_size=5)
publications = st.lists(st.tuples(names, principals, fragments), min_size=1, max_size=4)


class IndexMachine(RuleBasedStateMachine):
    def __init__(self, opened: Callable[[], AbstractAsyncContextManager[FragmentIndex]]) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.opening = opened()
        self.index = self.runner.run(self.opening.__aenter__())
        self.reference = ReferenceIndex()

    @rule(given=publications)
    def publish(
        self,
        given: list[tuple[DocumentId, set[str], list[tuple[int, dict[str, int], list[int]]]]],
    ) -> None:
        documents = [
            document(*map(_fragment, parts), readers=" ".join(readers), document_id=name)
            for name, readers, parts in given
        ]
        self.runner.run(self.index.publish(documents))
        self.reference.publish(documents)

    @rule(gone=st.lists(names, max_size=3))
    def remove(self, gone: list[DocumentId]) -> None:
        self.runner.run(self.index.remove(gone))
        self.reference.remove(gone)

    @rule(name=names, readers=principals)
    def set_access(self, name: DocumentId, readers: set[str]) -> None:
        self.runner.run(self.index.set_access(name, frozenset(readers)))
        self.reference.set_access(name, frozenset(readers))

    @rule(
        vector=vectors,
        words=st.dictionaries(st.sampled_from("абвгдж"), st.sampled_from([0.5, 1.0, 2.0])),
        readers=principals,
        scope=st.none() | st.frozensets(names, max_size=4),
        each=st.sampled_from([1, 2, 5, 100]),
    )
    def search(
        self,
        vector: int,
        words: dict[str, float],
        readers: set[str],
        scope: frozenset[DocumentId] | None,
        each: int,
    ) -> None:
        asked = query(vector, words, " ".join(readers), scope, each)
        found = self.runner.run(self.index.search(asked))
        for candidate in found:
            assert self.reference.documents[candidate.document_id].principals & readers
        assert_same(found, self.reference.search(asked))

    @invariant()
    def holds_as_many_fragments(self) -> None:
        assert self.runner.run(self.index.size()) == len(self.reference.fragments())

    @rule()
    def count_terms(self) -> None:
        counted = self.runner.run(self.index.document_frequency("абж"))
        assert counted == {term: self.reference.document_frequency(term) for term in "абж"}

    def teardown(self) -> None:
        self.runner.run(self.opening.__aexit__(None, None, None))
        self.runner.close()


def assert_same(found: Sequence[Candidate], expected: Sequence[Candidate]) -> None:
    """The same fragments in the same order; scores within what float32 and 16 bits keep."""
    assert ids(found) == ids(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.document_id == other.document_id
        assert one.dense == pytest.approx(other.dense, abs=1e-5)
        assert one.lexical == pytest.approx(other.lexical, rel=1e-6)
        assert one.sentences == pytest.approx(other.sentences, abs=1e-3)


def _fragment(parts: tuple[int, dict[str, int], list[int]]) -> IndexedFragment:
    vector, words, sentences = parts
    return fragment(vector, words, sentences)
