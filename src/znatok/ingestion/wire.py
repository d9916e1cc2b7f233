"""A parsed file on its way between two processes.

JSON, not pickle: the sender has just read bytes that somebody may have crafted.
"""

import json
import struct
from dataclasses import dataclass

from znatok.documents.model import Block, BlockKind, Failure
from znatok.ingestion.model import ParsedFile

REQUEST = struct.Struct(">IQ")  # lengths of the name and of the data, which follow
ANSWER = struct.Struct(">Q")  # length of the JSON, which follows
STILL_READING = 0  # instead of a length: no answer yet, but one more page; the clock starts anew


def encode_parsed(parsed: ParsedFile) -> bytes:
    blocks = [
        [b.kind.value, b.start, b.end, b.level, b.page, b.sheet, b.rows] for b in parsed.blocks
    ]
    answer = {
        "text": parsed.text,
        "blocks": blocks,
        "kind": parsed.kind,
        "media_type": parsed.media_type,
        "title": parsed.title,
        "pages": parsed.pages,
        "warnings": parsed.warnings,
    }
    return json.dumps(answer, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read; `cause` is what the parser said, for logs only."""

    failure: Failure
    cause: str = ""


def encode_failure(failure: Failure, cause: str = "") -> bytes:
    told = {"slug": failure.slug, "ru": failure.ru, "en": failure.en}
    answer = {"failure": told, "cause": cause}
    return json.dumps(answer, ensure_ascii=False).encode()


def decode(answer: bytes) -> ParsedFile | Refusal:
    """Raises:
    ValueError, KeyError, TypeError: this is not such an answer.

    """
    told = json.loads(answer)
    if "failure" in told:
        return Refusal(Failure(**told["failure"]), str(told.get("cause", "")))
    return ParsedFile(
        text=told["text"],
        blocks=tuple(
            Block(BlockKind(kind), start, end, level, page, sheet, tuple(map(tuple, rows)))
            for kind, start, end, level, page, sheet, rows in told["blocks"]
        ),
        kind=told["kind"],
        media_type=told["media_type"],
        title=told["title"],
        pages=told["pages"],
        warnings=tuple(told["warnings"]),
    )
