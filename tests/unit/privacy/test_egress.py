from datetime import UTC, date, datetime

import pytest

from znatok.privacy.egress import Destination, EgressPolicy, EgressRules, Notification, Passage
from znatok.privacy.errors import DestinationForbidden
from znatok.privacy.model import DataClass, Region

PUBLIC, INTERNAL, PERSONAL, SECRET = DataClass
LOCAL = Destination("Свой сервер", Region.LOCAL, "own")
RUSSIAN = Destination("YandexGPT", Region.RUSSIA, "yandex")
NOTICE = Notification("100-15", date(2026, 3, 16))  # a Monday
FOREIGN = Destination("DeepSeek", Region.FOREIGN, "deepseek", NOTICE)
ABROAD = EgressRules(allow_foreign=True)


class On:
    def __init__(self, *day: int) -> None:
        self._now = datetime(*day, tzinfo=UTC)  # type: ignore[arg-type, misc]  # year, month, day, hour

    def now(self) -> datetime:
        return self._now


LATER = On(2026, 6, 1)


def test_by_default_nothing_goes_abroad_even_with_a_notification() -> None:
    policy = EgressPolicy(LATER)
    assert policy.admits(LOCAL)
    assert policy.admits(RUSSIAN)
    assert not policy.admits(FOREIGN)
    with pytest.raises(DestinationForbidden, match="switched off"):
        policy.require(FOREIGN)


@pytest.mark.parametrize("notice", [None, Notification(" ", date(2026, 1, 1))])
def test_a_foreign_provider_without_a_notification_is_not_admitted(
    notice: Notification | None,
) -> None:
    policy = EgressPolicy(LATER, ABROAD)
    nameless = Destination("DeepSeek", Region.FOREIGN, "deepseek", notice)
    assert not policy.admits(nameless)
    with pytest.raises(DestinationForbidden, match="number"):
        policy.require(nameless)


def test_a_foreign_provider_waits_ten_working_days() -> None:
    assert NOTICE.valid_from == date(2026, 3, 31)
    assert not EgressPolicy(On(2026, 3, 30, 20), ABROAD).admits(FOREIGN)
    assert EgressPolicy(On(2026, 3, 30, 21, 30), ABROAD).admits(FOREIGN)  # the 31st in Moscow


def test_a_country_that_protects_subjects_need_not_be_waited_for() -> None:
    adequate = Notification("100-16", date(2026, 3, 16), adequate=True)
    destination = Destination("Сервер в Казахстане", Region.FOREIGN, "kz", adequate)
    assert EgressPolicy(On(2026, 3, 16, 12), ABROAD).admits(destination)
    assert not EgressPolicy(On(2026, 3, 15, 12), ABROAD).admits(destination)


def test_holidays_and_the_days_beside_them_are_not_counted() -> None:
    # 29 and 30 December, 11 to 15 and 18 to 20 January.
    assert Notification("1", date(2026, 12, 28)).valid_from == date(2027, 1, 21)


@pytest.mark.parametrize(
    ("destination", "passages"),
    [
        (LOCAL, [Passage.OPEN] * 4),
        (RUSSIAN, [Passage.OPEN, Passage.MASKED, Passage.MASKED, Passage.NEVER]),
        (FOREIGN, [Passage.OPEN, Passage.MASKED, Passage.NEVER, Passage.NEVER]),
    ],
)
def test_the_default_table(destination: Destination, passages: list[Passage]) -> None:
    policy = EgressPolicy(LATER, ABROAD)
    assert [policy.passage(destination, each) for each in DataClass] == passages


def test_what_a_place_may_not_see_is_withheld_in_order() -> None:
    policy = EgressPolicy(LATER, ABROAD)
    papers = [("a", SECRET), ("b", PUBLIC), ("c", PERSONAL), ("d", INTERNAL)]
    allowed, withheld = policy.split(RUSSIAN, papers, lambda each: each[1])
    assert [name for name, _ in allowed] == ["b", "c", "d"]
    assert [name for name, _ in withheld] == ["a"]
    assert policy.split(FOREIGN, papers, lambda each: each[1])[0] == [papers[1], papers[3]]
    assert policy.split(LOCAL, papers, lambda each: each[1])[1] == []


def test_a_place_that_is_not_admitted_is_given_nothing_at_all() -> None:
    policy = EgressPolicy(LATER)
    assert policy.split(FOREIGN, [PUBLIC], lambda each: each) == ([], [PUBLIC])


def test_one_text_that_must_be_masked_masks_the_prompt() -> None:
    policy = EgressPolicy(LATER)
    assert policy.must_mask(RUSSIAN, [PUBLIC, PERSONAL])
    assert not policy.must_mask(RUSSIAN, [PUBLIC])
    assert not policy.must_mask(LOCAL, DataClass)


def test_a_provider_may_have_rules_of_its_own_but_not_be_opened_by_them() -> None:
    rules = EgressRules(
        providers={
            "yandex": {PERSONAL: Passage.NEVER, INTERNAL: Passage.OPEN},
            "deepseek": {PUBLIC: Passage.OPEN},
        }
    )
    policy = EgressPolicy(LATER, rules)
    assert policy.passage(RUSSIAN, PERSONAL) is Passage.NEVER
    assert policy.passage(RUSSIAN, INTERNAL) is Passage.OPEN
    assert policy.passage(FOREIGN, PUBLIC) is Passage.NEVER


def test_a_pair_that_the_table_does_not_name_is_never_sent() -> None:
    policy = EgressPolicy(LATER, EgressRules(table={}))
    assert policy.passage(LOCAL, PUBLIC) is Passage.NEVER
