"""Check digits of Russian identifiers and of bank cards. All functions take digits only."""

from collections.abc import Sequence

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_LAST_UNCHECKED_SNILS = 1_001_998


def inn_is_valid(digits: str) -> bool:
    """Of 10 digits (companies) or 12 (people): weighed sums modulo 11, then modulo 10.

    Order of the Federal Tax Service of 29.06.2012 № ММВ-7-6/435@.
    """
    if len(digits) == len(_INN_10) + 1:
        return _weighed(digits, _INN_10) == int(digits[9])
    return _weighed(digits, (7, *_INN_10)) == int(digits[10]) and _weighed(
        digits, (3, 7, *_INN_10)
    ) == int(digits[11])


def snils_is_valid(digits: str) -> bool:
    """Of 11 digits; numbers up to 001-001-998 were given out without a check sum."""
    number, check = digits[:9], int(digits[9:])
    if int(number) <= _LAST_UNCHECKED_SNILS:
        return check == 0
    return sum(int(digit) * (9 - at) for at, digit in enumerate(number)) % 101 % 100 == check


def ogrn_is_valid(digits: str) -> bool:
    """Of 13 digits (companies: modulo 11) or 15 (entrepreneurs: modulo 13), then modulo 10."""
    modulus = len(digits) - 2
    return int(digits[:-1]) % modulus % 10 == int(digits[-1])


def luhn_is_valid(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004  # the sum of its two digits
    return total % 10 == 0


def _weighed(digits: str, weights: Sequence[int]) -> int:
    pairs = zip(digits, weights, strict=False)  # the check digits themselves have no weight
    return sum(int(digit) * weight for digit, weight in pairs) % 11 % 10
