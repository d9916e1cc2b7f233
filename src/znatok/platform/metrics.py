"""What Prometheus reads."""

import time
from collections.abc import Awaitable, Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from znatok.platform.cache import Caches

# Seconds; around the promises: 2 s for an answer, 0.5 s for a search.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "znatok_http_requests",
            "Answered HTTP requests.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "znatok_http_seconds",
            "From the request to the start of its answer.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self.registry,
        )


class CacheMetrics(Collector):
    """Reads the caches of this process when Prometheus asks."""

    def __init__(self, caches: Caches) -> None:
        self._caches = caches

    def collect(self) -> Iterable[Metric]:
        lookups = CounterMetricFamily(
            "znatok_cache_lookups", "Lookups in a cache.", labels=("cache", "result")
        )
        evictions = CounterMetricFamily(
            "znatok_cache_evictions", "Entries pushed out by newer ones.", labels=("cache",)
        )
        size = GaugeMetricFamily(
            "znatok_cache_bytes", "What the entries take, about.", labels=("cache",)
        )
        for each in self._caches.all:
            stats = each.stats()
            lookups.add_metric((each.name, "hit"), stats.hits)
            lookups.add_metric((each.name, "miss"), stats.misses)
            evictions.add_metric((each.name,), stats.evictions)
            size.add_metric((each.name,), stats.size_bytes)
        return lookups, evictions, size


class MetricsMiddleware:
    """Counts requests by route pattern, so that ids do not multiply the series."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, self._watched(scope, send))

    def _watched(self, scope: Scope, send: Send) -> Callable[[Message], Awaitable[None]]:
        began = time.perf_counter()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "other")
                method = scope["method"]
                self._metrics.requests.labels(method, route, message["status"]).inc()
                self._metrics.seconds.labels(method, route).observe(time.perf_counter() - began)
            await send(message)

        return watched
