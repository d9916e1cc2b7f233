"""Argon2id (RFC 9106) for passwords, in a few threads of its own."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from znatok.access.errors import SignInBusy
from znatok.access.ports import Verdict

Result = TypeVar("Result")

# A wait of 64 hashes by 2 threads is some 3 s at the default cost; past that, saying "busy" is
# kinder than a queue, and a flood from many addresses cannot fill the memory with requests.
_LONGEST_QUEUE = 64


class Argon2Passwords:
    """`Passwords` by argon2-cffi.

    The default cost is the second recommended option of RFC 9106, section 4: t = 3 passes, p = 4
    lanes, m = 64 MiB, a 128-bit salt and a 256-bit tag. `workers` bounds both the processor and the
    memory (64 MiB each) that signing in may take.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY, *, workers: int = 2) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="argon2")
        self._waiting = 0
        # Made here, with the parameters in force, so that the first unknown name is no slower.
        self._dummy = self._hasher.hash("")

    async def hash(self, password: str) -> str:
        return await self._work(lambda: self._hasher.hash(_normal(password)))

    async def verify(self, password: str, password_hash: str | None) -> Verdict:
        against = self._dummy if password_hash is None else password_hash
        right = await self._work(lambda: self._matches(against, _normal(password)))
        if password_hash is None or not right:
            return Verdict(right=False)
        return Verdict(right=True, outdated=self._hasher.check_needs_rehash(password_hash))

    def close(self) -> None:
        self._pool.shutdown()

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _work(self, job: Callable[[], Result]) -> Result:
        if self._waiting >= _LONGEST_QUEUE:
            raise SignInBusy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._waiting -= 1


def _normal(password: str) -> str:
    """One password however a keyboard spells it: NFKC, as NIST SP 800-63B, section 5.1.1.2."""
    return unicodedata.normalize("NFKC", password)
