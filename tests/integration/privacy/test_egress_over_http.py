"""What left the perimeter, over the API and at the terminal, from the audit trail of a database."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.integration.access.door import Door, opened_door

from znatok.access.model import Role
from znatok.audit.adapters.sql import SqlAuditStore
from znatok.audit.service import AuditTrail
from znatok.bootstrap.house import open_office
from znatok.entrypoints.cli.main import main
from znatok.kernel.ids import FragmentId, UserId, new_uuid
from znatok.platform.settings import Settings
from znatok.privacy.http import router
from znatok.privacy.ledger import Transfer, TransferLedger, TransferReview
from znatok.privacy.model import DataClass, PersonalKind, Region

PATH = "/api/v1/privacy/egress"
AUDITOR = "auditor@company.ru"


def transfer(by: UserId, provider: str = "yandex") -> Transfer:
    return Transfer(
        by,
        provider,
        "yandexgpt/latest",
        Region.RUSSIA,
        fragments=[FragmentId(new_uuid())],
        classes=frozenset({DataClass.PERSONAL}),
        masked={PersonalKind.PERSON: 2},
        message=new_uuid(),
        characters=1_200,
        tokens=300,
    )


@asynccontextmanager
async def reviewed_door(directory: Path) -> AsyncIterator[tuple[Door, TransferLedger]]:
    async with opened_door(directory) as door:
        store = SqlAuditStore(door.database)
        async with AuditTrail(store, door.clock).running() as trail:
            door.app.state.services[TransferReview] = TransferReview(store, trail)
            door.app.include_router(router, prefix="/api/v1")
            yield door, TransferLedger(trail)


async def test_an_auditor_sees_each_transfer_and_the_totals(tmp_path: Path) -> None:
    async with reviewed_door(tmp_path) as (door, ledger):
        auditor = (await door.add(AUDITOR, Role.AUDITOR)).user.id
        headers = await door.bearer(AUDITOR)
        sent = transfer(auditor)
        await ledger.record(sent)
        await ledger.record(transfer(auditor, "own"))
        page = (await door.client.get(PATH, params={"limit": "1"}, headers=headers)).json()
        assert page["items"][0]["provider_id"] == "own"
        rest = {"limit": "1", "cursor": page["next_cursor"]}
        (item,) = (await door.client.get(PATH, params=rest, headers=headers)).json()["items"]
        assert item["actor"] == str(auditor)
        assert item["fragments"] == [str(each) for each in sent.fragments]
        assert (item["region"], item["classes"]) == ("russia", ["personal"])
        assert (item["masked"], item["characters"], item["tokens"]) == ({"person": 2}, 1_200, 300)
        only = {"provider_id": "own"}
        totals = await door.client.get(f"{PATH}/totals", params=only, headers=headers)
        (total,) = totals.json()["items"]
        assert (total["provider_id"], total["transfers"], total["people"]) == ("own", 1, 1)


@pytest.mark.parametrize("role", [Role.USER, Role.EDITOR])
async def test_others_see_nothing(tmp_path: Path, role: Role) -> None:
    async with reviewed_door(tmp_path) as (door, _):
        await door.add(AUDITOR, role)
        headers = await door.bearer(AUDITOR)
        for path in (PATH, f"{PATH}/totals"):
            assert (await door.client.get(path, headers=headers)).status_code == 403
            assert (await door.client.get(path)).status_code == 401


def test_the_command_tells_what_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def record() -> None:
        async with open_office(Settings(data_dir=tmp_path)) as office:
            await TransferLedger(office.trail).record(transfer(UserId(new_uuid())))

    def told(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["znatok", "privacy", "egress", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        return capsys.readouterr().out

    folder = ("--data-dir", str(tmp_path))
    assert "Nothing has left" in told(*folder) or "ничего не уходило" in told(*folder)
    asyncio.run(record())
    report = json.loads(told("--json", *folder))
    assert [each["provider_id"] for each in report["transfers"]] == ["yandex"]
    assert report["totals"][0]["masked"] == {"person": 2}
    assert "yandex" in told(*folder)
