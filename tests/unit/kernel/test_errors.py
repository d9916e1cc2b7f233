import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from string import Formatter

import pytest

import znatok.entrypoints.cli.main
import znatok.entrypoints.http.app  # noqa: F401  # with the command line it loads every room
from znatok.kernel.clock import SystemClock
from znatok.kernel.errors import Conflict, Invalid, NotFound, Refused, Unavailable, ZnatokError

_KINDS = (NotFound, Conflict, Refused, Invalid, Unavailable)


def _all(kind: type[ZnatokError]) -> Iterator[type[ZnatokError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _all(each)


_EVERY = sorted(set(_all(ZnatokError)), key=lambda each: (each.__module__, each.__name__))


def test_a_message_exists_in_two_languages_with_its_details_filled() -> None:
    error = Invalid(reason="поле name")
    assert error.message("ru") == "Проверьте введённые данные: поле name"
    assert error.message("en") == "Check the input: поле name"
    assert str(error) == error.message("en")


def test_russian_is_spoken_unless_english_is_asked_for() -> None:
    error = NotFound()
    assert error.message() == error.message("de") == NotFound.ru


def test_a_detail_that_was_not_given_shows_its_name_and_breaks_nothing() -> None:
    assert Invalid().message("en") == "Check the input: {reason}"


def test_a_detail_is_never_a_template_itself() -> None:
    assert Invalid(reason="{slug} {0} {reason}").message("en").endswith("{slug} {0} {reason}")


@pytest.mark.parametrize("error", _EVERY, ids=lambda each: each.__name__)
def test_every_error_speaks_both_languages_of_the_same_details(error: type[ZnatokError]) -> None:
    def named(template: str) -> set[str]:
        """A detail told in each language («reason_ru», «en») counts as one."""
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        return {re.sub(r"(?:^|_)(?:ru|en)$", "", name) for name in names}

    assert any("а" <= letter.lower() <= "я" for letter in error.ru)
    assert not any("а" <= letter.lower() <= "я" for letter in error.en)
    assert named(error.ru) == named(error.en)


@pytest.mark.parametrize("error", _EVERY, ids=lambda each: each.__name__)
def test_no_error_is_of_two_kinds_at_once(error: type[ZnatokError]) -> None:
    assert sum(issubclass(error, kind) for kind in _KINDS) <= 1


def test_no_two_rooms_share_a_slug() -> None:
    rooms: dict[str, set[str]] = {}
    for each in _EVERY:
        if each.__module__.startswith("znatok."):
            rooms.setdefault(each.slug, set()).add(each.__module__.split(".")[1])
    assert {slug: found for slug, found in rooms.items() if len(found) > 1} == {}


def test_the_clock_tells_aware_moments_in_utc() -> None:
    moment = SystemClock().now()
    assert moment.tzinfo is UTC
    assert moment.utcoffset() == timedelta(0)
