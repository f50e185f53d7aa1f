"""Query and Scan through one node's query cache."""

import threading
from dataclasses import dataclass
from typing import Any

from local.dax.cache.counts import Counts
from local.dax.cache.lru import Lru, freeze, thaw
from local.dax.cache.schedule import Clock
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream
from local.dax.shapes import Request


@dataclass(frozen=True, slots=True)
class _Page:
    """An answer, and which request of the node's it answers."""

    frozen: bytes
    asked: int


class Queries:
    """Pages by the whole request. No write changes them, and the item cache knows nothing of them.

    Ages count from when the request upstream began. Safe for many threads.
    """

    def __init__(self, upstream: Upstream, settings: CacheSettings, clock: Clock) -> None:
        self._upstream = upstream
        self._ttl_s = settings.query_ttl_s
        self._clock = clock
        self._pages: Lru[bytes, _Page] = Lru(settings.query_entries)
        self._asked = 0
        self._flushed = 0
        self._lock = threading.Lock()

    def page(self, request: Request, counts: Counts) -> dict[str, Any]:
        """Answer from the cache, or ask and remember; strongly consistent reads do neither."""
        if request.parameters.get("ConsistentRead"):
            counts.passes += 1
            return self._upstream.call(request.operation, request.parameters)
        with self._lock:
            self._asked += 1
            now, asked = self._clock(), self._asked
            present = self._pages.get(request.fingerprint, now)
        if present is not None:
            counts.query_hits += 1
            page: dict[str, Any] = thaw(present.frozen)
            return page
        counts.query_misses += 1
        answer = self._upstream.call(request.operation, request.parameters)
        # What a page costs, it costs once.
        page = {name: part for name, part in answer.items() if name != "ConsumedCapacity"}
        self._keep(request.fingerprint, _Page(freeze(page), asked), now + self._ttl_s)
        return answer

    def _keep(self, fingerprint: bytes, page: _Page, expires_at: float) -> None:
        """Never put what was asked for earlier over what was asked for later."""
        with self._lock:
            present = self._pages.get(fingerprint, self._clock())
            newest = self._flushed if present is None else present.asked
            if page.asked > newest:
                self._pages.put(fingerprint, page, expires_at)

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
            self._flushed = self._asked
            self._pages.clear()
