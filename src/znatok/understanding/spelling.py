"""Sets typing and spelling slips of a question right, where it is clear what was meant."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile

from znatok.language.text import fold
from znatok.understanding.layout import Layout
from znatok.understanding.spelling_candidates import Budget, Near, NearWords
from znatok.understanding.spelling_costs import BY_EAR, LEFT_OUT, NEXT_KEY, OTHER, distance
from znatok.understanding.spelling_lexicon import Lexicon, shipped

_TOKEN = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+")
_REFLEXIVE = re.compile(r"[А-Яа-яЁё]{3,}тся")
_SURNAME = re.compile(r".{3,}(?:(?:ов|ев|ин|ын)(?:а|у|ым|е|ой|ых)?|ск(?:ий|ая)|енко|чук|швили|дзе)")
# Office speech makes such words freely: «служебка», «испыталка», «штатка».
_SPOKEN_NOUN = re.compile(r".{3,}[бвлнрт]к(?:а|и|е|у|ой)")
_LONGEST_SURNAME = 11  # letters; words that end so and are longer are seldom names
_SENTENCE_ENDS = re.compile(r"[.!?…]")
# After these a verb is an infinitive: «как подключиться».
_INFINITIVE_FOLLOWS = frozenset(
    ("как", "можно", "нужно", "надо", "нельзя", "могу", "можем", "хочу", "хотим", "должен")
)
# «сколько длится», «что считается».
_PRESENT_FOLLOWS = frozenset(("сколько", "кто", "что"))
_STUCK = re.compile(r"([а-я])\1{2,}")  # a key held too long: no word has three of a letter in a row
_TORN = re.compile(r"\b([А-Яа-яЁё]{2,}) (?=([а-яё]{2,})\b)")
_PHRASE = re.compile(rf"\b(?:{'|'.join(shipped().phrases)})\b", re.IGNORECASE)
# Latin letters that look Russian, as copying brings them; in a Russian word they are meant so.
_ALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_MIXED = re.compile(r"\b(?=\w*[а-яё])(?=\w*[A-Za-z])[А-Яа-яЁёaceopxyABCEHKMOPTX]{3,}\b")
_LONG = 6  # letters: shorter words sound like others by chance
_NO_SPACE = 3.0  # nats: a space left out
_NO_SPACE_AFTER_NOT = 2.0  # «неработает»: the commonest case
# What one question may cost: a page pasted in, or another language, is left as it is.
_MOST_WORDS = 60
_MOST_GUESSES = 8  # at up to 8 ms each
_LONGEST = 30  # letters
_MOST_UNCLEAR = 3  # words that an unclear one may have meant
_SHORTEST_HALF = 4  # letters of either word run together, unless the first is one of these
_TELLING = 8  # letters from which a rare word is no accident of cutting
_GLUED = frozenset(("не", "на", "по", "за", "до", "от", "из", "как", "для", "что", "при", "без"))


@dataclass(frozen=True, slots=True)
class SpellingSettings:
    """When a correction is made.

    `worst`: by the word's length, the most nats (of the slip and of the rarity of what it makes)
    that still pass for a slip; dearer ones mean that the word is right and not known here. Short
    words are near to many others by chance, so they ask for more. `lead`: nats by which the best
    must be better than another word, else both are looked for. `half`: weight of such a word.

    Set by hand and looked through on benchmarks/sets/spelling_dev.jsonl and on the clean questions
    of intents_dev.jsonl and periods_dev.jsonl.
    """

    worst: Mapping[int, float] = field(
        default_factory=lambda: {4: 15.0, 5: 18.0, 6: 20.5, 7: 21.5, 8: 22.0}
    )
    lead: float = 0.4
    half: float = 0.5


@dataclass(frozen=True, slots=True)
class Corrected:
    """`text`: as it is understood. `changed`: whether that differs from what was typed in more than
    letter case. `alternatives`: word → weight: what an unclear word may have meant besides.
    """

    text: str
    changed: bool = False
    alternatives: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Question:
    """What holds for all words of one question; `unclear` collects the alternatives."""

    principals: frozenset[str]
    shouted: bool
    unclear: dict[str, float] = field(default_factory=dict)
    guesses: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word stands: after which word, folded, and whether it opens a sentence."""

    before: str
    opens: bool


