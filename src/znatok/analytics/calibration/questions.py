"""Questions made from a corpus's own sentences, without a language model.

A sentence loses the words that will be "the answer"; what is left around them, shortened, reworded
and begun with an interrogative, is the question. Such questions are clumsier than people's, so
they fit no weights: they show where the evidence of answerable and unanswerable questions lies in
this corpus, compared with another (calibrating.py).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from znatok.documents.model import Fragment
from znatok.language.morphology import Morphology

# Words that people ask with and documents need not hold; each replaces a word of the sentence.
_REWORDING = (
    *("нужно", "получить", "оформить", "сделать", "узнать", "считается", "полагается", "бывает"),
    *("называется", "происходит", "действует", "требуется", "разрешается", "предусмотрено"),
    *("обычно", "сейчас", "случае", "правильно", "конкретно", "вообще", "основной", "новый"),
    *("человек", "люди", "вещь", "штука", "причина", "смысл", "способ", "вариант", "место"),
    *("начало", "конец", "часть", "целиком", "примерно", "максимум", "минимум", "сначала"),
    *("появился", "стал", "оказался", "зависит", "связан", "отличается", "включает", "помогает"),
)
_FOR_NUMBERS = ("Сколько", "Какой", "Когда")
_FOR_NAMES = ("Кто", "Кого", "Где", "Какой", "Как называется")
_FOR_OTHERS = ("Что", "Какие", "Как", "Каким образом", "Зачем", "Можно ли", "Чем", "Почему")
_LENGTHS = (3, 4, 4, 5, 5, 6, 7)  # content words: as the demo company's golden questions have
_SHORTEST, _LONGEST = 40, 400  # characters of a sentence that says something, and one thing
_FEWEST = 4  # content words a sentence must have
_JITTER = 2.5  # words: how far from the answer the words that stay may lie, by chance


@dataclass(frozen=True, slots=True)
class PseudoQuestion:
    """`fragment`: what answers it. `answer`: lemmas of the words that were taken out."""

    text: str
    fragment: Fragment
    answer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rewording:
    """How far questions differ from their sentences, as shares of the words that stay.

    `replaced`: by a word of no document; `dropped`; `moved`: share of questions whose halves change
    places; `named`: share that also name a word of the headings above. Set so that the share of a
    question's terms that its fragment covers is that of the demo company's golden questions.
    """

    replaced: float = 0.25
    dropped: float = 0.05
    moved: float = 0.3
    named: float = 0.35


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    lemma: str
    content: bool

    @property
    def telling(self) -> bool:
        """A number or a name, which people ask by as it stands."""
        return self.text[:1].isdigit() or self.text[:1].isupper()


class QuestionMaker:
    """Makes the same questions of the same fragments for the same `seed`."""

    def __init__(
        self, morphology: Morphology, *, seed: int, rewording: Rewording | None = None
    ) -> None:
        self._morphology = morphology
        self._random = random.Random(seed)  # noqa: S311  # a sample, not a secret
        self._rewording = rewording or Rewording()

    def chosen(self, fragments: Sequence[Fragment], count: int) -> list[Fragment]:
        """`count` of the fragments by chance, some perhaps more than once."""
        return self._random.choices(fragments, k=count)

    def make(self, fragment: Fragment, title: str) -> PseudoQuestion | None:
        """A question of one sentence, chosen by chance; None when it does not suit."""
        start, end = self._random.choice(fragment.sentences)
        if not _SHORTEST <= end - start <= _LONGEST:
            return None
        words = self._words(fragment.text[start:end])
        content = [at for at, each in enumerate(words) if each.content]
        if len(content) < _FEWEST:
            return None
        asking, answer = self._answer(words, content)
        said = self._reworded(words, self._kept(content, answer))
        heading = self._heading_word(" ".join((title, *fragment.section)))
        if len(said) < 2:  # noqa: PLR2004  # one word asks for anything
            return None
        lemmas = frozenset(words[at].lemma for at in answer)
        text = f"{asking} {' '.join((*said, *heading))}?"
        return PseudoQuestion(text, fragment, lemmas)

    def _words(self, text: str) -> list[_Word]:
        content = {
            (start, end): lemma for start, end, lemma in self._morphology.located_terms(text)
        }
        words, position = [], 0
        for piece in text.split():
            start = text.index(piece, position)
            position = start + len(piece)
            bare = piece.strip(".,;:!?()«»\"'—–-")
            if not bare:
                continue
            at = start + piece.index(bare)
            lemma = content.get((at, at + len(bare)), "")
            words.append(_Word(bare, lemma, bool(lemma)))
        return words

    def _answer(self, words: Sequence[_Word], content: Sequence[int]) -> tuple[str, set[int]]:
        """An interrogative, and the words it asks for: a number, a name, or one or two others."""
        chance = self._random.random()
        numbers = [at for at in content if words[at].text[:1].isdigit()]
        names = [at for at in content if at and words[at].text[:1].isupper()]
        if numbers and chance < 0.45:  # noqa: PLR2004  # half ask for a number where there is one
            return self._random.choice(_FOR_NUMBERS), {self._random.choice(numbers)}
        if names and chance < 0.7:  # noqa: PLR2004  # then half of the others for a name
            first = self._random.choice(names)
            last = first
            while last + 1 in names:
                last += 1
            return self._random.choice(_FOR_NAMES), set(range(first, last + 1))
        at = self._random.choice([each for each in content if each not in numbers] or content)
        taken = {at, at + 1} if at + 1 in content and chance % 0.1 < 0.05 else {at}  # noqa: PLR2004
        return self._random.choice(_FOR_OTHERS), taken

    def _kept(self, content: Sequence[int], answer: set[int]) -> list[int]:
        """Some of the words around the answer, in their order."""
        centre = min(answer)
        rest = [at for at in content if at not in answer]
        rest.sort(key=lambda at: abs(at - centre) + self._random.random() * _JITTER)
        return sorted(rest[: self._random.choice(_LENGTHS)])

    def _reworded(self, words: Sequence[_Word], kept: Sequence[int]) -> list[str]:
        said: list[str] = []
        for at in kept:
            word, chance = words[at], self._random.random()
            if at and not words[at - 1].content:
                said.append(words[at - 1].text)  # the preposition before it
            if chance < self._rewording.dropped:
                continue
            if chance < self._rewording.dropped + self._rewording.replaced and not word.telling:
                said.append(self._random.choice(_REWORDING))
            else:
                said.append(word.text)
        if len(said) > 1 and self._random.random() < self._rewording.moved:
            half = len(said) // 2
            said = said[half:] + said[:half]
        return said

    def _heading_word(self, heading: str) -> list[str]:
        if self._random.random() >= self._rewording.named:
            return []
        words = [each.text for each in self._words(heading) if each.content]
        return [self._random.choice(words)] if words else []
