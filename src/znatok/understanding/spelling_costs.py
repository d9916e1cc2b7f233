"""How likely a typing or spelling slip is: costs of single edits, in nats.

A cost is the negative logarithm of how often the slip happens, up to a constant. The order of the
kinds follows what is known of Russian typos (a vowel that is not stressed and a consonant heard as
another are written by ear; doubled letters; letters swapped; a neighbouring key hit; a letter left
out or put in); the values are rounded by hand and were looked through on
benchmarks/sets/spelling_dev.jsonl.
"""

from itertools import pairwise

BY_EAR = 2.0
SWAPPED = 2.5
NEXT_KEY = 2.6
LEFT_OUT = 3.0
PUT_IN = 3.0
OTHER = 4.2
AT_THE_START = 1.0  # on top: the first letter is seldom wrong

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

_HEARD_ALIKE = "оа еи еэ ея иы йи яа юу ёо ёе бп вф гк дт жш зс щш щч чш цс гх ъь зж вг яи еа ею"
_ALIKE = frozenset(pair for each in _HEARD_ALIKE.split() for pair in (each, each[::-1]))
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
# Between these letters this one is not heard: «сонце», «лесница», «учавствовать».
_UNHEARD = {"лц": "н", "сн": "т", "зн": "д", "рц": "д", "нц": "д", "нг": "т", "сл": "т", "ас": "в"}


def _neighbours() -> frozenset[str]:
    pairs = {a + b for row in _ROWS for a, b in pairwise(row)}
    for upper, lower in pairwise(_ROWS):  # keys of the next row stand half a key to the right
        for place, letter in enumerate(lower):
            pairs |= {letter + each for each in upper[place : place + 2]}
    return frozenset(pairs | {each[::-1] for each in pairs})


_KEYS = _neighbours()


def substitution(typed: str, meant: str) -> float:
    """`typed` stands where `meant` should."""
    pair = typed + meant
    if pair in _ALIKE:
        return BY_EAR
    return NEXT_KEY if pair in _KEYS else OTHER


# Typed letter → letters that may have been meant, with costs, the cheapest first.
MEANT = {
    typed: sorted(
        ((meant, substitution(typed, meant)) for meant in LETTERS if meant != typed),
        key=lambda each: each[1],
    )
    for typed in LETTERS
}


def missing(before: str, after: str) -> list[tuple[str, float]]:
    """Letters that may be missing between two others, with costs, the cheapest first.

    At an end of the word one of the neighbours is empty.
    """
    cheap = [before, after, "ь", "ъ", *_UNHEARD.get(before + after, ())]
    easy = dict.fromkeys((each for each in cheap if each), BY_EAR)
    return [*easy.items(), *((each, LEFT_OUT) for each in LETTERS if each not in easy)]


def superfluous(before: str, typed: str, after: str) -> float:
    """`typed` is too much between two letters; at an end of the word one of them is empty."""
    if typed in (before, after) or typed in "ьъ" or typed in _UNHEARD.get(before + after, ()):
        return BY_EAR
    if typed + before in _KEYS or typed + after in _KEYS:
        return NEXT_KEY
    return PUT_IN


def distance(typed: str, meant: str) -> float:
    """Nats of the likeliest way from one word to the other (Damerau's edits, each letter once)."""
    rows = [[0.0] * (len(meant) + 1) for _ in range(len(typed) + 1)]
    for i in range(len(typed) + 1):
        for j in range(len(meant) + 1):
            ways = [0.0] if not i and not j else []
            before, after = meant[j - 1 : j], typed[i : i + 1]
            if i and j:
                same = typed[i - 1] == meant[j - 1]
                ways.append(
                    rows[i - 1][j - 1] + (0.0 if same else substitution(typed[i - 1], before))
                )
            if i:
                ways.append(rows[i - 1][j] + superfluous(before, typed[i - 1], after))
            if j:
                left = dict(missing(meant[j - 2 : j - 1] if j > 1 else "", after))
                ways.append(rows[i][j - 1] + left.get(before, LEFT_OUT))
            if i > 1 and j > 1 and typed[i - 2 : i] == meant[j - 2 : j][::-1]:
                ways.append(rows[i - 2][j - 2] + SWAPPED)
            rows[i][j] = min(ways)
    return rows[-1][-1]
