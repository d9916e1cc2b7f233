"""Writes the calls to vendors down behind the answers' back."""

import asyncio
from collections import deque
from datetime import timedelta
from typing import Final

import structlog

from znatok.kernel.background import set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Unavailable
from znatok.llm.providers.ports import CallLog
from znatok.llm.routing.journal import ModelCall

log = structlog.get_logger()

_PAUSE_S: Final = 0.2  # calls of this time are written in one transaction
_RETRY_S: Final = 5.0
_MOST_HELD: Final = 10_000  # about 5 MB, while the database is away
_FORGET_EVERY_S: Final = 6 * 3600.0


class CallJournal:
    """`Journal` over a `CallLog`. `run` writes until it is cancelled, and then once more.

    `pending`: calls not written yet, so that a budget counts them all the same.
    """

    def __init__(self, calls: CallLog, clock: Clock, *, keep: timedelta) -> None:
        self._calls = calls
        self._clock = clock
        self._keep = keep
        self._woken = asyncio.Event()
        self.pending: deque[ModelCall] = deque(maxlen=_MOST_HELD)

    def note(self, call: ModelCall) -> None:
        self.pending.append(call)
        self._woken.set()
        log.info(
            "model_called",
            provider_id=str(call.provider),
            model=call.model,
            task=call.task.value,
            prompt_tokens=call.usage.prompt,
            completion_tokens=call.usage.completion,
            cost_rub=round(call.cost_rub, 6),
            took_ms=call.took_ms,
            ttft_ms=call.ttft_ms,
            problem=call.problem,
        )

    async def run(self) -> None:
        last_forgot = float("-inf")
        loop = asyncio.get_running_loop()
        try:
            while True:
                if loop.time() - last_forgot >= _FORGET_EVERY_S:
                    last_forgot = loop.time()
                    await self._forget()
                await set_within(self._woken, _FORGET_EVERY_S)
                await asyncio.sleep(_PAUSE_S)
                self._woken.clear()
                if not await self._write():
                    await asyncio.sleep(_RETRY_S)
                    self._woken.set()
        finally:
            await self._write()

    async def _write(self) -> bool:
        """Write what is pending; False when the database is away and it stays so."""
        batch = list(self.pending)
        if not batch:
            return True
        try:
            await self._calls.add(batch)
        except Unavailable:
            log.warning("model_calls_not_written", calls=len(batch))
            return False
        for call in batch:  # unless newer ones have pushed it out meanwhile
            if self.pending and self.pending[0] is call:
                self.pending.popleft()
        return True

    async def _forget(self) -> None:
        try:
            await self._calls.forget(before=self._clock.now() - self._keep)
        except Unavailable:
            log.warning("model_calls_not_forgotten")
