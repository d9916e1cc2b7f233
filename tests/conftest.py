"""What every test may rely on."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def fresh_log() -> Iterator[None]:
    """A log that no earlier test has bound to a stream that is closed by now."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
