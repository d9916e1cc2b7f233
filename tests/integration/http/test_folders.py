"""Watched folders over HTTP, with the whole application behind them."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from tests.integration.http.site import LEAVE, LEAVE_TEXT, QUESTION, Person, opened_site

from znatok.access.model import Role
from znatok.platform.settings import FolderSettings

EVERYONE: dict[str, object] = {"everyone": True}
_PATIENCE = 60
_LONG_AGO = 1_700_000_000


async def scanned(admin: Person, folder_id: str, after: str | None = None) -> dict[str, Any]:
    """The folder when a scan that ended later than `after` is over."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            found: dict[str, Any] = (await admin.get(f"/folders/{folder_id}")).json()
            ended = found["scan"]["finished_at"]
            if found["scan"]["state"] != "running" and ended and ended != after:
                return found
            await asyncio.sleep(0.05)


async def test_a_folder_is_watched_from_its_naming_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    (share / "Кадры").mkdir(parents=True)
    for name, text in (("Кадры/Отпуск.txt", LEAVE_TEXT), ("a.txt", "Пропуск."), ("b.txt", "Ключ.")):
        (share / name).write_text(text, "utf-8")
        os.utime(share / name, (_LONG_AGO, _LONG_AGO))
    (share / "out").symlink_to("/etc")
    folders = FolderSettings(roots=(tmp_path,), removal_delay_minutes=0)
    async with opened_site(tmp_path, monkeypatch, folders=folders) as site:
        admin = await site.person("admin@znatok.test", Role.ADMIN)
        editor = await site.person("editor@znatok.test", Role.EDITOR)
        body = {"path": str(share), "access": EVERYONE}
        assert (await editor.post("/folders", body)).status_code == 403
        for path in ("/etc", "share", f"{tmp_path}/../..", str(tmp_path / "data"), str(tmp_path)):
            refused = await admin.post("/folders", {"path": path})
            assert refused.json()["type"] == "/problems/folder-not-allowed", path

        named = await admin.post("/folders", body)
        assert named.status_code == 201, named.text
        folder_id = named.json()["id"]
        twice = await admin.post("/folders", {"path": str(share / "Кадры")})
        assert twice.json()["type"] == "/problems/folder-watched"
        found = await scanned(admin, folder_id)
        scan = found["scan"]
        assert (scan["state"], scan["added"]) == ("done", 3)
        assert scan["left_out"] == [{"path": "out", "flaw": "leads-outside"}]
        listed = (await editor.get("/documents")).json()["items"]
        for each in listed:
            assert (await editor.settled(each["id"]))["status"] == "ready"
        assert LEAVE in (await editor.ask(QUESTION))["citations"][0]["quote"]

        (share / "Кадры" / "Отпуск.txt").unlink()
        asked = await admin.post(f"/folders/{folder_id}/scan")
        assert asked.status_code == 202, asked.text
        after = await scanned(admin, folder_id, scan["finished_at"])
        assert (after["scan"]["removed"], after["scan"]["unchanged"]) == (1, 2)
        assert len((await editor.get("/documents")).json()["items"]) == 2
        cited = (await editor.ask(f"{QUESTION} Скажи"))["citations"]
        assert all(LEAVE not in each["quote"] for each in cited)

        assert (await admin.call("DELETE", f"/folders/{folder_id}")).status_code == 204
        assert (await admin.get(f"/folders/{folder_id}")).status_code == 404
        assert len((await editor.get("/documents")).json()["items"]) == 2
        auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
        told = (await auditor.get("/admin/audit", params={"limit": "200"})).json()["items"]
        by = {(each["action"], each["credential"]) for each in told}
        assert ("folder.added", "access_token") in by
        assert ("document.uploaded", "system") in by
        assert ("document.deleted", "system") in by
