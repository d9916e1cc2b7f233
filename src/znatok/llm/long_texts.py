"""Embedding over the network: texts cut to what a model reads, grouped, asked for at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.kernel.background import end
from znatok.llm.errors import ModelRejected, ModelUnavailable
from znatok.llm.ports import Vectors
from znatok.llm.tokens import Density, estimate
from znatok.llm.wire_text import sound

Rows = NDArray[np.float32]
Ask = Callable[[Sequence[str]], Awaitable[Rows]]

_BLANK = "-"  # what is sent for a text without words: vendors refuse an empty one


@dataclass(frozen=True, slots=True)
class LongTexts:
    """`name`, `dimension`: of the vector space. `window`: tokens that the model reads of a text.

    `group`: texts to a request; `at_once`: requests of one call in flight.
    """

    name: str
    dimension: int
    density: Density
    window: int
    group: int
    at_once: int

    async def embed(self, texts: Sequence[str], prefix: str, ask: Ask) -> Vectors:
        """Unit rows, one a text. A long text is the mean of its windows, each by its length.

        Raises: as `ask`; the first error ends the requests that are still in flight.
        """
        pieces = [self._windows(text) for text in texts]
        flat = [prefix + piece for each in pieces for piece in each]
        rows = await self._rows(flat, ask)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        at = 0
        for vector, each in zip(vectors, pieces, strict=True):
            weights = np.asarray([len(piece) for piece in each], np.float32)
            vector[:] = weights @ rows[at : at + len(each)]
            at += len(each)
        return _unit(vectors)

    async def _rows(self, flat: Sequence[str], ask: Ask) -> Rows:
        groups = [flat[at : at + self.group] for at in range(0, len(flat), self.group)]
        places = asyncio.Semaphore(self.at_once)

        async def one(group: Sequence[str]) -> Rows:
            async with places:
                return _unit(self._checked(await ask(group), len(group)))

        tasks = [asyncio.create_task(one(group)) for group in groups]
        try:
            found = await asyncio.gather(*tasks)
        finally:
            await end(*tasks)
        return np.concatenate(found) if found else np.zeros((0, self.dimension), np.float32)

    def _checked(self, rows: Rows, expected: int) -> Rows:
        if rows.ndim != 2 or len(rows) != expected or not np.isfinite(rows).all():  # noqa: PLR2004  # a table
            raise ModelUnavailable(model=self.name, reason="not an answer of the protocol")
        if rows.shape[1] != self.dimension:
            raise ModelRejected(
                model=self.name,
                reason=f"dimension: {rows.shape[1]} coordinates came, {self.dimension} are set",
            )
        return rows

    def _windows(self, text: str) -> list[str]:
        """Cut at spaces where there are some."""
        rest = sound(text).replace("\0", " ").strip()
        if not rest:
            return [_BLANK]
        found = []
        while rest:
            end = self._fitting(rest)
            space = rest.rfind(" ", end // 2, end) if end < len(rest) else -1
            cut = space if space > 0 else end
            found.append(rest[:cut].strip() or _BLANK)
            rest = rest[cut:].strip()
        return found

    def _fitting(self, text: str) -> int:
        """How many characters fit the window: halved until they do."""
        end = len(text)
        while end > 1 and estimate(text[:end], self.density) > self.window:
            end = max(1, min(end // 2, self.window * 3) if end > self.window * 6 else end * 3 // 4)
        return end


def _unit(rows: Rows) -> Rows:
    """Rows of length one; a row of zeros, which has no direction, becomes the first axis."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if rows.size:
        rows[lengths[:, 0] == 0, 0] = 1
        lengths[lengths == 0] = 1
    unit: Rows = (rows / lengths).astype(np.float32)
    return unit
