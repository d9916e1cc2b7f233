import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from znatok.platform.log import configure_logging


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_one_line_of_json_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    structlog.get_logger().info("document_indexed", fragments=12, title="Отпуска")
    (line,) = _lines(capsys)
    assert line["event"] == "document_indexed"
    assert line["fragments"] == 12
    assert line["title"] == "Отпуска"
    assert line["level"] == "info"
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize(
    "name", ["password", "new_password", "access_token", "Authorization", "api_key", "cookies"]
)
def test_a_secret_never_reaches_the_log(capsys: pytest.CaptureFixture[str], name: str) -> None:
    configure_logging()
    structlog.get_logger().info("signed_in", **{name: "тайна-42"})
    assert "тайна-42" not in capsys.readouterr().err


@pytest.mark.parametrize("as_json", [True, False])
def test_a_line_break_cannot_forge_a_second_record(
    capsys: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    configure_logging(as_json=as_json)
    structlog.get_logger().info("refused\r\nforged", file_name="a\r\nforged user=admin")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.count("forged") == 2


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="warning")
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    assert [each["event"] for each in _lines(capsys)] == ["loud"]


def test_an_exception_is_told_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    try:
        int("broken")
    except ValueError:
        structlog.get_logger().exception("answer_failed")
    (line,) = _lines(capsys)
    assert "ValueError: invalid literal" in str(line["exception"])