class Speller:
    """Thread-safe; what it suggests is in the dictionary or in documents that the asker may read.

    Left alone: words known to the dictionary, the documents or the product; words with digits, in
    Latin letters, in capitals; names, by their capital letter inside a sentence.
    """

    def __init__(self, lexicon: Lexicon, settings: SpellingSettings | None = None) -> None:
        self._lexicon = lexicon
        self._near = NearWords(lexicon.morphology.automaton)
        self._settings = settings or SpellingSettings()

    def correct(self, text: str, principals: frozenset[str] = frozenset()) -> Corrected:
        """`text` with its slips set right. `principals`: of the one who asks."""
        lexicon = self._lexicon
        layout = Layout(
            russian=lambda word: lexicon.knows(word, principals),
            common=lexicon.is_common,
            latin=lambda word: lexicon.knows_latin(word, principals),
        )
        repaired = layout.repair(_one_alphabet(unicodedata.normalize("NFC", text)))
        repaired = _PHRASE.sub(lambda match: _phrase(match.group()), repaired)
        repaired = _TORN.sub(lambda match: self._joined(match, principals), repaired)
        question = _Question(principals, shouted=repaired.isupper())
        pieces: list[str] = []
        reached, before = 0, ""
        for match in islice(_TOKEN.finditer(repaired), _MOST_WORDS):
            between = repaired[reached : match.start()]
            opens = not before or bool(_SENTENCE_ENDS.search(between))
            made = self._word(match.group(), _Place(before, opens), question)
            pieces += (between, made)
            reached, before = match.end(), fold(made)
        understood = "".join((*pieces, repaired[reached:]))
        return Corrected(understood, fold(understood) != fold(text), question.unclear)

    def _word(self, word: str, place: _Place, question: _Question) -> str:
        letters = word.replace("-", "")
        abbreviated = letters.isupper() and len(letters) > 1 and not question.shouted
        if abbreviated or not _RUSSIAN.fullmatch(letters):
            return word
        folded = fold(word)
        meant = self._by_rule(folded, place.before)
        if meant is not None:
            return _cased(meant, word)
        names = letters[0].isupper() and not question.shouted
        if names and (not place.opens or self._lexicon.morphology.is_name(folded)):
            return word
        if self._lexicon.knows(folded, question.principals):
            question.unclear.update(dict.fromkeys(self._heard_alike(folded), self._settings.half))
        elif letters != word:
            parts = word.split("-")
            if min(map(len, parts)) >= _LONG:
                return "-".join(self._word(each, place, question) for each in parts)
        elif len(word) <= _LONGEST and question.guesses < _MOST_GUESSES:
            question.guesses += 1
            return self._guessed(word, folded, question)
        return word

    def _joined(self, match: re.Match[str], principals: frozenset[str]) -> str:
        """A word with the space after it, or without if that tears a word («сотруд ник»)."""
        one, two = match.groups()
        both = all(self._lexicon.knows(each, principals) for each in (one, two))
        return one if not both and self._lexicon.morphology.knows(one + two) else match.group()

    def _by_rule(self, word: str, before: str) -> str | None:
        """What a word stands for by rule: «как подключится», «сколько длиться», «щас»."""
        if before in _PRESENT_FOLLOWS and word.endswith("ться"):
            present = f"{word[:-4]}тся"
            if self._lexicon.morphology.knows(present):
                return present
        if len(word) > _LONG and _STUCK.search(word):
            for kept in (r"\1", r"\1\1"):
                if self._lexicon.morphology.knows(_STUCK.sub(kept, word)):
                    return _STUCK.sub(kept, word)
        if before in _INFINITIVE_FOLLOWS and _REFLEXIVE.fullmatch(word):
            infinitive = f"{word[:-3]}ться"
            if self._lexicon.morphology.knows(infinitive):
                return infinitive
        return self._lexicon.spoken(word)

    def _guessed(self, word: str, folded: str, question: _Question) -> str:
        """What an unknown word is clearly meant to be, else itself."""
        ranked = self._ranked(folded, question.principals, capital=word[0].isupper())
        settings = self._settings
        worst = settings.worst.get(len(folded), max(settings.worst.values()))
        if not ranked or ranked[0].cost > worst:
            return word
        best, *others = ranked
        close = [each for each in others if each.cost - best.cost < settings.lead]
        rivals = [each for each in close if not self._same(each.word, best.word)]
        if rivals:
            for each in (best, *rivals[: _MOST_UNCLEAR - 1]):
                question.unclear[each.word] = settings.half
            return word
        return _cased(best.word, word)

    def _ranked(self, word: str, principals: frozenset[str], *, capital: bool) -> list[Near]:
        """What may have been meant, with nats of slip and rarity together, the likeliest first."""
        slips = self._near.near(word)
        if _SPOKEN_NOUN.fullmatch(word):
            slips = [s for s in slips if self._close(s, OTHER)]
        if len(word) <= _LONGEST_SURNAME and _SURNAME.fullmatch(word):
            slips = [s for s in slips if not capital and self._close(s, LEFT_OUT)]
        rarity = self._lexicon.rarity
        found = [Near(each.word, each.cost + rarity(each.word)) for each in slips]
        for pair, cost in _halves(word, self._lexicon.morphology.knows):
            if all(
                len(each) >= _TELLING or not self._lexicon.is_rare(each) for each in pair.split()
            ):
                found.append(Near(pair, cost + max(map(rarity, pair.split()))))
        forms = {word, *(each.lemma for each in self._lexicon.morphology.readings(word))}
        for form in forms:
            for term in self._lexicon.company.near(form, principals):
                cost = distance(form, term)
                if cost <= (BY_EAR if capital else LEFT_OUT):
                    found.append(Near(_with_ending_of(word, form, term), cost + rarity(term)))
        return sorted(found, key=lambda each: (each.cost, each.word))

    def _heard_alike(self, word: str) -> list[str]:
        """What a rare word may have meant: a word of the documents that sounds the same."""
        if len(word) < _LONG or not word.isalpha() or not self._lexicon.is_rare(word):
            return []
        if any("VERB" in each.marks for each in self._lexicon.morphology.readings(word)):
            return []  # «сохранилась», «сохранялась»: pairs of aspects are no slips
        near = self._near.within(word, Budget(1, BY_EAR))
        return [each.word for each in near if self._lexicon.is_ours(each.word)][:1]

    def _close(self, near: Near, ours: float) -> bool:
        """Whether a slip may be assumed in what looks like a name or slang: `ours` are the nats
        that bring it to a word of the documents.
        """
        return near.cost <= (ours if self._lexicon.is_ours(near.word) else NEXT_KEY)

    def _same(self, one: str, other: str) -> bool:
        """Whether two forms are of one word: the search takes them alike."""
        lemma = self._lexicon.morphology.lemma
        return lemma(one) == lemma(other)


def _one_alphabet(text: str) -> str:
    """Words of mixed letters that can be read as Russian, in Russian letters."""
    return _MIXED.sub(lambda match: match.group().translate(_ALIKE), text)


def _phrase(typed: str) -> str:
    return _cased(shipped().phrases[typed.lower()], typed)


def _halves(word: str, knows: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    """The word as two run together, with nats."""
    for at in range(2, len(word) - _SHORTEST_HALF + 1):
        one, two = word[:at], word[at:]
        if (at >= _SHORTEST_HALF or one in _GLUED) and knows(two) and knows(one):
            yield f"{one} {two}", _NO_SPACE_AFTER_NOT if one == "не" else _NO_SPACE


def _with_ending_of(word: str, form: str, term: str) -> str:
    """`term`, meant by `form`, inflected as `word`, of which `form` is the dictionary form."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, form, strict=False))
    stem = sum(1 for _ in same)
    cut = stem + len(term) - len(form)
    return term if form == word or cut <= 0 else term[:cut] + word[stem:]


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
