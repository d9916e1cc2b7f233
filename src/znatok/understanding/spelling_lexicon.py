"""What counts as a word, and how common it is: dictionary, company, and newer office words."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.spelling_vocabulary import CompanyWords

_RAREST = 3e-8  # share of a word that only the dictionary knows: about a millionth of «время»
_COMMON = 1e-5  # share of all words: 430 lemmas
_FOREIGN = 4  # letters: the common list has words of kindred languages among those this short
_TRUST_IN_SHORT = 0.05
# What may follow a newer word's beginning.
_ENDING = re.compile(
    r"(?:ь|а|я|у|ю|ы|и|е|о|й|ом|ем|ой|ей|ов|ев|ам|ям|ах|ях|ами|ями|ы[йемх]|ая|ое|ые|ого|ому|ую"
    r"|ыми?|и[нй]г[а-я]{0,2}|к[аиуе]|кой|ок|ть|у(?:й|йте|ю|ет|ем|ют)|ова(?:ть|л|ли|но)"
    r"|н[а-я]{2,3}|щик[а-я]{0,2})?"
)
_SHORTEST_REST = 4  # letters after a prefix that make a word of their own
_SHORT_PREFIX, _SHORTEST_AFTER_IT = 3, 6  # «со», «под»: by chance many words begin so


@dataclass(frozen=True, slots=True)
class Shipped:
    """`stems`: beginnings of words younger than the dictionary. `prefixes`: what a dictionary word
    may stand behind. `latin`: words written in Latin letters in office Russian. `spoken`: spellings
    by ear → what is meant; `phrases`: the same of several words. `common`: lemma → its share of all
    words (scripts/common_words.py).
    """

    stems: tuple[str, ...]
    prefixes: tuple[str, ...]
    latin: frozenset[str]
    spoken: dict[str, str]
    phrases: dict[str, str]
    common: dict[str, float]


@cache
def shipped() -> Shipped:
    """The words that come with the product; written for it, `common` apart."""
    folder = files("znatok.understanding")
    words = json.loads(folder.joinpath("spelling_words.json").read_text("utf-8"))
    lines = folder.joinpath("common_words.txt").read_text("utf-8").splitlines()
    return Shipped(
        stems=tuple(words["stems"].split()),
        prefixes=tuple(words["prefixes"].split()),
        latin=frozenset(words["latin"].split()),
        spoken=words["spoken"],
        phrases=words["phrases"],
        common={
            word: math.exp(float(logarithm)) for word, logarithm in (each.split() for each in lines)
        },
    )


class Lexicon:
    """`company`: the words of the installation's documents; `principals` says who asks.

    `named`: whether the company's dictionary holds a word for one with these principals.
    """

    def __init__(
        self,
        morphology: Morphology,
        company: CompanyWords,
        named: Callable[[str, frozenset[str]], bool] = lambda _word, _principals: False,
    ) -> None:
        self.morphology = morphology
        self.company = company
        self._named = named
        self._shipped = shipped()

    def knows(self, word: str, principals: frozenset[str]) -> bool:
        """Whether a Russian word is one; ё as е."""
        word = fold(word)
        if self.morphology.knows(word) or self.company.visible(word, principals):
            return True
        if self._named(word, principals):
            return True
        if any(
            self.company.visible(each.lemma, principals) for each in self.morphology.readings(word)
        ):
            return True
        shipped = self._shipped
        if word.startswith("не") and self._negated(word[2:]):
            return True
        if word.endswith("о") and self.morphology.knows(f"{word[:-1]}ый"):
            return True  # «пошагово»: adverbs are made freely
        return any(
            word.startswith(stem) and _ENDING.fullmatch(word, len(stem)) for stem in shipped.stems
        ) or any(
            word.startswith(prefix)
            and len(word) - len(prefix)
            >= (_SHORTEST_AFTER_IT if len(prefix) <= _SHORT_PREFIX else _SHORTEST_REST)
            and self.morphology.knows(word[len(prefix) :])
            for prefix in shipped.prefixes
        )

    def _negated(self, word: str) -> bool:
        """Whether «не» may stand before without a space: not before verbs."""
        return self.morphology.knows(word) and not {"VERB", "INFN", "GRND"} & set().union(
            *(each.marks for each in self.morphology.readings(word))
        )

    def knows_latin(self, word: str, principals: frozenset[str]) -> bool:
        word = fold(word)
        return (
            word in self._shipped.latin
            or self.company.visible(word, principals)
            or self._named(word, principals)
        )

    def is_common(self, word: str) -> bool:
        """Among the commonest of the language, short words that mean nothing apart."""
        return self._shipped.common.get(self.morphology.lemma(word), 0.0) > _COMMON

    def spoken(self, word: str) -> str | None:
        """What a spelling by ear stands for."""
        return self._shipped.spoken.get(word)

    def rarity(self, word: str) -> float:
        """Nats: minus the logarithm of the share of the word's lemma among all words.

        Names are written with a capital, so a small one makes them less likely; short words of the
        common list are partly other languages'.
        """
        lemma = self.morphology.lemma(word)
        company = self.company.share(lemma)
        common = self._shipped.common.get(lemma, 0.0)
        if len(lemma) <= _FOREIGN:
            common *= _TRUST_IN_SHORT
        if not company and self.morphology.is_name(word):
            common = 0.0
        return -math.log(max((common + company) / 2, _RAREST))

    def is_ours(self, word: str) -> bool:
        """Whether the documents hold a dictionary word in some form."""
        return self.company.share(self.morphology.lemma(word)) > 0

    def is_rare(self, word: str) -> bool:
        """Whether neither the documents nor the common words hold a dictionary word."""
        return self.rarity(word) >= -math.log(_RAREST)
