"""The words of the installation's own documents, kept as the index is filled."""

import asyncio
import threading
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from znatok.index.ports import (
    Candidate,
    FragmentIndex,
    IndexedDocument,
    IndexQuery,
)
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.language.wording import is_lemma

_BATCH = 64  # documents counted in one go, off the loop


class CompanyWords:
    """In how many documents each term stands; for terms no dictionary knows, in which.

    Those may be somebody's secret (a project's name), so they are told only to a reader of a
    document that holds them; how common a dictionary word is, is told of all documents together,
    as in the index's own ranking. Thread-safe.
    """

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._counts: dict[str, int] = {}
        self._unusual: dict[str, set[DocumentId]] = {}
        self._shortened: dict[str, set[str]] = {}  # a term or it without a letter → such terms
        self._held: dict[DocumentId, NDArray[np.int32]] = {}  # numbers of its terms
        self._numbers: dict[str, int] = {}
        self._terms: list[str] = []
        self._principals: dict[DocumentId, frozenset[str]] = {}
        self._total = 0
        self._lock = threading.Lock()

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        """Learn documents or what has become of them."""
        for document in documents:
            held = chain.from_iterable(each.terms for each in document.fragments)
            terms = {each for each in held if is_lemma(each)}
            with self._lock:
                self._forget(document.id)
                if terms:
                    self._learn(document, terms)

    def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        with self._lock:
            if document_id in self._principals:
                self._principals[document_id] = principals

    def forget(self, document_ids: Iterable[DocumentId]) -> None:
        with self._lock:
            for each in document_ids:
                self._forget(each)

    def share(self, term: str) -> float:
        """How common a lemma is: its documents by those of all terms together, 0…1."""
        return self._counts.get(term, 0) / self._total if self._total else 0.0

    def visible(self, term: str, principals: frozenset[str]) -> bool:
        """Whether a term stands in a document that one with `principals` may read.

        Of words that the dictionary knows, only whether it stands anywhere.
        """
        with self._lock:
            holders = self._unusual.get(term)
            if holders is None:
                return term in self._counts
            return any(self._principals[each] & principals for each in holders)

    def near(self, word: str, principals: frozenset[str]) -> set[str]:
        """Visible terms no dictionary knows, about one letter off `word`."""
        with self._lock:
            found = set(chain.from_iterable(self._shortened.get(s, ()) for s in shortened(word)))
        return {each for each in found if each != word and self.visible(each, principals)}

    def _learn(self, document: IndexedDocument, terms: set[str]) -> None:
        self._principals[document.id] = document.principals
        self._total += len(terms)
        for term in terms:
            if term not in self._numbers:
                self._numbers[term] = len(self._terms)
                self._terms.append(term)
            self._counts[term] = self._counts.get(term, 0) + 1
            if term in self._unusual or not self._morphology.knows(term):
                if term not in self._unusual and _is_word(term):
                    for short in shortened(term):
                        self._shortened.setdefault(short, set()).add(term)
                self._unusual.setdefault(term, set()).add(document.id)
        self._held[document.id] = np.array([self._numbers[term] for term in terms], np.int32)

    def _forget(self, document_id: DocumentId) -> None:
        numbers = self._held.pop(document_id, None)
        self._principals.pop(document_id, None)
        for number in () if numbers is None else numbers.tolist():
            term = self._terms[number]
            self._total -= 1
            self._counts[term] -= 1
            if not self._counts[term]:
                del self._counts[term]
            holders = self._unusual.get(term, set())
            holders.discard(document_id)
            if term in self._unusual and not holders:
                del self._unusual[term]
                for short in shortened(term) if _is_word(term) else ():
                    self._shortened[short].discard(term)


class WordKeeper:
    """A `FragmentIndex` that passes everything on, and keeps `words` in step with it."""

    def __init__(self, index: FragmentIndex, words: CompanyWords) -> None:
        self._index = index
        self.words = words

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        given = list(documents)
        await self._index.publish(given)
        for start in range(0, len(given), _BATCH):
            await asyncio.to_thread(self.words.put, given[start : start + _BATCH])

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        self.words.set_access(document_id, principals)
        await self._index.set_access(document_id, principals)

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        gone = list(document_ids)
        self.words.forget(gone)
        await self._index.remove(gone)

    async def search(self, query: IndexQuery) -> list[Candidate]:
        return await self._index.search(query)

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        return await self._index.document_frequency(terms)

    async def size(self) -> int:
        return await self._index.size()


def shortened(word: str) -> Sequence[str]:
    """The word and all it becomes without one letter (Garbe's symmetric deletes)."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _is_word(term: str) -> bool:
    """Whether it may be mistyped: letters only, and enough of them."""
    return term.isalpha() and len(term) > 4  # noqa: PLR2004  # as short words are near everything
