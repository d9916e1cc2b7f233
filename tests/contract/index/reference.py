"""What the index must answer, written as plainly as the port states it: loops and `math` only."""

import math
from collections.abc import Iterable, Mapping, Sequence

from znatok.index.ports import Candidate, IndexedDocument, IndexedFragment, IndexQuery
from znatok.kernel.ids import DocumentId


class ReferenceIndex:
    def __init__(self) -> None:
        self.documents: dict[DocumentId, IndexedDocument] = {}

    def publish(self, documents: Iterable[IndexedDocument]) -> None:
        for document in documents:
            self.documents[document.id] = document
            if not document.fragments:
                del self.documents[document.id]

    def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        if document_id in self.documents:
            fragments = self.documents[document_id].fragments
            self.documents[document_id] = IndexedDocument(document_id, principals, fragments)

    def remove(self, document_ids: Iterable[DocumentId]) -> None:
        for document_id in document_ids:
            self.documents.pop(document_id, None)

    def fragments(self) -> list[IndexedFragment]:
        return [fragment for each in self.documents.values() for fragment in each.fragments]

    def document_frequency(self, term: str) -> int:
        return sum(term in fragment.terms for fragment in self.fragments())

    def search(self, query: IndexQuery) -> list[Candidate]:
        fragments = self.fragments()
        lengths = [sum(fragment.terms.values()) for fragment in fragments]
        mean_length = sum(lengths) / len(lengths) if lengths else 0.0
        frequencies = {term: self.document_frequency(term) for term in query.terms}
        permitted = []
        for document in self.documents.values():
            if not document.principals & query.principals:
                continue
            if query.documents is not None and document.id not in query.documents:
                continue
            for fragment in document.fragments:
                words = bm25(query.terms, fragment.terms, frequencies, len(fragments), mean_length)
                dense = cosine(query.vector.tolist(), fragment.vector.tolist())
                sentences = fragment.sentence_vectors.tolist()
                cosines = tuple(cosine(query.vector.tolist(), each) for each in sentences)
                siblings = len(document.fragments)
                permitted.append(
                    Candidate(fragment.id, document.id, dense, words, cosines, siblings)
                )
        # Rounded: sums in another order differ in the last bits, and then a tie is a tie.
        by_meaning = sorted(permitted, key=lambda each: (-round(each.dense, 6), each.fragment_id))
        worded = [each for each in permitted if each.lexical > 0]
        by_words = sorted(worded, key=lambda each: (-round(each.lexical, 9), each.fragment_id))
        chosen = {each.fragment_id for each in by_meaning[: query.each] + by_words[: query.each]}
        return [each for each in by_meaning if each.fragment_id in chosen]


def bm25(
    query: Mapping[str, float],
    fragment: Mapping[str, int],
    frequencies: Mapping[str, int],
    fragments: int,
    mean_length: float,
) -> float:
    score = 0.0
    for term, weight in query.items():
        count = fragment.get(term, 0)
        if not count:
            continue
        holders = frequencies[term]
        idf = math.log(1 + (fragments - holders + 0.5) / (holders + 0.5))
        length = sum(fragment.values())
        saturation = count * (1.2 + 1) / (count + 1.2 * (1 - 0.75 + 0.75 * length / mean_length))
        score += weight * idf * saturation
    return score


def cosine(left: Sequence[float], right: Sequence[float]) -> float:
    norms = math.hypot(*left) * math.hypot(*right)
    return math.fsum(a * b for a, b in zip(left, right, strict=True)) / norms if norms else 0.0
