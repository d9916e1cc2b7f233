"""What an index must find in a collection many times larger than what it is asked for."""

from contextlib import AbstractAsyncContextManager
from typing import ClassVar

import numpy as np
import pytest
from tests.contract.index.examples import DIMENSION, document, fragment, unit
from tests.contract.index.reference import ReferenceIndex

from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment, IndexQuery
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid


class RecallContract:
    """Inherited by the suite; alone, for an adapter's other ways to search large collections.

    `lexical_recall`: the share of the truly best fragments by BM25 that must be among those found
    by words. An engine that ranks by an approximation of the port's formula may state less than 1;
    its scores must still be exact, and rights, recall by meaning and small collections are never a
    matter of degree.
    """

    lexical_recall: ClassVar[float] = 1.0

    def opened(self, dimension: int = DIMENSION) -> AbstractAsyncContextManager[FragmentIndex]:
        """An empty index, closed at the end."""
        raise NotImplementedError

    async def test_recall_under_filters_equals_an_exact_search(self) -> None:
        """Filters that keep all, 20% and 1%, at random and by topics mostly unlike the query."""
        generator = np.random.default_rng(11)
        centres = unit(generator.normal(size=(100, 32)))
        topics = generator.integers(100, size=5000)
        vectors = unit(centres[topics] + 0.1 * generator.normal(size=(5000, 32)))
        shuffled = generator.permutation(5000)
        groupings = {
            f"{name}:{groups}": order % groups
            for name, order in (("random", shuffled), ("topic", topics))
            for groups in (1, 5, 100)
        }
        documents = [
            IndexedDocument(
                DocumentId(new_uuid()),
                frozenset(f"{name}:{of[place]}" for name, of in groupings.items()),
                [IndexedFragment(FragmentId(new_uuid()), vector, vector[None], {})],
            )
            for place, vector in enumerate(vectors)
        ]
        async with self.opened(32) as index:
            await index.publish(documents)
            for name, group_of in groupings.items():
                hits = 0
                for _ in range(20):
                    asked = unit(centres[generator.integers(100)] + 0.1 * generator.normal(size=32))
                    group = int(generator.choice(group_of))
                    permitted = np.flatnonzero(group_of == group)
                    best = permitted[np.argsort(-(vectors[permitted] @ asked))[:10]]
                    expected = {documents[place].id for place in best.tolist()}
                    reader = frozenset({f"{name}:{group}"})
                    found = await index.search(IndexQuery(asked, {}, reader, each=10))
                    assert len(found) == 10
                    hits += len({each.document_id for each in found} & expected)
                assert hits / 200 >= 0.99, name

    async def test_the_best_by_words_in_a_large_collection(self) -> None:
        generator = np.random.default_rng(3)
        words = [f"слово{n}" for n in range(400)]
        likely = 1 / np.arange(1, 401)
        likely /= likely.sum()

        def some_terms() -> dict[str, int]:
            drawn = generator.choice(400, size=int(generator.integers(5, 60)), p=likely)
            places, counts = np.unique(drawn, return_counts=True)
            return {words[p]: c for p, c in zip(places.tolist(), counts.tolist(), strict=True)}

        documents = [
            document(fragment(n % 24, some_terms()), readers=f"g:{n % 4} everyone")
            for n in range(2000)
        ]
        reference = ReferenceIndex()
        reference.publish(documents)
        hits = total = 0
        async with self.opened() as index:
            for start in range(0, 2000, 400):
                await index.publish(documents[start : start + 400])
            for reader in ("everyone", "g:1", "g:2"):
                terms = {words[int(n)]: 1.0 + n % 3 for n in generator.choice(60, size=6)}
                nothing = np.zeros(DIMENSION, dtype=np.float32)
                asked = IndexQuery(nothing, terms, frozenset({reader}), each=30)
                expected = {each.fragment_id: each for each in reference.search(asked)}
                found = {each.fragment_id: each for each in await index.search(asked)}
                hits += len(found.keys() & expected.keys())
                total += len(expected)
                for same in found.keys() & expected.keys():
                    assert found[same].lexical == pytest.approx(expected[same].lexical, rel=1e-6)
        assert hits / total >= self.lexical_recall
