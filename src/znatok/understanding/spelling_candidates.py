"""Dictionary words that a mistyped one may have meant: a walk over the dictionary's automaton."""

from collections.abc import Iterator
from dataclasses import dataclass

from znatok.language.morphology import Automaton
from znatok.understanding.spelling_costs import (
    AT_THE_START,
    BY_EAR,
    LETTERS,
    MEANT,
    NEXT_KEY,
    OTHER,
    PUT_IN,
    SWAPPED,
    missing,
    superfluous,
)

_END = b"\x01"  # follows the last letter of a word
_CODES = {letter: letter.encode() for letter in LETTERS}


@dataclass(frozen=True, slots=True)
class Near:
    """A word, ё as е, and the cost in nats of mistyping it so (spelling_costs.py)."""

    word: str
    cost: float


@dataclass(frozen=True, slots=True)
class Budget:
    """The slips looked for in one word: how many, and their nats together."""

    slips: int
    nats: float


_ONE = Budget(1, OTHER + AT_THE_START)
# By the word's length: what is tried in turn until something is found. Shorter words are near to
# everything; at 4 and 5 letters one slip that happens easily, at 6 one of any kind, from 7 on even
# at the first letter, or two, of which one is of hearing or haste.
_BUDGETS = {
    4: (Budget(1, PUT_IN),),
    5: (Budget(1, PUT_IN),),
    6: (Budget(1, OTHER),),
    7: (_ONE, Budget(2, BY_EAR + PUT_IN)),
    8: (_ONE, Budget(2, NEXT_KEY + PUT_IN)),
}


def budgets(word: str) -> tuple[Budget, ...]:
    """The slips that may be assumed in a word."""
    return _BUDGETS.get(min(len(word), max(_BUDGETS)), ())


class NearWords:
    """Finds dictionary words near a mistyped one."""

    def __init__(self, automaton: Automaton) -> None:
        self._follow = automaton.follow_bytes

    def near(self, word: str) -> list[Near]:
        """Words near `word` (folded, Cyrillic letters only), the likeliest slips first."""
        return next((found for each in budgets(word) if (found := self.within(word, each))), [])

    def within(self, word: str, budget: Budget) -> list[Near]:
        """All words, but for `word` itself, that so many slips make of it."""
        best: dict[str, float] = {}
        for found, left in self._walk(word, 0, "", budget.slips, budget.nats):
            plain = found.replace("ё", "е")
            best[plain] = min(budget.nats - left, best.get(plain, budget.nats))
        best.pop(word, None)
        return sorted((Near(*each) for each in best.items()), key=lambda each: each.cost)

    def _walk(
        self, word: str, state: int, said: str, slips: int, nats: float
    ) -> Iterator[tuple[str, float]]:
        """Words that `word` (what is left of it) may end `said` with, and the nats left over."""
        for at in range(len(word) + 1):
            for price, letters, rest in _slips(word, at, said, nats):
                after = self._step(letters, state)
                if after is None:
                    continue
                onward = said + letters
                if slips > 1:
                    yield from self._walk(rest, after, onward, slips - 1, nats - price)
                ended = self._exactly(rest, after)
                if ended is not None:
                    yield onward + ended, nats - price
            if at == len(word):
                return
            letter = word[at]
            following = self._step(letter, state)
            if following is None and letter == "е":
                letter, following = "ё", self._step("ё", state)
            if following is None:
                return
            state, said = following, said + letter

    def _exactly(self, rest: str, state: int) -> str | None:
        """`rest` as the dictionary spells it, ё for е where need be, if a word ends with it."""
        spelt = ""
        for letter in rest:
            following = self._follow(_CODES[letter], state)
            if following is None and letter == "е":
                following, spelt = self._follow(_CODES["ё"], state), spelt + "ё"
            else:
                spelt += letter
            if following is None:
                return None
            state = following
        return None if self._follow(_END, state) is None else spelt

    def _step(self, letters: str, state: int) -> int | None:
        return self._follow(letters.encode(), state)


def _slips(word: str, at: int, said: str, nats: float) -> Iterator[tuple[float, str, str]]:
    """One slip at a place of `word`: its cost, the letters meant there, what of the word follows.

    The letters before the place have been read; the last of `said` is the one before.
    """
    first = 0.0 if said else AT_THE_START
    left, before = nats - first, said[-1:]
    typed, after = word[at : at + 1], word[at + 1 : at + 2]
    rest = word[at + 1 :]
    if typed:
        price = superfluous(before, typed, after)
        if price <= left:
            yield price + first, "", rest
        if after and after != typed and left >= SWAPPED:
            yield SWAPPED + first, after + typed, word[at + 2 :]
        for meant, price in MEANT[typed]:
            if price > left:
                break
            yield price + first, meant, rest
    for meant, price in missing(before, typed):
        if price > left:
            break
        yield price + first, meant, word[at:]
