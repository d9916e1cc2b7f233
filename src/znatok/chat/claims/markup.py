"""A model's Markdown made harmless: nothing in it can lead, load or pose as anything.

A model may be told by a document to put what it was shown into an address, which the reader's
browser then asks for (EchoLeak, CVE-2025-32711). So of links the words are left and of images
nothing; HTML goes; an address stays only if a document that the model was given holds just that
one; and all signs that Markdown would take for its own are escaped, but for bold and code.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from znatok.chat.markdown import inline, line

_IMAGE = re.compile(r"!\[[^\]\n]*\]\s?(?:\([^)\n]*\)?|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]*)\]\s?\([^)\n]*\)?")
_REFERENCE = re.compile(r"\[([^\]\n]*[^\W\d][^\]\n]*)\]\[[^\]\n]*\]")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)
_HTML = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|</?[A-Za-z][^<>]*>?|<[?!][^<>]*>?",
    re.DOTALL | re.IGNORECASE,
)
# A scheme with its address; www; a mailbox; a domain, its zone in letters, with a path or without.
_ADDRESS = re.compile(
    r"\b(?:javascript|data|vbscript|blob|mailto|tel|sms|tg):[^\s<>]+"
    r"|\b[a-z][a-z\d+.-]{1,15}:\\?/\\?/[^\s<>]*"
    r"|(?<![\w:])\\?/\\?/[\w-]+\.[^\s<>]+"
    r"|[^\s<>@]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.-])(?:[a-z\d-]+\.)+[a-z]{2,24}(?![\w@-])(?::\d+)?(?:[/?#][^\s<>]*)?"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:рф|рус|москва|онлайн|сайт|дети)(?!\w)(?::\d+)?(?:[/?#][^\s<>]*)?",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?…)]}»”\"'*`"
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|__(?=\S)([^_\n]+?)(?<=\S)__")
_CODE = re.compile(r"`([^`\n]+)`")
_NO_CODE = re.compile(r"\[\s*\^?\d")  # would read as a label where nothing can be escaped


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text`: words with bold and code as their only signs. `removed`: links, images, tags, …"""

    text: str
    removed: int


def addresses_in(text: str) -> frozenset[str]:
    """Every address of `text`, as `cleaned` compares them."""
    return frozenset(_bare(each.group()) for each in _ADDRESS.finditer(text))


def cleaned(text: str, allowed: AbstractSet[str]) -> Cleaned:
    """`text` without what leads or loads; addresses stay if they are among `allowed`."""
    removed = 0
    for pattern, kept in (
        (_IMAGE, ""),
        (_DEFINITION, ""),
        (_LINK, r"\1"),
        (_REFERENCE, r"\1"),
        (_HTML, " "),
    ):
        text, count = pattern.subn(kept, text)
        removed += count
    text, count = _without_addresses(text, allowed)
    return Cleaned(text, removed + count)


def plain(text: str) -> str:
    """`text` without the signs of bold and code, to be read."""
    return _CODE.sub(r"\1", _BOLD.sub(lambda found: found[1] or found[2], text))


def escaped(text: str, *, begins_line: bool) -> str:
    """Cleaned `text` as Markdown: bold and code stay, nothing else means anything."""
    pieces: list[str] = []
    at = 0
    for found in re.finditer(f"{_BOLD.pattern}|{_CODE.pattern}", text):
        bold, code = found[1] or found[2], found[3]
        before = text[at : found.start()]
        if code is not None and _NO_CODE.search(code):
            shown = _spaced(code)
        else:
            shown = f"`{code}`" if code is not None else f"**{inline(bold)}**"
        pieces += (_spaced(before), shown)
        at = found.end()
    pieces.append(_spaced(text[at:]))
    whole = "".join(pieces)
    return _opened(whole) if begins_line else whole


def _opened(text: str) -> str:
    """The signs that mean something at the start of a line only, escaped there."""
    if text.startswith(("**", "`")):
        return text
    first, space, rest = text.partition(" ")
    opened = line(_unescaped(first))
    return f"{opened}{space}{rest}"


def _unescaped(text: str) -> str:
    return re.sub(r"\\([^\w\s]|_)", r"\1", text)


def _spaced(text: str) -> str:
    """`inline`, but spaces at the ends stay: bold stands beside them."""
    body = inline(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and body else ""
    return f"{before}{body}{after}"


def _without_addresses(text: str, allowed: AbstractSet[str]) -> tuple[str, int]:
    removed = 0

    def judged(found: re.Match[str]) -> str:
        nonlocal removed
        bare = _bare(found.group())
        if bare in allowed:
            return found.group()
        removed += 1
        return found.group()[len(bare) :] if found.group().startswith(bare) else ""

    return _ADDRESS.sub(judged, text), removed


def _bare(address: str) -> str:
    return address.rstrip(_CLOSING)
