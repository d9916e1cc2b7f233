"""Logs are events: past tense, fields by name, no document text, no secrets."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Field names that never reach a log, whatever a caller passes.
_SECRET_NAMES = ("password", "secret", "token", "authorization", "api_key", "cookie", "ticket")


def configure_logging(*, level: str = "INFO", as_json: bool = True) -> None:
    """Send all logs, ours and the libraries', to standard error; called once per process."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide_secrets,
        _one_line,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    number = logging.getLevelName(level.upper())
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(message)s")


def _hide_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for name in event:
        if any(secret in name.lower() for secret in _SECRET_NAMES):
            event[name] = "hidden"
    return event


def _one_line(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A line break in a value would let a caller forge a second record."""
    for name, value in event.items():
        if isinstance(value, str) and name != "exception" and ("\n" in value or "\r" in value):
            event[name] = value.replace("\r", "\\r").replace("\n", "\\n")
    return event
