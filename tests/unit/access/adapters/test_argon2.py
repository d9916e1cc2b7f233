import asyncio
from dataclasses import replace

import pytest
from argon2 import Parameters, Type

from znatok.access.adapters.argon2 import Argon2Passwords
from znatok.access.errors import SignInBusy
from znatok.access.ports import Verdict

CHEAP = Parameters(Type.ID, 19, salt_len=16, hash_len=16, time_cost=1, memory_cost=8, parallelism=1)


async def test_knows_the_password_and_no_other() -> None:
    passwords = Argon2Passwords(CHEAP)
    hashed = await passwords.hash("чистый-лист-2026")
    assert await passwords.verify("чистый-лист-2026", hashed) == Verdict(right=True)
    assert await passwords.verify("чистый-лист-2027", hashed) == Verdict(right=False)
    assert await passwords.verify("", hashed) == Verdict(right=False)
    assert hashed != await passwords.hash("чистый-лист-2026")
    passwords.close()


async def test_hashes_as_the_standard_recommends() -> None:
    passwords = Argon2Passwords()
    assert (await passwords.hash("x")).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    passwords.close()


async def test_without_a_hash_no_password_is_right() -> None:
    passwords = Argon2Passwords(CHEAP)
    for password in ("", "x"):
        assert await passwords.verify(password, None) == Verdict(right=False)
    passwords.close()


@pytest.mark.parametrize("damaged", ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$", "$2b$12$abc"])
async def test_a_damaged_hash_admits_nobody(damaged: str) -> None:
    passwords = Argon2Passwords(CHEAP)
    assert await passwords.verify("", damaged) == Verdict(right=False)
    passwords.close()


async def test_names_a_hash_of_other_parameters_outdated() -> None:
    weak, strong = Argon2Passwords(CHEAP), Argon2Passwords(replace(CHEAP, time_cost=2))
    hashed = await weak.hash("x")
    assert await strong.verify("x", hashed) == Verdict(right=True, outdated=True)
    assert await strong.verify("y", hashed) == Verdict(right=False)
    weak.close()
    strong.close()


async def test_one_spelling_of_a_password_is_any() -> None:
    passwords = Argon2Passwords(CHEAP)
    hashed = await passwords.hash("ёлка-в-лесу")
    decomposed = "е\u0308лка-в-лесу"
    assert (await passwords.verify(decomposed, hashed)).right
    passwords.close()


async def test_says_it_is_busy_rather_than_queue_for_ever() -> None:
    passwords = Argon2Passwords(CHEAP)
    results = await asyncio.gather(
        *(passwords.hash("x") for _ in range(80)), return_exceptions=True
    )
    assert sum(isinstance(each, SignInBusy) for each in results) == 16
    assert (await passwords.hash("x")).startswith("$argon2id$")
    passwords.close()


async def test_the_loop_goes_on_while_a_password_is_hashed() -> None:
    passwords = Argon2Passwords()
    hashing = asyncio.create_task(passwords.hash("x"))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 5
    passwords.close()
