"""What of a text's wording the keyword index matches by, beside its lemmas.

Families: words that begin alike mostly share a root («подписать», «подписание», «подпись»), and a
question seldom uses the document's part of speech. A family is a lemma's first five letters, the
length at which Russian stems stop growing for most words (truncation, after McNamee & Mayfield
2004, "Character N-Gram Tokenization for European Language Text Retrieval").

Polarity: «Можно ли…» is answered by a text that opens with «Да» or «Нет», which shares no word
with the question; a marker that both carry makes them meet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from znatok.language.text import fold

YES_NO = "=yes-no"
_POLAR_WEIGHT = 3.0  # beside 1 of an ordinary term of the question

_FAMILY_LETTERS = 5
_FAMILY_MARK = "~"  # never part of a lemma
_ASKS = re.compile(r"^\W*(?:можно|возможн\w+)\b|\bли\b|^\W*(?:can|may|is|are|does|do)\b")
_OPENS = re.compile(r"^\W*(?:да|нет|к сожалению|yes|no)\b")


def family(lemma: str) -> str:
    """The key that words of one root share; unlike any lemma."""
    return _FAMILY_MARK + (lemma[:_FAMILY_LETTERS] if lemma.isalpha() else lemma)


def is_lemma(term: str) -> bool:
    """Whether an indexed term is a word of the text, not a family or a marker."""
    return not term.startswith((_FAMILY_MARK, YES_NO))


def indexed_terms(lemmas: Iterable[str]) -> Counter[str]:
    """Term → occurrences of a fragment as the index takes it: its lemmas and their families."""
    terms = Counter(lemmas)
    for lemma, count in list(terms.items()):
        if lemma != YES_NO:
            terms[family(lemma)] += count
    return terms


def searched_terms(question: str, weights: Mapping[str, float]) -> dict[str, float]:
    """Term → weight of a question as the index takes it; `weights` are those of its lemmas."""
    terms = dict(weights)
    for lemma, weight in weights.items():
        kin = family(lemma)
        terms[kin] = terms.get(kin, 0.0) + weight
    if asks_yes_or_no(question):
        terms[YES_NO] = _POLAR_WEIGHT
    return terms


def asks_yes_or_no(question: str) -> bool:
    """Whether a question wants a yes or a no: «можно ли», «есть ли», “can I”."""
    return bool(_ASKS.search(fold(question)))


def says_yes_or_no(text: str) -> bool:
    """Whether a text opens with a yes or a no."""
    return bool(_OPENS.match(fold(text[:40])))
