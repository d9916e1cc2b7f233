"""What every text goes through before it is kept: one form, nothing invisible."""

import re
import unicodedata

# Soft hyphen, zero-width space and joiners, bidirectional marks, word joiner, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
# Control characters (Cc) but tab and newline, lone surrogates, non-characters.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEADERS = re.compile(r"[.…](?:[^\S\n]?[.…]){4,}")  # dots that lead to a page number
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")  # a single space is what it becomes already


def clean(text: str) -> str:
    """NFC, LF line ends, nothing invisible; white space is left as it is."""
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def tidy(text: str) -> str:
    """Clean text, runs of blanks as one space, of leading dots as one «…», no blank lines."""
    text = _LEADERS.sub(" … ", clean(text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cell(text: str) -> str:
    """Tidy text on one line."""
    return tidy(text).replace("\n", " ")
