import asyncio
import statistics
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.integration.access.door import CHEAP, PASSWORD, SITE, opened_door

from znatok.access.adapters.argon2 import Argon2Passwords
from znatok.access.errors import SignInBusy
from znatok.access.model import Operator, Role, UserChange
from znatok.access.ports import Verdict
from znatok.access.service import SignInSettings

ANNA = "anna@company.ru"


async def test_gives_tokens_for_the_right_password(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        profile = await door.add(ANNA, Role.EDITOR)
        answer = await door.client.post(
            "/api/v1/auth/token", data={"username": " ANNA@company.ru", "password": PASSWORD}
        )
        body = answer.json()
        assert answer.status_code == 200
        assert body["token_type"] == "bearer"
        assert body["expires_in"] == 900
        assert body["access_token"].startswith("zn_at_")
        assert body["refresh_token"].startswith("zn_rt_")
        assert answer.headers["cache-control"] == "no-store"
        headers = {"Authorization": f"Bearer {body['access_token']}"}
        me = (await door.client.get("/api/v1/auth/me", headers=headers)).json()
        assert me == {
            "id": str(profile.user.id),
            "email": ANNA,
            "name": "Анна Соколова",
            "role": "editor",
            "department": None,
            "groups": [],
        }


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_the_cookie_is_kept_from_scripts_and_other_sites(tmp_path: Path, scheme: str) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        answer = await door.client.post(
            f"{scheme}://znatok.test/api/v1/auth/token",
            data={"username": ANNA, "password": PASSWORD},
        )
        cookie = answer.headers["set-cookie"]
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert cookie.startswith("znatok_refresh=zn_rt_")
        assert {"httponly", "samesite=strict", "path=/api/v1/auth", "max-age=1209600"} <= parts
        assert ("secure" in parts) == (scheme == "https")


async def test_one_answer_for_unknown_wrong_and_inactive(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add("admin@company.ru", Role.ADMIN)
        await door.add(ANNA)
        gone = await door.add("gone@company.ru")
        await door.people.change_user(gone.user.id, UserChange(active=False), by=Operator())
        answers = [
            await door.post_token(username=ANNA, password="неверный-пароль"),
            await door.post_token(username="nobody@company.ru", password=PASSWORD),
            await door.post_token(username="gone@company.ru", password=PASSWORD),
            await door.post_token(username="", password=""),
            await door.post_token(username="anna@company.ru\r\nSet-Cookie: x=1", password=PASSWORD),
            await door.post_token(username=ANNA, password="п" * 1_000),
        ]
        assert {(each.status_code, each.content) for each in answers} == {(401, answers[0].content)}
        assert all("set-cookie" not in each.headers for each in answers)
        assert answers[0].headers["www-authenticate"] == "Bearer"
        assert answers[0].json()["type"] == "/problems/bad-credentials"


@pytest.mark.parametrize(("language", "start"), [("en", "Wrong e-mail"), ("ru", "Неверная почта")])
async def test_speaks_the_language_of_the_caller(tmp_path: Path, language: str, start: str) -> None:
    async with opened_door(tmp_path) as door:
        answer = await door.client.post(
            "/api/v1/auth/token",
            data={"username": ANNA, "password": "x"},
            headers={"Accept-Language": language},
        )
        assert answer.json()["detail"].startswith(start)


@pytest.mark.slow
async def test_an_unknown_name_takes_as_long_as_a_wrong_password(tmp_path: Path) -> None:
    generous = SignInSettings(failures_per_account=10_000, failures_per_address=10_000)
    async with opened_door(tmp_path, settings=generous) as door:
        await door.add(ANNA)
        took: dict[str, list[float]] = {ANNA: [], "nobody@company.ru": []}
        for _ in range(500):  # interleaved, so that a busy moment of the machine meets both
            for name, times in took.items():
                began = time.perf_counter()
                await door.post_token(username=name, password="неверный-пароль")
                times.append(time.perf_counter() - began)
        known, unknown = (statistics.median(times) for times in took.values())
        assert abs(known - unknown) <= 0.005


async def test_an_unknown_name_costs_one_hash_too(tmp_path: Path) -> None:
    hashes: list[str | None] = []

    class Counting(Argon2Passwords):
        async def verify(self, password: str, password_hash: str | None) -> Verdict:
            hashes.append(password_hash)
            return await super().verify(password, password_hash)

    passwords = Counting(CHEAP)
    async with opened_door(tmp_path, passwords=passwords) as door:
        await door.post_token(username="nobody@company.ru", password=PASSWORD)
        assert hashes == [None]
    passwords.close()


@pytest.mark.parametrize(
    "extra", [{"role": "admin"}, {"department_id": "1"}, {"is_admin": "true"}, {"active": "true"}]
)
async def test_nobody_signs_in_with_a_role_of_choice(tmp_path: Path, extra: dict[str, str]) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        answer = await door.post_token(username=ANNA, password=PASSWORD, **extra)
        assert answer.status_code == 422
        assert PASSWORD not in answer.text


async def test_an_unknown_grant_is_refused(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        answer = await door.post_token(
            grant_type="client_credentials", username=ANNA, password=PASSWORD
        )
        assert answer.status_code == 422


async def test_guessing_one_account_stops_and_ends(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        wrong = [await door.post_token(username=ANNA, password=f"guess-{n}") for n in range(10)]
        assert {each.status_code for each in wrong} == {401}
        stopped = await door.post_token(username=ANNA, password=PASSWORD)
        assert stopped.status_code == 429
        assert stopped.json()["type"] == "/problems/too-many-tries"
        assert stopped.headers["retry-after"] == "900"
        door.clock.advance(minutes=15)
        assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 200


async def test_an_unknown_account_stops_just_the_same(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        statuses = [
            (await door.post_token(username="nobody@company.ru", password="x")).status_code
            for _ in range(11)
        ]
        assert statuses == [401] * 10 + [429]


async def test_spellings_of_a_name_are_one_account(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        spellings = [ANNA, ANNA.upper(), "Anna@Company.ru", " anna@company.ru ", "ａnna@company.ru"]
        statuses = [
            (await door.post_token(username=spelling, password="x")).status_code
            for spelling in spellings * 2
        ]
        assert set(statuses) == {401}
        assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 429


async def test_parallel_guesses_do_not_slip_through(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        answers = await asyncio.gather(
            *(door.post_token(username=ANNA, password=f"guess-{n}") for n in range(40))
        )
        assert Counter(each.status_code for each in answers) == {401: 10, 429: 30}


async def test_a_success_forgives_the_account(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        for _ in range(3):
            for n in range(9):
                await door.post_token(username=ANNA, password=f"typo-{n}")
            assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 200


async def test_guessing_many_accounts_from_one_address_stops(tmp_path: Path) -> None:
    few = SignInSettings(failures_per_address=20)
    async with opened_door(tmp_path, settings=few) as door:
        await door.add(ANNA)
        statuses = [
            (await door.post_token(username=f"user{n}@company.ru", password="x")).status_code
            for n in range(25)
        ]
        assert Counter(statuses) == {401: 20, 429: 5}
        assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 429


async def test_successes_do_not_exhaust_an_address(tmp_path: Path) -> None:
    async with opened_door(tmp_path, settings=SignInSettings(failures_per_address=3)) as door:
        await door.add(ANNA)
        statuses = {
            (await door.post_token(username=ANNA, password=PASSWORD)).status_code for _ in range(6)
        }
        assert statuses == {200}


async def test_an_address_cannot_be_named_in_a_header(tmp_path: Path) -> None:
    async with opened_door(tmp_path, settings=SignInSettings(failures_per_address=5)) as door:
        for n in range(5):
            await door.post_token(username=f"user{n}@company.ru", password="x")
        answer = await door.client.post(
            "/api/v1/auth/token",
            data={"username": ANNA, "password": "x"},
            headers={"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"},
        )
        assert answer.status_code == 429


async def test_a_try_that_could_not_be_made_is_not_held_against_anyone(tmp_path: Path) -> None:
    class Busy(Argon2Passwords):
        busy = True

        async def verify(self, password: str, password_hash: str | None) -> Verdict:
            if self.busy:
                raise SignInBusy
            return await super().verify(password, password_hash)

    passwords = Busy(CHEAP)
    async with opened_door(tmp_path, passwords=passwords) as door:
        await door.add(ANNA)
        busy = [await door.post_token(username=ANNA, password=PASSWORD) for _ in range(12)]
        assert {each.status_code for each in busy} == {503}
        passwords.busy = False
        assert (await door.post_token(username=ANNA, password=PASSWORD)).status_code == 200
    passwords.close()


async def test_a_page_of_another_site_cannot_sign_anyone_in(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        form = {"username": ANNA, "password": PASSWORD}
        for origin, status in (
            (SITE, 200),
            ("https://znatok.test", 403),
            ("http://evil.test", 403),
            ("http://znatok.test.evil.test", 403),
            ("http://znatok.test:8080", 403),
            ("null", 403),
            ("", 403),
        ):
            answer = await door.client.post(
                "/api/v1/auth/token", data=form, headers={"Origin": origin}
            )
            assert answer.status_code == status, origin


async def test_an_origin_shown_by_a_proxy_can_be_allowed(tmp_path: Path) -> None:
    allowed = frozenset({"https://ask.company.ru"})
    async with opened_door(tmp_path, origins=allowed) as door:
        await door.add(ANNA)
        answer = await door.client.post(
            "/api/v1/auth/token",
            data={"username": ANNA, "password": PASSWORD},
            headers={"Origin": "https://ask.company.ru"},
        )
        assert answer.status_code == 200


async def test_a_huge_form_is_refused_unread(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        answer = await door.post_token(username=ANNA, password="x" * 20_000)
        assert answer.status_code == 413


async def test_a_password_that_meets_new_parameters_is_hashed_anew(tmp_path: Path) -> None:
    stronger = Argon2Passwords(replace(CHEAP, time_cost=2))
    async with opened_door(tmp_path, passwords=stronger) as door:
        profile = await door.add(ANNA)
        weaker = Argon2Passwords(CHEAP)
        old = await weaker.hash(PASSWORD)
        weaker.close()
        await door.sign_in._people.change_user(profile.user.id, UserChange(password_hash=old))
        await door.token(ANNA)
        account = await door.sign_in._people.account_of(profile.user.id)
        assert account is not None
        assert "t=2" in account.password_hash
        await door.token(ANNA)
    stronger.close()


async def test_no_secret_reaches_the_database_or_the_notes(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        await door.add(ANNA)
        secrets = [PASSWORD]
        for _ in range(5):
            body = await door.token(ANNA)
            secrets += [body["access_token"], body["refresh_token"]]
            reader = await door.readers.reader_of(body["access_token"])
            secrets.append((await door.tickets.issue(reader))[0])
        await door.post_token(username="пароль-вместо-почты", password=PASSWORD)
        secrets.append("пароль-вместо-почты")
        await door.database.close()
        stored = await asyncio.to_thread(_all_bytes, tmp_path)
        assert ANNA.encode() in stored
        for secret in secrets:
            assert secret.encode() not in stored
            assert secret.removeprefix("zn_at_").encode() not in stored
            assert secret not in repr(door.notes)


def test_any_text_is_answered_and_admits_nobody(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        opened = opened_door(tmp_path, settings=SignInSettings(failures_per_address=10_000))
        door = runner.run(opened.__aenter__())

        @settings(max_examples=100, deadline=None)
        @given(username=st.text(max_size=40), password=st.text(max_size=40))
        def tried(username: str, password: str) -> None:
            answer = runner.run(door.post_token(username=username, password=password))
            assert answer.status_code in (401, 429)

        runner.run(door.add(ANNA))
        tried()
        runner.run(opened.__aexit__(None, None, None))


def _all_bytes(directory: Path) -> bytes:
    return b"".join(each.read_bytes() for each in directory.iterdir())
