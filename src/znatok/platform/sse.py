"""Server-sent events as text (WHATWG HTML, section 9.2)."""

import json
from typing import Any

MEDIA_TYPE = "text/event-stream; charset=utf-8"
# Proxies must not gather a stream: `X-Accel-Buffering` is nginx's name for that.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def frame(name: str, data: dict[str, Any], *, id_: str | None = None) -> str:
    """One event; the data is JSON on one line, Cyrillic as it is."""
    head = f"id: {id_}\n" if id_ is not None else ""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{head}event: {name}\ndata: {body}\n\n"


def data(value: dict[str, Any]) -> str:
    """An event without a name, as OpenAI's streams have them."""
    return f"data: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"
