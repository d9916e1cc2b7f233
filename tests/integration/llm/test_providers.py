"""Providers as an administrator keeps them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from tests.integration.llm.desk import ADMIN, KEY, Desk, desk_over, form

from znatok.kernel.errors import Invalid
from znatok.kernel.ids import new_uuid
from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.model import Region
from znatok.llm.providers.errors import (
    BadNotification,
    BadProviderName,
    ProviderChanged,
    ProviderNameTaken,
    ProviderNotFound,
    UnknownKind,
)
from znatok.llm.providers.model import Abroad, ChainKey
from znatok.llm.routing.model import ProviderId, Task
from znatok.platform.crypto import SecretUnreadable
from znatok.privacy.model import DataClass


def names(desk: Desk, task: Task = Task.ANSWER, of: DataClass | None = None) -> list[str]:
    return [each.card.name for each in desk.roster.lines(task, of)]


async def test_a_new_provider_answers_at_once_with_the_key_it_was_given(desk: Desk) -> None:
    await desk.service.add(form(), ADMIN)
    assert names(desk) == ["Первая"]
    assert desk.opened[-1].settings.key.get_secret_value() == KEY


async def test_a_key_is_never_shown_and_never_stands_in_the_database(desk: Desk) -> None:
    added = await desk.service.add(form(), ADMIN)
    (kept,) = await desk.service.all()
    assert kept.tails == {"key": "7788"}
    assert "key" not in kept.options
    assert KEY not in repr((added, kept, form(), desk.trail.events))
    async with desk.database.read() as connection:
        rows = (await connection.execute(text("SELECT * FROM llm_providers"))).all()
    assert KEY not in repr(rows)
    assert "hidden-part" not in repr(rows)


async def test_a_short_key_shows_nothing_of_itself(desk: Desk) -> None:
    await desk.service.add(form(options={"key": "secret"}), ADMIN)
    (kept,) = await desk.service.all()
    assert kept.tails == {"key": ""}


async def test_a_change_keeps_the_key_that_is_not_given_anew(desk: Desk) -> None:
    added = await desk.service.add(form(), ADMIN)
    changed = form("Вторая", options={"key": "—", "says": "нет"})
    after = await desk.service.change(added.id, changed, ADMIN, version=1)
    assert (after.version, after.tails) == (2, {"key": "7788"})
    assert desk.opened[-1].settings.key.get_secret_value() == KEY
    assert desk.opened[-1].settings.says == "нет"
    assert names(desk) == ["Вторая"]


async def test_a_secret_given_as_nothing_is_removed(desk: Desk) -> None:
    added = await desk.service.add(form(options={"spare": "spare-key-of-0001"}), ADMIN)
    assert added.tails == {"key": "7788", "spare": "0001"}
    after = await desk.service.change(
        added.id, form(options={"key": "—", "spare": None}), ADMIN, version=1
    )
    assert after.tails == {"key": "7788"}


async def test_a_key_is_never_sent_to_another_address_than_it_was_given_for(desk: Desk) -> None:
    added = await desk.service.add(form(), ADMIN)
    elsewhere = form(options={"key": "—", "base_url": "https://thief.example"})
    with pytest.raises(ProviderSettingWrong, match="key"):
        await desk.service.change(added.id, elsewhere, ADMIN, version=1)
    result = await desk.service.test(elsewhere, ADMIN, saved=added.id)
    assert isinstance(result.problem, ProviderSettingWrong)
    assert all(each.settings.base_url == "https://vendor.example" for each in desk.opened)


@pytest.mark.parametrize(
    ("wrong", "setting"),
    [
        ({"key": "—"}, "key"),
        ({"key": "   "}, "key"),
        ({"key": 5}, "key"),
        ({"model": ""}, "model"),
        ({"temperature": 1}, "temperature"),
        ({"ca_file": "/no/such/file.pem"}, "ca_file"),
        ({"base_url": "http://vendor.example"}, "base_url"),
        ({"price": {"prompt": -1}}, "price.prompt"),
    ],
)
async def test_what_cannot_work_is_never_saved_and_the_setting_is_named(
    desk: Desk, wrong: dict[str, object], setting: str
) -> None:
    with pytest.raises(ProviderSettingWrong) as refused:
        await desk.service.add(form(options=wrong), ADMIN)
    assert refused.value.details["setting"] == setting
    assert KEY not in refused.value.message("ru")
    assert await desk.service.all() == []
    assert desk.trail.events == []


async def test_names_are_told_apart_whatever_their_case(desk: Desk) -> None:
    await desk.service.add(form(), ADMIN)
    with pytest.raises(ProviderNameTaken):
        await desk.service.add(form("ПЕРВАЯ"), ADMIN)
    with pytest.raises(BadProviderName):
        await desk.service.add(form("  "), ADMIN)
    with pytest.raises(UnknownKind):
        await desk.service.add(replace(form("Иная"), kind="нет"), ADMIN)


async def test_the_second_of_two_who_change_at_once_is_told(desk: Desk) -> None:
    added = await desk.service.add(form(), ADMIN)
    await desk.service.change(added.id, form("А"), ADMIN, version=1)
    with pytest.raises(ProviderChanged):
        await desk.service.change(added.id, form("Б"), ADMIN, version=1)
    with pytest.raises(ProviderNotFound):
        await desk.service.change(ProviderId(new_uuid()), form("В"), ADMIN, version=1)


async def test_a_transfer_abroad_needs_its_notification(desk: Desk) -> None:
    abroad = {"region": Region.FOREIGN.value}
    with pytest.raises(BadNotification, match="notification_number"):
        await desk.service.add(form(options=abroad, abroad=Abroad(allowed=True)), ADMIN)
    with pytest.raises(BadNotification, match="notification_date"):
        await desk.service.add(form(options=abroad, abroad=Abroad(True, "77-1")), ADMIN)
    declared = Abroad(True, "77-1", date(2026, 10, 1))
    await desk.service.add(form(options=abroad, abroad=declared), ADMIN)
    (line,) = desk.roster.lines(Task.ANSWER, None)
    assert line.card.notice is not None
    assert line.card.notice.number == "77-1"
    assert line.card.classes == {DataClass.PUBLIC, DataClass.INTERNAL}


async def test_a_declared_but_unswitched_transfer_shows_no_notice(desk: Desk) -> None:
    declared = Abroad(False, "77-1", date(2026, 10, 1))
    await desk.service.add(form(options={"region": "foreign"}, abroad=declared), ADMIN)
    (line,) = desk.roster.lines(Task.ANSWER, None)
    assert line.card.notice is None


async def test_a_test_says_whether_the_key_is_right_and_keeps_nothing(desk: Desk) -> None:
    right = await desk.service.test(form(), ADMIN)
    wrong = await desk.service.test(form(options={"key": "not-the-right-00"}), ADMIN)
    assert right.problem is None
    assert wrong.problem is not None
    assert wrong.problem.slug == "model-refused-key"
    assert await desk.service.all() == []
    assert all(each.closed for each in desk.opened)
    added = await desk.service.add(form(), ADMIN)
    saved = await desk.service.test(form(options={"key": "—"}), ADMIN, saved=added.id)
    assert saved.problem is None


async def test_the_order_is_of_all_of_a_task_or_of_a_class(desk: Desk) -> None:
    first = await desk.service.add(form("а"), ADMIN)
    desk.clock.advance(seconds=1)
    second = await desk.service.add(form("б"), ADMIN)
    assert names(desk) == ["а", "б"]
    await desk.service.order(ChainKey(), [second.id], ADMIN)
    assert names(desk) == ["б", "а"]  # the general order leaves nobody out
    assert [each.name for each in await desk.service.in_order()] == ["б", "а"]
    await desk.service.order(ChainKey(Task.TITLE), [first.id], ADMIN)
    assert names(desk, Task.TITLE) == ["а"]
    await desk.service.order(ChainKey(None, DataClass.SECRET), [], ADMIN)
    assert names(desk, Task.TITLE, DataClass.SECRET) == []
    await desk.service.order(ChainKey(Task.TITLE), None, ADMIN)
    assert names(desk, Task.TITLE) == ["б", "а"]
    with pytest.raises(ProviderNotFound):
        await desk.service.order(ChainKey(), [ProviderId(new_uuid())], ADMIN)
    with pytest.raises(Invalid):
        await desk.service.order(ChainKey(), [first.id, first.id], ADMIN)


async def test_a_removed_provider_is_asked_no_more_and_stands_in_no_order(desk: Desk) -> None:
    first = await desk.service.add(form("а"), ADMIN)
    second = await desk.service.add(form("б"), ADMIN)
    await desk.service.order(ChainKey(Task.TITLE), [first.id, second.id], ADMIN)
    await desk.service.remove(first.id, ADMIN)
    assert names(desk) == names(desk, Task.TITLE) == ["б"]
    assert (await desk.service.chains())[ChainKey(Task.TITLE)] == [second.id]


async def test_a_provider_that_is_switched_off_is_not_asked(desk: Desk) -> None:
    await desk.service.add(form(enabled=False), ADMIN)
    assert names(desk) == []


async def test_another_process_follows_and_closes_what_was_replaced(desk: Desk) -> None:
    async with desk_over(desk.database) as other:
        added = await desk.service.add(form(), ADMIN)
        await other.roster.refresh()
        assert names(other) == ["Первая"]
        await desk.service.change(added.id, form("Вторая"), ADMIN, version=1)
        await other.roster.refresh()
        assert names(other) == ["Вторая"]
        other.now.now_s += 10
        await other.roster._close_retired()
        assert [each.closed for each in other.opened] == [True, False]


async def test_a_lost_master_key_breaks_nothing_but_the_provider_until_it_is_given_anew(
    desk: Desk,
) -> None:
    added = await desk.service.add(form(options={"spare": "spare-key-of-0001"}), ADMIN)
    async with desk_over(desk.database, key=b"x" * 32) as other:
        assert names(other) == []
        assert isinstance(other.roster.broken[added.id], SecretUnreadable)
        with pytest.raises(SecretUnreadable):
            await other.service.change(added.id, form(options={"key": "—"}), ADMIN, version=1)
        anew = form(options={"spare": None})
        await other.service.change(added.id, anew, ADMIN, version=1)
        assert names(other) == ["Первая"]


async def test_everything_is_on_the_audit_trail_without_names_and_keys(desk: Desk) -> None:
    added = await desk.service.add(form(), ADMIN)
    await desk.service.test(form(), ADMIN)
    await desk.service.order(ChainKey(), [added.id], ADMIN)
    await desk.service.change(added.id, form("Вторая"), ADMIN, version=1)
    await desk.service.remove(added.id, ADMIN)
    assert [each.action for each in desk.trail.events] == [
        "model_provider.added",
        "model_provider.tested",
        "model_provider.ordered",
        "model_provider.changed",
        "model_provider.removed",
    ]
    assert all(each.actor == ADMIN.user_id for each in desk.trail.events)
    assert desk.trail.events[0].details["region"] == "russia"
