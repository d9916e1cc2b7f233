"""Vendors' own words, and what they mean."""

import pytest

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
from znatok.llm.vendor_refusals import Refusal, error_of, root_cause, seconds, shown

KEY = "sk-canary"


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (401, "Authentication Fails, Your api key: ****1234 is invalid", ModelRefusedKey),
        (403, "Permission denied", ModelRefusedKey),
        (402, "Payment Required", ModelQuotaSpent),
        (402, "Insufficient Balance", ModelQuotaSpent),
        (429, "You exceeded your current quota insufficient_quota", ModelQuotaSpent),
        (429, "Too Many Requests", ModelBusy),
        (
            429,
            "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed: allowed 10 requests",
            ModelBusy,
        ),
        (413, "Payload too large", ContextTooLong),
        (400, "This model's maximum context length is 8192 tokens.", ContextTooLong),
        (400, "the request exceeds the available context size, try increasing it", ContextTooLong),
        (400, "number of input tokens must be no more than 32768, got 40000", ContextTooLong),
        (400, "too many input tokens", ContextTooLong),
        (422, "Invalid params: tokens limit exceeded", ContextTooLong),
        (422, "Requested model does not support functions", ModelRejected),
        (422, "Invalid params: system message must be the first message", ModelRejected),
        (400, "Thinking mode does not support this tool_choice", ModelRejected),
        (400, "Invalid token in the JSON body", ModelRejected),
        (400, "Content Exists Risk", ModelFiltered),
        (400, "The response was filtered due to content management policy", ModelFiltered),
        (404, "No such model", ModelRejected),
        (405, "", ModelRejected),
        (408, "", ModelUnavailable),
        (409, "", ModelUnavailable),
        (500, "", ModelUnavailable),
        (502, "<html>", ModelUnavailable),
        (503, "Server overloaded", ModelUnavailable),
        (302, "", ModelUnavailable),
        (None, "rate limit exceeded", ModelBusy),
        (None, "backend is away", ModelUnavailable),
    ],
)
def test_words_and_status_together_say_what_it_is(
    status: int | None, words: str, expected: type[ZnatokError]
) -> None:
    error = error_of(Refusal(status, words), "m")
    assert type(error) is expected
    assert error.details["model"] == "m"


def test_the_vendor_s_words_are_short_and_without_keys() -> None:
    error = error_of(Refusal(400, f"no parameter\nfor {KEY}: " + "x" * 500), "m", [KEY])
    reason = str(error.details["reason"])
    assert reason.startswith("no parameter for …: xxx")
    assert len(reason) == 201
    assert error_of(Refusal(404), "m").details["reason"] == "HTTP 404"


@pytest.mark.parametrize(
    ("header", "expected"),
    [("7", 7.0), ("0.5", 0.5), (None, None), ("soon", None), ("-1", None), ("inf", None)],
)
def test_retry_after_in_seconds_is_understood(header: str | None, expected: float | None) -> None:
    assert seconds(header) == expected


def test_the_vendor_s_wait_travels_with_busy() -> None:
    assert error_of(Refusal(429, "", 7.0), "m").details["after_s"] == 7.0
    assert "after_s" not in error_of(Refusal(429), "m").details


def test_the_cause_of_a_lost_connection_is_the_deepest_that_has_words() -> None:
    error = RuntimeError("Connection error.")
    error.__cause__ = OSError("certificate verify failed")
    error.__cause__.__cause__ = TimeoutError()
    assert root_cause(error) == "certificate verify failed"
    assert root_cause(TimeoutError()) == "TimeoutError"
    assert shown("a  b", ()) == "a b"
