"""What a vendor's refusal means, whoever the vendor is: status and words to the room's errors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from znatok.kernel.errors import ZnatokError
from znatok.llm.errors import (
    ContextTooLong,
    ModelBusy,
    ModelFiltered,
    ModelQuotaSpent,
    ModelRefusedKey,
    ModelRejected,
    ModelUnavailable,
)

_LONGEST_REASON = 200
_HIDDEN = "…"

# Words of OpenAI, vLLM, llama.cpp, DeepSeek, Yandex and GigaChat for a prompt that does not fit.
_TOO_LONG = re.compile(
    r"context.{0,20}(length|size|window)|context_length_exceeded|maximum.{0,20}tokens"
    r"|(too many|number of|exceed\w*).{0,40}tokens|tokens?.{0,40}(exceed|too (many|large|long))"
    r"|too long|слишком (длинн|больш|много)",
    re.IGNORECASE | re.DOTALL,
)
_FILTERED = re.compile(
    r"content[_ ](filter|policy|management)|content exists risk|moderation|blacklist|profanity",
    re.IGNORECASE,
)
_SPENT = re.compile(r"insufficient[_ ](quota|balance)|payment required|billing", re.IGNORECASE)
_BUSY = re.compile(r"rate[_ ]?limit|too many requests|quota limit exceed|overloaded", re.IGNORECASE)

_KEY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_OF_THE_REQUEST = range(400, 500)
# Of the same kind, but the same request may pass a moment later.
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY)


@dataclass(frozen=True, slots=True)
class Refusal:
    """`status`: of HTTP, or what a frame inside a stream gave in its stead; None if neither."""

    status: int | None
    words: str = ""
    after_s: float | None = None


def error_of(refusal: Refusal, model: str, secrets: Iterable[str] = ()) -> ZnatokError:
    """What to raise. `secrets` are cut from the vendor's words before anybody sees them."""
    status, words = refusal.status, refusal.words
    if status in _KEY:
        return ModelRefusedKey(model=model)
    if status == HTTPStatus.PAYMENT_REQUIRED or (
        status == HTTPStatus.TOO_MANY_REQUESTS and _SPENT.search(words)
    ):
        return ModelQuotaSpent(model=model)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status is None and _BUSY.search(words)):
        return _busy(model, refusal.after_s)
    if status in _PASSING or status not in _OF_THE_REQUEST:
        reason = "an error inside the answer" if status is None else f"HTTP {status}"
        return ModelUnavailable(model=model, reason=reason)
    return _rejection(refusal, model, secrets)


def _rejection(refusal: Refusal, model: str, secrets: Iterable[str]) -> ZnatokError:
    if _FILTERED.search(refusal.words):
        return ModelFiltered(model=model)
    if refusal.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or _TOO_LONG.search(refusal.words):
        return ContextTooLong(model=model)
    reason = shown(refusal.words, secrets) or f"HTTP {refusal.status}"
    return ModelRejected(model=model, reason=reason)


def _busy(model: str, after_s: float | None) -> ModelBusy:
    return ModelBusy(model=model) if after_s is None else ModelBusy(model=model, after_s=after_s)


def shown(words: str, secrets: Iterable[str]) -> str:
    """The vendor's words in one short line without keys."""
    for secret in secrets:
        words = words.replace(secret, _HIDDEN)
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_REASON else line[:_LONGEST_REASON] + _HIDDEN


def seconds(retry_after: str | None) -> float | None:
    """The header `Retry-After` where it counts seconds (RFC 9110, section 10.2.3)."""
    try:
        found = float(retry_after or "")
    except ValueError:
        return None
    return found if 0 <= found < float("inf") else None


def root_cause(error: BaseException) -> str:
    """What went wrong with a connection, in the words of the lowest layer that has some."""
    found, deeper = error, error.__cause__ or error.__context__
    while deeper is not None:
        found, deeper = (deeper if str(deeper) else found), deeper.__cause__ or deeper.__context__
    return shown(str(found), ()) or type(found).__name__
