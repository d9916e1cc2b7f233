"""What Prometheus reads of the models: of this process, since its start."""

from collections.abc import Iterable
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from znatok.llm.providers.roster import LiveRoster
from znatok.llm.routing.breaker import BreakerState

_LABELS: Final = ("provider", "model")
_OPENNESS: Final = {BreakerState.CLOSED: 0, BreakerState.HALF_OPEN: 1, BreakerState.OPEN: 2}
_SHARES: Final = (0.5, 0.95)


class ModelMetrics(Collector):
    """Reads the lines of the roster when Prometheus asks."""

    def __init__(self, roster: LiveRoster) -> None:
        self._roster = roster

    def collect(self) -> Iterable[Metric]:
        calls = _counter("znatok_llm_calls", "Calls to a provider.")
        problems = _counter("znatok_llm_problems", "Calls that failed or broke off.", "problem")
        tokens = _counter("znatok_llm_tokens", "Tokens that a provider counted.", "kind")
        cost = _counter("znatok_llm_cost_rub", "Roubles, by the price that was set.")
        streams = _gauge("znatok_llm_open_streams", "Answers that stream now.")
        waiting = _gauge("znatok_llm_waiting", "Requests that wait for a place.")
        breaker = _gauge("znatok_llm_breaker", "0 closed, 1 half-open, 2 open.")
        first = _gauge("znatok_llm_first_token_seconds", "Of the latest 200 answers.", "quantile")
        for line in self._roster.all.values():
            labels = (line.card.name, line.card.model)
            health = line.health
            calls.add_metric(labels, health.calls)
            for slug, count in health.problems.items():
                problems.add_metric((*labels, slug), count)
            tokens.add_metric((*labels, "prompt"), health.prompt_tokens)
            tokens.add_metric((*labels, "completion"), health.completion_tokens)
            cost.add_metric(labels, health.cost_rub)
            streams.add_metric(labels, line.limiter.open)
            waiting.add_metric(labels, line.limiter.waiting)
            breaker.add_metric(labels, _OPENNESS[line.breaker.state])
            for share in _SHARES:
                if (ttft_ms := health.ttft_ms(share)) is not None:
                    first.add_metric((*labels, str(share)), ttft_ms / 1000)
        return calls, problems, tokens, cost, streams, waiting, breaker, first


def _counter(name: str, about: str, *more: str) -> CounterMetricFamily:
    return CounterMetricFamily(name, about, labels=(*_LABELS, *more))


def _gauge(name: str, about: str, *more: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, labels=(*_LABELS, *more))
