"""The client's exceptions in the room's words; none is passed on, for they repeat bodies."""

import json
from collections.abc import Mapping

import httpx
from gigachat.exceptions import BadRequestError, GigaChatException, RateLimitError, ResponseError
from pydantic import ValidationError

from znatok.kernel.errors import ZnatokError
from znatok.llm.adapters.gigachat.settings import GigaChatAccount
from znatok.llm.errors import ModelRefusedKey, ModelUnavailable
from znatok.llm.vendor_refusals import Refusal, error_of, root_cause

# Everything that reading an answer can end with. The client does not check the shape of what it
# reads: a body that is a list is a TypeError, a token without its expiry a KeyError.
FAILURES = (GigaChatException, httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError)

_ERRORS = range(400, 600)


class NonsenseError(ValueError):
    """The server sent what its protocol does not know. The message never repeats it."""


class FrameError(ValueError):
    """The server sent an error in the place of a piece of the answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("an error inside the answer")
        self.refusal = refusal


def failure(error: Exception, settings: GigaChatAccount) -> ZnatokError:
    """What to raise for one of `FAILURES`."""
    model, secrets = settings.model, settings.secrets()
    refusal = _refusal(error)
    if isinstance(error, BadRequestError) and str(error.url) == settings.auth_url:
        return ModelRefusedKey(model=model)  # codes 1, 5, 7: the scope is not the one of the key
    if refusal is not None:
        return error_of(refusal, model, secrets)
    match error:
        case httpx.TimeoutException():
            return ModelUnavailable(model=model, reason="timed out")
        case httpx.HTTPError():
            return ModelUnavailable(model=model, reason=root_cause(error))
        case _:
            return ModelUnavailable(model=model, reason="not an answer of the protocol")


def _refusal(error: Exception) -> Refusal | None:
    match error:
        case ResponseError():
            after_s = error.retry_after if isinstance(error, RateLimitError) else None
            return Refusal(error.status_code, _words(error.content), after_s or None)
        case FrameError():
            return error.refusal
        case ValidationError():  # what the client could not read may have been an error
            inputs = error.errors(include_url=False, include_context=False)
            return next(filter(None, (refusal_in(each["input"]) for each in inputs)), None)
        case _:
            return None


def refusal_in(frame: object) -> Refusal | None:
    """An error in the place of a piece, where the frame is one."""
    if not isinstance(frame, Mapping):
        return None
    error = frame.get("error")
    told = error if isinstance(error, Mapping) else frame
    status = str(told.get("status") or told.get("code"))
    words = str(told.get("message") or error or "")
    if status.isdecimal() and int(status) in _ERRORS:
        return Refusal(int(status), words)
    return Refusal(None, words) if error else None


def _words(content: bytes | None) -> str:
    text = (content or b"").decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except ValueError:
        return ""  # a page of a gateway
    return str(body.get("message") or "") if isinstance(body, Mapping) else ""
