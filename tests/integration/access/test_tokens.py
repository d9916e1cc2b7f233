"""One matrix: what kind of credential, in which state; and one answer to all that do not hold."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.integration.access.door import PASSWORD, Door, opened_door

from znatok.access.errors import NotSignedIn
from znatok.access.model import KEEP, Operator, Role, UserChange
from znatok.access.service.tokens import TokenKind, new_token

ANNA = "anna@company.ru"
NEW_PASSWORD = "другой-пароль-2026"
ME = "/api/v1/auth/me"

# header {"alg":"none"}, payload {"sub":"anna@company.ru"}, no signature
JWT_NONE = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hQGNvbXBhbnkucnUifQ."
JWT_KID = "eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.e30.c2ln"


async def _logged_out(door: Door, headers: dict[str, str]) -> None:
    assert (await door.client.post("/api/v1/auth/logout", headers=headers)).status_code == 204


async def _deactivated(door: Door, _headers: dict[str, str]) -> None:
    await _change(door, UserChange(active=False))


async def _reactivated(door: Door, _headers: dict[str, str]) -> None:
    await _change(door, UserChange(active=False))
    await _change(door, UserChange(active=True))


async def _removed(door: Door, _headers: dict[str, str]) -> None:
    account = await door.sign_in._people.account(ANNA)
    assert account is not None
    await door.people.remove_user(account.user.id, by=Operator())


async def _new_password(door: Door, _headers: dict[str, str]) -> None:
    await _change(door, UserChange(), password=NEW_PASSWORD)


async def _expired(door: Door, _headers: dict[str, str]) -> None:
    door.clock.advance(days=14)


async def _change(door: Door, change: UserChange, password: str | None = None) -> None:
    account = await door.sign_in._people.account(ANNA)
    assert account is not None
    await door.people.change_user(account.user.id, change, by=Operator(), password=password)


STATES = [_logged_out, _deactivated, _reactivated, _removed, _new_password, _expired]


@pytest.mark.parametrize("state", STATES)
async def test_every_dead_credential_gets_the_one_answer(
    tmp_path: Path, state: Callable[[Door, dict[str, str]], Awaitable[None]]
) -> None:
    async with opened_door(tmp_path) as door:
        await door.add("admin@company.ru", Role.ADMIN)
        await door.add(ANNA)
        never = await door.client.get(ME)
        body = await door.token(ANNA)
        headers = {"Authorization": f"Bearer {body['access_token']}"}
        assert (await door.client.get(ME, headers=headers)).status_code == 200
        reader = await door.readers.reader_of(body["access_token"])
        ticket, _ = await door.tickets.issue(reader)

        await state(door, headers)

        by_access = await door.client.get(ME, headers=headers)
        by_form = await door.post_token(
            grant_type="refresh_token", refresh_token=body["refresh_token"]
        )
        cookie = {"Cookie": f"znatok_refresh={body['refresh_token']}"}
        by_cookie = await door.client.post("/api/v1/auth/refresh", headers=cookie)
        answers = [by_access, by_form, by_cookie]
        assert {(each.status_code, each.content) for each in answers} == {(401, never.content)}
        assert all(each.headers["www-authenticate"] == "Bearer" for each in answers)
        if state is not _logged_out:  # a ticket is the user's, for a minute, not the session's
            with pytest.raises(NotSignedIn):
                await door.tickets.redeem(ticket)


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "null",
        "undefined",
        "[]",
        "None",
        "zn_at_",
        "zn_at_" + "A" * 43,
        "zn_at_" + "A" * 10_000,
        "zn_at_" + "é" * 43,
        JWT_NONE,
        JWT_KID,
    ],
)
async def test_what_is_no_token_is_nobody(tmp_path: Path, credential: str) -> None:
    async with opened_door(tmp_path) as door:
        nobody = await door.client.get(ME)
        value = f"Bearer {credential}".encode("latin-1")
        answer = await door.client.get(ME, headers=[(b"authorization", value)])
        assert (answer.status_code, answer.content) == (401, nobody.content)
        form = await door.post_token(grant_type="refresh_token", refresh_token=credential)
        assert (form.status_code, form.content) == (401, nobody.content)
        cookie = [(b"cookie", b"znatok_refresh=" + credential.encode("latin-1"))]
        refreshed = await door.client.post("/api/v1/auth/refresh", headers=cookie)
        assert (refreshed.status_code, refreshed.content) == (401, nobody.content)


async def test_a_token_of_one_kind_is_no_token_of_another(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        body = await door.token(ANNA)
        access, refresh = body["access_token"], body["refresh_token"]
        reader = await door.readers.reader_of(access)
        ticket, _ = await door.tickets.issue(reader)
        secret = access.removeprefix("zn_at_")
        for wrong in (refresh, ticket, f"zn_rt_{secret}", secret):
            headers = {"Authorization": f"Bearer {wrong}"}
            assert (await door.client.get(ME, headers=headers)).status_code == 401
        for wrong in (access, ticket):
            answer = await door.post_token(grant_type="refresh_token", refresh_token=wrong)
            assert answer.status_code == 401
        for wrong in (access, refresh):
            with pytest.raises(NotSignedIn):
                await door.tickets.redeem(wrong)


@pytest.mark.parametrize("scheme", ["Basic", "Token", "", "Bearer,"])
async def test_only_the_bearer_scheme_is_read(tmp_path: Path, scheme: str) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        headers = {"Authorization": f"{scheme} {token}".strip()}
        assert (await door.client.get(ME, headers=headers)).status_code == 401


async def test_a_token_in_the_address_or_a_cookie_is_not_read(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        answer = await door.client.get(
            ME, params={"access_token": token, "token": token}, headers={"Cookie": f"token={token}"}
        )
        assert answer.status_code == 401


async def test_an_access_token_lives_for_its_time(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        headers = await door.bearer(ANNA)
        door.clock.advance(minutes=14, seconds=59)
        assert (await door.client.get(ME, headers=headers)).status_code == 200
        door.clock.advance(seconds=1)
        assert (await door.client.get(ME, headers=headers)).status_code == 401


async def test_a_refresh_token_is_traded_once_by_form_or_cookie(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        first = await door.token(ANNA)
        door.clock.advance(days=13)
        second = await door.post_token(
            grant_type="refresh_token", refresh_token=first["refresh_token"]
        )
        assert second.status_code == 200
        door.clock.advance(days=13)  # each trade gives the full two weeks again
        cookie = {"Cookie": f"znatok_refresh={second.json()['refresh_token']}"}
        third = await door.client.post("/api/v1/auth/refresh", headers=cookie)
        assert third.status_code == 200
        assert "znatok_refresh=zn_rt_" in third.headers["set-cookie"]
        headers = {"Authorization": f"Bearer {third.json()['access_token']}"}
        assert (await door.client.get(ME, headers=headers)).status_code == 200


async def test_a_stolen_refresh_token_ends_the_whole_session(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        stolen = await door.token(ANNA)
        other_session = await door.token(ANNA)
        traded = (
            await door.post_token(grant_type="refresh_token", refresh_token=stolen["refresh_token"])
        ).json()
        again = await door.post_token(
            grant_type="refresh_token", refresh_token=stolen["refresh_token"]
        )
        assert again.status_code == 401
        for body in (stolen, traded):
            headers = {"Authorization": f"Bearer {body['access_token']}"}
            assert (await door.client.get(ME, headers=headers)).status_code == 401
        after = await door.post_token(
            grant_type="refresh_token", refresh_token=traded["refresh_token"]
        )
        assert after.status_code == 401
        assert ("auth.refresh_reused", "refused") in door.notes.actions()
        headers = {"Authorization": f"Bearer {other_session['access_token']}"}
        assert (await door.client.get(ME, headers=headers)).status_code == 200


async def test_of_parallel_trades_one_wins_and_none_survives(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        refresh = (await door.token(ANNA))["refresh_token"]
        answers = await asyncio.gather(
            *(door.post_token(grant_type="refresh_token", refresh_token=refresh) for _ in range(20))
        )
        assert Counter(each.status_code for each in answers) == {200: 1, 401: 19}
        won = next(each.json() for each in answers if each.status_code == 200)
        headers = {"Authorization": f"Bearer {won['access_token']}"}
        assert (await door.client.get(ME, headers=headers)).status_code == 401


async def test_a_page_of_another_site_cannot_use_the_cookie(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        body = await door.token(ANNA)
        headers = {
            "Cookie": f"znatok_refresh={body['refresh_token']}",
            "Origin": "http://evil.test",
        }
        for path in ("/api/v1/auth/refresh", "/api/v1/auth/logout"):
            answer = await door.client.post(path, headers=headers)
            assert answer.status_code == 403
            assert answer.json()["type"] == "/problems/foreign-origin"
        bearer = {"Authorization": f"Bearer {body['access_token']}"}
        assert (await door.client.get(ME, headers=bearer)).status_code == 200


async def test_signing_out_ends_the_session_and_clears_the_cookie(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        body, kept = await door.token(ANNA), await door.bearer(ANNA)
        headers = {"Authorization": f"Bearer {body['access_token']}"}
        cookie = {"Cookie": f"znatok_refresh={body['refresh_token']}"}
        answer = await door.client.post("/api/v1/auth/logout", headers=cookie)
        assert answer.status_code == 204
        assert 'znatok_refresh=""' in answer.headers["set-cookie"]
        assert (await door.client.get(ME, headers=headers)).status_code == 401
        assert (await door.client.get(ME, headers=kept)).status_code == 200
        assert (await door.client.post("/api/v1/auth/logout", headers=cookie)).status_code == 204
        assert (await door.client.post("/api/v1/auth/logout")).status_code == 204


async def test_a_lost_group_cuts_at_once_here_and_within_two_seconds_elsewhere(
    tmp_path: Path,
) -> None:
    async with opened_door(tmp_path) as door:
        north = await door.people.create_group("Север", by=Operator())
        profile = await door.add(ANNA, groups=frozenset({north.id}))
        token = (await door.token(ANNA))["access_token"]
        elsewhere = door.as_other_process()
        for readers in (door.readers, elsewhere):
            assert (await readers.reader_of(token)).groups == {north.id}
        change = UserChange(groups=frozenset(), department_id=KEEP)
        await door.people.change_user(profile.user.id, change, by=Operator())
        assert (await door.readers.reader_of(token)).groups == frozenset()
        door.clock.advance(seconds=2)
        assert (await elsewhere.reader_of(token)).groups == frozenset()


async def test_a_deactivation_cuts_within_two_seconds_elsewhere(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add("admin@company.ru", Role.ADMIN)
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        elsewhere = door.as_other_process()
        await elsewhere.reader_of(token)
        await _deactivated(door, {})
        door.clock.advance(seconds=2)
        with pytest.raises(NotSignedIn):
            await elsewhere.reader_of(token)


async def test_a_clock_set_back_does_not_keep_a_memory_alive(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        elsewhere = door.as_other_process()
        await elsewhere.reader_of(token)
        await _deactivated(door, {})
        door.clock.advance(hours=-1)
        with pytest.raises(NotSignedIn):
            await elsewhere.reader_of(token)


async def test_a_look_that_began_before_a_change_is_not_remembered(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        look = asyncio.create_task(door.readers.reader_of(token))
        await asyncio.sleep(0)
        door.readers.forget()
        await look
        assert not door.readers._seen


async def test_a_remembered_token_is_checked_in_a_tenth_of_a_millisecond(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        token = (await door.token(ANNA))["access_token"]
        await door.readers.reader_of(token)
        took = []
        for _ in range(2_000):
            began = time.perf_counter()
            await door.readers.reader_of(token)
            took.append(time.perf_counter() - began)
        assert sorted(took)[1_000] < 0.000_1


async def test_current_rights_follow_the_user(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add("admin@company.ru", Role.ADMIN)
        profile = await door.add(ANNA, Role.EDITOR)
        assert (await door.readers.current(profile.user.id)).role is Role.EDITOR
        await _deactivated(door, {})
        with pytest.raises(NotSignedIn):
            await door.readers.current(profile.user.id)


async def test_a_ticket_opens_once_and_for_a_minute(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        reader = await door.readers.reader_of((await door.token(ANNA))["access_token"])
        ticket, expires_in = await door.tickets.issue(reader)
        assert expires_in == 60
        results = await asyncio.gather(
            *(door.tickets.redeem(ticket) for _ in range(10)), return_exceptions=True
        )
        assert results.count(reader) == 1
        assert sum(isinstance(each, NotSignedIn) for each in results) == 9
        late, _ = await door.tickets.issue(reader)
        door.clock.advance(seconds=60)
        for dead in (late, "", "null", new_token(TokenKind.TICKET)):
            with pytest.raises(NotSignedIn):
                await door.tickets.redeem(dead)


async def test_a_socket_needs_a_ticket_and_a_page_of_this_site(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        profile = await door.add(ANNA)
        reader = await door.readers.reader_of((await door.token(ANNA))["access_token"])
        tickets = [(await door.tickets.issue(reader))[0] for _ in range(2)]

        def visited() -> list[str]:
            seen = []
            client = TestClient(door.app, base_url="http://znatok.test")
            for ticket, origin in (
                (tickets[0], "http://evil.test"),
                (tickets[0], "http://znatok.test"),
                (tickets[0], "http://znatok.test"),
                ("", "http://znatok.test"),
            ):
                address = f"ws://znatok.test/api/v1/ws?ticket={ticket}"
                try:
                    with client.websocket_connect(address, headers={"Origin": origin}) as socket:
                        seen.append(socket.receive_text())
                except WebSocketDisconnect as closed:
                    seen.append(str(closed.code))
            return seen

        # Refused before it is spent, then good once.
        expected = ["1008", str(profile.user.id), "1008", "1008"]
        assert await asyncio.to_thread(visited) == expected


async def test_a_body_is_not_read_before_its_sender_is_known(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        headers = await door.bearer(ANNA)
        broken = b"{not json"
        as_json = {"Content-Type": "application/json"}
        anonymous = await door.client.post("/api/v1/echo", content=broken, headers=as_json)
        assert anonymous.status_code == 401
        known = await door.client.post("/api/v1/echo", content=broken, headers=headers | as_json)
        assert known.status_code == 422
        answer = await door.client.post("/api/v1/echo", json={"a": "b"}, headers=headers)
        assert answer.json()["a"] == "b"
        assert (await door.client.get("/api/v1/open")).json() == "open"


async def test_one_changes_the_own_password_and_signs_in_anew(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        headers = await door.bearer(ANNA)
        path = "/api/v1/auth/password"
        wrong = {"current_password": "неверный-пароль", "new_password": NEW_PASSWORD}
        assert (await door.client.post(path, json=wrong, headers=headers)).status_code == 401
        weak = {"current_password": PASSWORD, "new_password": "коротко"}
        assert (await door.client.post(path, json=weak, headers=headers)).status_code == 422
        right = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        assert (await door.client.post(path, json=right, headers=headers)).status_code == 204
        assert (await door.client.get(ME, headers=headers)).status_code == 401
        assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 401
        await door.token(ANNA, NEW_PASSWORD)


async def test_a_stolen_token_cannot_guess_the_password(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        headers = await door.bearer(ANNA)
        statuses = []
        for n in range(11):
            guess = {"current_password": f"guess-{n}", "new_password": NEW_PASSWORD}
            answer = await door.client.post("/api/v1/auth/password", json=guess, headers=headers)
            statuses.append(answer.status_code)
        assert statuses == [401] * 10 + [429]
