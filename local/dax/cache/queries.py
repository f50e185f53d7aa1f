"""Query and Scan through one node's query cache."""

import threading
from typing import Any

from local.dax.cache.counts import Counts
from local.dax.cache.frozen import freeze, thaw
from local.dax.cache.lru import Lru
from local.dax.cache.schedule import Clock
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream
from local.dax.shapes import Request


class Queries:
    """Pages by the whole request. No write changes them, and the item cache knows nothing of them.

    Ages count from when the request upstream began. Safe for many threads.
    """

    def __init__(self, upstream: Upstream, settings: CacheSettings, clock: Clock) -> None:
        self._upstream = upstream
        self._ttl_s = settings.query_ttl_s
        self._clock = clock
        self._pages: Lru[bytes, bytes] = Lru(settings.query_entries)
        self._flushes = 0
        self._lock = threading.Lock()

    def page(self, request: Request, counts: Counts) -> dict[str, Any]:
        """Answer from the cache, or ask and remember; strongly consistent reads do neither."""
        if request.parameters.get("ConsistentRead"):
            counts.passes += 1
            return self._upstream.call(request.operation, request.parameters)
        with self._lock:
            now, flushes = self._clock(), self._flushes
            frozen = self._pages.get(request.fingerprint, now)
        if frozen is not None:
            counts.query_hits += 1
            page: dict[str, Any] = thaw(frozen)
            return page
        counts.query_misses += 1
        answer = self._upstream.call(request.operation, request.parameters)
        self._keep(request.fingerprint, answer, now + self._ttl_s, flushes)
        return answer

    def _keep(
        self, fingerprint: bytes, answer: dict[str, Any], expires_at: float, flushes: int
    ) -> None:
        # What a page costs, it costs once.
        page = {name: part for name, part in answer.items() if name != "ConsumedCapacity"}
        frozen = freeze(page)
        with self._lock:
            if flushes == self._flushes:
                self._pages.put(fingerprint, frozen, expires_at)

    def sizes(self) -> tuple[int, int]:
        """Return how many entries there are, and how many had to be evicted."""
        with self._lock:
            return len(self._pages), self._pages.evictions

    def reset_evictions(self) -> None:
        """Count evictions from nought."""
        with self._lock:
            self._pages.evictions = 0

    def flush(self) -> None:
        """Drop everything, what is being asked for just now included."""
        with self._lock:
            self._flushes += 1
            self._pages.clear()
