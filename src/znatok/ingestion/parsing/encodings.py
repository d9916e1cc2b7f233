"""Which encoding a text in Russian is in.

General detectors weigh dozens of languages and often mistake short CP1251 for Mac Cyrillic or
Bulgarian; here few candidates compete and one language is at home, so letter frequencies decide.
"""

import codecs
import math
import re
from collections.abc import Sequence

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Per thousand letters of Russian text: O. Lyashevskaya, S. Sharoff, «Частотный словарь
# современного русского языка» (2009), letters of the National Corpus.
_PER_MILLE = {
    "о": 109.7, "е": 84.5, "а": 80.1, "и": 73.5, "н": 67.0, "т": 62.6, "с": 54.7, "р": 47.3,
    "в": 45.4, "л": 44.0, "к": 34.9, "м": 32.1, "д": 29.8, "п": 28.1, "у": 26.2, "я": 20.1,
    "ы": 19.0, "ь": 17.4, "г": 17.0, "з": 16.5, "б": 15.9, "ч": 14.4, "й": 12.1, "х": 9.7,
    "ж": 9.4, "ш": 7.3, "ю": 6.4, "ц": 4.8, "щ": 3.6, "э": 3.2, "ф": 2.6, "ъ": 0.4, "ё": 0.4,
}  # fmt: skip
_WEIGHT = {letter: math.log(share / 1000) for letter, share in _PER_MILLE.items()}
_CAPITAL_COST = -0.15  # slight: whole headings are in capitals
_TYPOGRAPHY = frozenset("№«»„“”‘’—–…§°±·€©®\u00a0×")
_TYPOGRAPHY_WEIGHT = math.log(0.005)
_STRANGER_WEIGHT = math.log(0.00001)  # another script's letter, a box, a currency sign: far below ъ
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
_CASE_FLIP = re.compile("[а-яё][А-ЯЁ]")
_MIXED_WORD = re.compile("[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
# No Russian word begins with these, and none of four letters is without a vowel.
_IMPOSSIBLE = re.compile(r"\b[ъыь]|\b[бвгджзйклмнпрстфхцчшщъь]{4,}\b", re.IGNORECASE)
_WESTERN = re.compile("[\u00c0-\u00ff\u2018-\u201e\u2013\u2014\u2026\u20ac\u00a0-\u00bf]")
_SAMPLE = 64 * 1024
_UTF16_SHARE = 0.3  # of one parity's bytes that are the high byte of ASCII (0) or Cyrillic (4)


def decode(data: bytes, declared: str | None = None) -> tuple[str, bool]:
    """The text, and whether every byte had a meaning in the encoding found.

    A byte order mark wins; then strict UTF-8; then `declared` (a header, a meta tag) if it fits and
    is not UTF-8; then UTF-16 without a mark; then the likeliest single-byte encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _whole(data, encoding)
    utf16 = _utf16_without_mark(data[:_SAMPLE])
    if utf16:
        return _whole(data, utf16)
    if declared and not _is_ascii_based_utf8(declared) and _decodes(data, declared):
        return _whole(data, declared)
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data, error):
            return data.decode("utf-8", errors="replace"), False
    return _whole(data, _single_byte(data))


def _whole(data: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return data.decode(encoding), True
    except UnicodeDecodeError:
        return data.decode(encoding, errors="replace"), False


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return False
    return True


def _is_ascii_based_utf8(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8", "us-ascii", "ascii"}


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """A UTF-8 text with a few spoilt bytes, e.g. cut in the middle of a character."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])  # noqa: PLR2004  # ASCII ends at 0x7F
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    return error.start > 0 and text.count("\ufffd") * 50 < high


def _utf16_without_mark(sample: bytes) -> str | None:
    even, odd = sample[0::2], sample[1::2]
    if not odd or (b"\0" not in sample and b"\4" not in sample):
        return None
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        share = (high.count(0) + high.count(4)) / len(high)
        if share > 2 * _UTF16_SHARE and low.count(0) < len(low) * 0.01:
            return encoding
    return None


def likelier(data: bytes, encodings: Sequence[str]) -> str:
    """Which of single-byte encodings reads the most like Russian."""
    return max(encodings, key=lambda encoding: _score(data[:_SAMPLE], encoding))


def _single_byte(data: bytes) -> str:
    sample = data[:_SAMPLE]
    scored = sorted((_score(sample, encoding), encoding) for encoding in _SINGLE_BYTE)
    score, best = scored[-1]
    if score > _STRANGER_WEIGHT / 2:
        return best
    western = sample.decode("cp1252", errors="replace")
    if all(symbol <= "\x7f" or _WESTERN.match(symbol) for symbol in western):
        return "cp1252"
    guess = from_bytes(sample, cp_exclusion=["utf_16", "utf_32"]).best()
    return guess.encoding if guess is not None else "cp1252"


def _score(sample: bytes, encoding: str) -> float:
    """Mean log-likelihood of the non-ASCII characters, with the cost of impossible words."""
    text = sample.decode(encoding, errors="replace")
    weights = [_weight(symbol) for symbol in text if symbol > "\x7f"]
    if not weights:
        return 0.0
    odd = len(_CASE_FLIP.findall(text)) + len(_MIXED_WORD.findall(text))
    odd += len(_IMPOSSIBLE.findall(text))
    return (sum(weights) + odd * _STRANGER_WEIGHT) / len(weights)


def _weight(symbol: str) -> float:
    if symbol in _WEIGHT:
        return _WEIGHT[symbol]
    lower = symbol.lower()
    if lower in _WEIGHT:
        return _WEIGHT[lower] + _CAPITAL_COST
    return _TYPOGRAPHY_WEIGHT if symbol in _TYPOGRAPHY else _STRANGER_WEIGHT
