"""Counting as lists do: 4, iv, д, AA."""

# Word numbers with the Russian alphabet without ё, й, ъ, ы, ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_MAX = 3999
_MOST_REPEATS = 9


def numeral(count: int, kind: str) -> str:
    """`count` in a number format of ECMA-376 part 1, 17.18.59; unknown formats give digits."""
    plain = kind.removeprefix("lower").removeprefix("upper").lower()
    match plain:
        case "none":
            return ""
        case "letter":
            written = _letters(count, _LATIN)
        case "russianlower" | "russianupper":
            written = _letters(count, _RUSSIAN)
        case "roman":
            written = roman(count)
        case "decimalzero":
            written = f"{count:02d}"
        case _:
            written = str(count)
    return written.upper() if kind.startswith("upper") or kind.endswith("Upper") else written


def _letters(count: int, alphabet: str) -> str:
    """Past the alphabet's end Word doubles the letter: z, aa, bb (ECMA-376 part 1, 17.18.59)."""
    if count < 1:
        return str(count)
    repeats, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * min(repeats + 1, _MOST_REPEATS)


def roman(count: int) -> str:
    """Lower-case Roman numeral; digits outside 1…3999."""
    if not 0 < count <= _ROMAN_MAX:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        repeats, count = divmod(count, worth)
        written += sign * repeats
    return written
