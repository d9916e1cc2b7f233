"""The best of a search, read once more by a model that sees question and passage together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from znatok.kernel.clock import Clock
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import Reranker
from znatok.retrieval.model import Passage

_FAILURES = 3  # in a row: after so many the model is left alone for a while
_REST = timedelta(seconds=60)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RerankingSettings:
    """`depth`: how many of the best are read again. `budget_s`: how long that may take, waiting
    for the calls of others included. `weight`: share of the model in the score, the rest being
    the fused one; no data fitted it, an installation sets it with its own golden questions.
    """

    depth: int = 20
    budget_s: float = 0.5
    weight: float = 0.5


class Reranking:
    """Orders passages anew, or leaves them as they are when the model is too slow or fails.

    After three failures in a row the model is not asked for a minute: every question would wait
    for its whole budget in vain.
    """

    def __init__(self, model: Reranker, settings: RerankingSettings, clock: Clock) -> None:
        self._model = model
        self._settings = settings
        self._clock = clock
        self._failures = 0
        self._rests_until: datetime | None = None

    def needed(self, limit: int) -> int:
        """How many passages to bring when `limit` are wanted."""
        return max(limit, self._settings.depth)

    async def order(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """`passages`, the best first, with the first `depth` of them ordered and scored anew.

        The others follow, scored no higher than these.
        """
        first, rest = passages[: self._settings.depth], passages[self._settings.depth :]
        if len(first) < 2 or self._resting():  # noqa: PLR2004  # one alone has no order
            return list(passages)
        scores = await self._scores(question, first)
        if scores is None:
            return list(passages)
        weight = self._settings.weight
        blended = [
            replace(each, score=(1 - weight) * each.score + weight * score)
            for each, score in zip(first, scores, strict=True)
        ]
        blended.sort(key=lambda each: -each.score)  # stable: ties stay in the fused order
        lowest = blended[-1].score
        return blended + [replace(each, score=min(each.score, lowest)) for each in rest]

    async def _scores(self, question: str, passages: Sequence[Passage]) -> list[float] | None:
        texts = [f"{each.title}\n{each.fragment.text}" for each in passages]
        try:
            async with asyncio.timeout(self._settings.budget_s):
                scores = await self._model.scores(question, texts)
        except TimeoutError:
            self._failed("too slow")
            return None
        except ModelUnavailable:
            self._failed("unavailable")
            return None
        self._failures = 0
        return scores

    def _failed(self, reason: str) -> None:
        self._failures += 1
        if self._failures >= _FAILURES:
            self._rests_until, self._failures = self._clock.now() + _REST, 0
        log.warning(
            "reranking_skipped",
            model=self._model.name,
            reason=reason,
            budget_ms=round(self._settings.budget_s * 1000),
            resting=self._resting(),
        )

    def _resting(self) -> bool:
        return self._rests_until is not None and self._clock.now() < self._rests_until
