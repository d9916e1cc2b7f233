"""Pages of a list: items and an opaque cursor to the next page."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from znatok.kernel.errors import Invalid

Item = TypeVar("Item")


class BadCursor(Invalid):
    slug = "bad-cursor"
    ru = "Параметр cursor повреждён. Начните список сначала."
    en = "The cursor parameter is damaged. Start the list from its beginning."


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    items: Sequence[Item]
    next_cursor: str | None = None


def encode_cursor(*position: str) -> str:
    """An opaque, URL-safe form of a position in a sorted list."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *, size: int) -> tuple[str, ...]:
    """The position of `size` parts that `encode_cursor` was given.

    Raises:
        BadCursor: the text is not such a cursor.

    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, RecursionError) as error:  # the latter: brackets nested without end
        raise BadCursor from error
    if not isinstance(parts, list) or len(parts) != size:
        raise BadCursor
    if not all(isinstance(part, str) for part in parts):
        raise BadCursor
    return tuple(parts)
