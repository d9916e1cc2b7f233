"""How a provider has been doing in this process."""

from collections import Counter, deque
from dataclasses import dataclass, field

from znatok.llm.routing.journal import ModelCall

_REMEMBERED = 200  # calls; enough for a p95 that rests on ten of them


@dataclass(slots=True)
class Health:
    """Counts since the start, and the latest calls for percentiles."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_rub: float = 0.0
    problems: Counter[str] = field(default_factory=Counter)
    last_problem: str | None = None
    _ttft_ms: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _took_ms: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def note(self, call: ModelCall) -> None:
        self.calls += 1
        self.prompt_tokens += call.usage.prompt
        self.completion_tokens += call.usage.completion
        self.cost_rub += call.cost_rub
        if call.problem is not None:
            self.problems[call.problem] += 1
        if not call.cancelled:
            self.last_problem = call.problem
        if call.ttft_ms is not None:
            self._ttft_ms.append(call.ttft_ms)
            self._took_ms.append(call.took_ms)

    def ttft_ms(self, share: float) -> int | None:
        """Time to the first token that this share of the latest calls kept to; None of none."""
        return _percentile(self._ttft_ms, share)

    def took_ms(self, share: float) -> int | None:
        """The same of whole answers."""
        return _percentile(self._took_ms, share)


def _percentile(values: deque[int], share: float) -> int | None:
    """By the nearest rank: the least value that at least this share does not exceed."""
    if not values:
        return None
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * round(share * 100) // 100) - 1)]
