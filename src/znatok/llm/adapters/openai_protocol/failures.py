"""The client's exceptions in the room's words.

What is raised has no cause: the client's exceptions repeat bodies, which hold texts and sometimes
keys. `reason` says what an administrator needs.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import httpx2
import openai

from znatok.kernel.errors import ZnatokError
from znatok.llm.errors import ModelUnavailable
from znatok.llm.vendor_refusals import Refusal, error_of, root_cause, seconds

# Everything that reading an answer can end with; JSON that is none is a ValueError.
FAILURES = (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError)

_ERRORS = range(400, 600)
_WORDS = ("message", "code", "type", "error")
_STATUSES = ("httpCode", "status", "code")


def failure(error: Exception, model: str, secrets: Iterable[str]) -> ZnatokError:
    """What to raise for one of `FAILURES`."""
    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return ModelUnavailable(model=model, reason="timed out")
        case openai.APIConnectionError() | httpx2.HTTPError():
            return ModelUnavailable(model=model, reason=root_cause(error))
        case openai.APIStatusError():
            return error_of(
                Refusal(
                    error.status_code,
                    _words(error.body) or error.message,
                    seconds(error.response.headers.get("retry-after")),
                ),
                model,
                secrets,
            )
        case openai.APIResponseValidationError():
            return ModelUnavailable(model=model, reason="not an answer of the protocol")
        case openai.APIError():
            return error_of(Refusal(_status(error.body), _words(error.body)), model, secrets)
        case _:
            return ModelUnavailable(model=model, reason="not an answer of the protocol")


def _status(body: object) -> int | None:
    """Of an error inside a stream: as a field, if at all."""
    if isinstance(body, Mapping):
        for name in _STATUSES:
            value = str(body.get(name))
            if value.isdecimal() and int(value) in _ERRORS:
                return int(value)
    return None


def _words(body: object) -> str:
    if isinstance(body, str):
        return body
    if not isinstance(body, Mapping):
        return ""
    found: list[Any] = [body.get(name) for name in _WORDS]
    return " ".join(
        _words(each) if isinstance(each, Mapping) else str(each) for each in found if each
    )
