"""``/metrics``: counters for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry

from api.cache import ResultCache
from api.engine import Engine
from api.watch import Metrics

__all__ = ["router"]

router = APIRouter(tags=["Operation"])
_GAUGES = {"busy": "Queries that are being answered.", "waiting": "Queries that wait for a worker."}


class _Now(Collector):
    """Tell how things stand with the engine and the cache."""

    def __init__(self, engine: Engine, cache: ResultCache) -> None:
        self._engine = engine
        self._cache = cache

    def collect(self) -> Iterable[Metric]:
        """Yield what is so now."""
        counts = self._engine.counts()
        for name, told in _GAUGES.items():
            yield GaugeMetricFamily(f"foedera_queries_{name}", told, value=counts.get(name, 0))
        yield CounterMetricFamily(
            "foedera_workers_ended", "Workers that ended while they answered.", counts.get("ended", 0)
        )
        yield GaugeMetricFamily("foedera_store_version", "How often the data has changed.", self._engine.version or 0)
        yield CounterMetricFamily("foedera_cache_hits", "Answers that were found in the cache.", self._cache.hits)
        yield CounterMetricFamily("foedera_cache_misses", "Answers that were not.", self._cache.misses)
        yield GaugeMetricFamily("foedera_cache_bytes", "What kept answers take.", self._cache.used)


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    response_class=PlainTextResponse,
    responses={200: {"description": "In the text format of Prometheus."}},
)
async def metrics(request: Request) -> PlainTextResponse:
    """Tell what has been counted since the start."""
    state = request.app.state
    watched: Metrics = state.metrics
    now = CollectorRegistry()
    now.register(_Now(state.engine, state.cache))
    text = generate_latest(watched.registry) + generate_latest(now)
    return PlainTextResponse(text, media_type=CONTENT_TYPE_LATEST)
