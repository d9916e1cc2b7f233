"""Finding the dictionary's words in a question: one walk over its lemmas, longest variant first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.dictionary.keys import Word, keys_of, only_in_capitals, words_of
from znatok.understanding.dictionary.model import Entry, Origin, State

_MOST_SENSES = 2  # of one variant: where more are meant, the word says nothing


class Rank(IntEnum):
    """Whose word counts when several know one: the lowest rank met."""

    COMPANY = 0
    FOUND = 1  # in a document, not confirmed by anybody
    BUILTIN = 2


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of one variant.

    `needed`: the content words of each alternative of the canonical form. `principal`: whom the
    meaning serves, None for the readers of `document_id`. `capitals`: the variant as it must be
    written, None when any form of it will do.
    """

    canonical: str
    needed: tuple[frozenset[str], ...]
    rank: Rank
    principal: str | None
    document_id: DocumentId | None
    capitals: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """A variant met: its span in characters, and what it may mean for this reader."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks. `readers`: principals of each document that entries were found in."""

    principals: Collection[str]
    readers: Mapping[DocumentId, frozenset[str]]

    def may_use(self, sense: Sense) -> bool:
        if sense.document_id is None:
            return sense.principal in self.principals
        # No principals known: the document is gone, or its rights are.
        return not self.readers.get(sense.document_id, frozenset()).isdisjoint(self.principals)


@dataclass(slots=True)
class _Node:
    following: dict[str, "_Node"] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


class Words:
    """All variants of a dictionary, to be looked for at once. Immutable once built."""

    def __init__(self, entries: Iterable[Entry], morphology: Morphology) -> None:
        self._morphology = morphology
        self._root = _Node()
        self._said: dict[str, list[Sense]] = {}  # every word of a variant or a canonical form
        for entry in entries:
            if entry.enabled and entry.state is not State.REJECTED:
                self._add(entry)

    def holds(self, word: str, audience: Audience) -> bool:
        """Whether a word, in any form, belongs to an entry that serves the audience."""
        keys = {self._morphology.lemma(word), fold(word)}
        return any(audience.may_use(each) for key in keys for each in self._said.get(key, ()))

    def find(self, text: str, audience: Audience) -> list[Match]:
        """Variants met in `text` that serve the audience, from left to right, not crossing.

        Those whose canonical form stands in the text already are passed over.
        """
        words = words_of(text, self._morphology)
        held = {each.key for each in words}
        shouted = len(words) > 1 and text.isupper()  # capitals then mark no abbreviation
        found: list[Match] = []
        at = 0
        while at < len(words):
            length = 1
            for reached, senses in self._ending(words, at):
                start, end = words[at].start, words[at + reached - 1].end
                meant = _meant(senses, audience, None if shouted else text[start:end])
                if meant:
                    length = reached
                    if not any(alternative <= held for s in meant for alternative in s.needed):
                        found.append(Match(start, end, meant))
                    break
            at += length
        return found

    def _ending(self, words: Sequence[Word], at: int) -> Iterator[tuple[int, Sequence[Sense]]]:
        """(words, senses) of each variant that begins at word `at`, the longest first."""
        node = self._root
        reached: list[tuple[int, Sequence[Sense]]] = []
        for word in range(at, len(words)):
            following = node.following.get(words[word].key)
            if following is None:
                break
            node = following
            if node.senses:
                reached.append((word - at + 1, node.senses))
        return reversed(reached)

    def _add(self, entry: Entry) -> None:
        needed = tuple(_content(each, self._morphology) for each in entry.canonical.split(","))
        for variant in entry.variants:
            sense = Sense(
                canonical=entry.canonical,
                needed=tuple(each for each in needed if each),
                rank=_rank(entry),
                principal=_principal(entry),
                document_id=entry.document_id,
                capitals=variant if only_in_capitals(variant, self._morphology) else None,
            )
            for keys in keys_of(variant, self._morphology):
                node = self._root
                for key in keys:
                    node = node.following.setdefault(key, _Node())
                node.senses.append(sense)
                for key in keys:
                    self._said.setdefault(key, []).append(sense)
            for word in words_of(entry.canonical, self._morphology):
                self._said.setdefault(word.key, []).append(sense)


def _meant(senses: Sequence[Sense], audience: Audience, written: str | None) -> tuple[Sense, ...]:
    """Meanings for the audience; `written`: the word as it stands, None where all is capitals."""
    usable = [
        each for each in senses if each.capitals in (None, written) and audience.may_use(each)
    ]
    if not usable:
        return ()
    rank = min(each.rank for each in usable)
    distinct = {each.canonical: each for each in usable if each.rank is rank}
    return tuple(distinct.values())[:_MOST_SENSES]


def _content(canonical: str, morphology: Morphology) -> frozenset[str]:
    return frozenset(
        each.key
        for each in words_of(canonical, morphology)
        if morphology.terms(canonical[each.start : each.end])
    )


def _rank(entry: Entry) -> Rank:
    if entry.origin is Origin.BUILTIN:
        return Rank.BUILTIN
    return Rank.FOUND if entry.state is State.PROPOSED else Rank.COMPANY


def _principal(entry: Entry) -> str | None:
    if entry.document_id is not None:
        return None
    return "everyone" if entry.department_id is None else f"d:{entry.department_id}"
