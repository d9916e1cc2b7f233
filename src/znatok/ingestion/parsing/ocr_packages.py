"""Scans pasted into office files: pictures are the text where there is hardly any other.

Only there: recognising every picture of every presentation would cost seconds each for logos and
photographs, while a page pasted as a picture is told by the lack of text around it.
"""

import re
from dataclasses import replace

from znatok.documents.model import Block
from znatok.ingestion.errors import NoText, Unreadable
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.detect import picture_kind
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.pictures import pictures_text, size

_MEDIA = re.compile(r"^(?:word/media|ppt/media|Pictures)/[^/]+$")
_NUMBERS = re.compile(r"(\d+)")
_LONG, _SHORT = 900, 400  # pixels of the sides: less is no page, even of a screen
_MOST = 50  # pictures of one file
_SEPARATOR = "\n\n"


def with_pictures(
    own: ParsedFile | None, described: Format, data: bytes, name: str, limits: Limits
) -> ParsedFile:
    """The file's text, followed by that of its large pictures in the order of their names.

    Raises:
        NoText: neither has any.
        NeedsRecognition, RecognitionOff: it has pictures only, and they are not read here.

    """
    pictures = _large_pictures(data, name, limits)
    try:
        read = pictures_text(pictures, name, limits) if pictures else None
    except Unreadable:
        if own is None:
            raise
        return own
    if read is None:
        if own is None:
            raise NoText(name=name)
        return own
    blocks = [replace(block, page=None) for block in read.blocks]
    warnings = ("pictures-recognised",)
    if own is None:
        return replace(
            read,
            kind=described.kind,
            media_type=described.media_type,
            blocks=tuple(blocks),
            pages=None,
            warnings=warnings,
        )
    start = len(own.text) + len(_SEPARATOR)
    return replace(
        own,
        text=own.text + _SEPARATOR + read.text,
        blocks=(*own.blocks, *(_moved(block, start) for block in blocks)),
        warnings=(*own.warnings, *warnings),
    )


def _moved(block: Block, by: int) -> Block:
    return replace(block, start=block.start + by, end=block.end + by)


def _large_pictures(data: bytes, name: str, limits: Limits) -> list[bytes]:
    with Package(data, name, "ZIP", limits) as package:
        parts = sorted((each for each in package.names() if _MEDIA.match(each)), key=_by_number)
        held = [package.read(part) for part in parts[:_MOST]]
    return [each for each in held if each and _is_page(each)]


def _is_page(data: bytes) -> bool:
    sides = size(data) if picture_kind(data) else (0, 0)
    return max(sides) >= _LONG and min(sides) >= _SHORT


def _by_number(part: str) -> list[str | int]:
    """«image2» before «image10»."""
    return [int(each) if each.isdigit() else each for each in _NUMBERS.split(part)]
