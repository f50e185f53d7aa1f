"""The item caches of all nodes, and the one rule of what may be put into them when."""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from local.dax.cache.keys import ItemKey
from local.dax.cache.ledger import Ledger, Work
from local.dax.cache.lru import freeze
from local.dax.cache.node_caches import Entry, NodeCaches
from local.dax.cache.schedule import Clock, Schedule
from local.dax.cache.settings import CacheSettings
from local.dax.shapes import Item


class ItemCaches:
    """Safe for many threads. Nothing waits for a network while it holds the lock.

    A write's outcome goes to the leader at once and to the other nodes after the lag; what a
    read found stays at the node that asked. Ages count from when a request upstream began, so an
    entry is never older than its TTL says.

    A write whose reply was lost, and which lands later still, can't be seen from here; until the
    TTL the cache may then lack it.
    """

    def __init__(self, settings: CacheSettings, clock: Clock, schedule: Schedule) -> None:
        self._ttl_s = settings.item_ttl_s
        self._clock = clock
        self._lock = threading.Lock()
        self._ledger = Ledger()
        self._nodes = NodeCaches(settings, clock, schedule, self._lock)
        self._flushed = 0

    def find(self, node: int, key: ItemKey) -> Entry | None:
        """Return what a node knows of an item; None is a miss."""
        with self._lock:
            return self._nodes.get(node, key)

    @contextmanager
    def reading(self, keys: Collection[ItemKey]) -> Iterator[Work]:
        """Surround a read upstream whose outcome is meant for a cache."""
        with self._lock:
            work = self._ledger.begin_reading(keys, self._clock())
        with self._ending(work):
            yield work

    @contextmanager
    def writing(self, keys: Collection[ItemKey]) -> Iterator[Work]:
        """Surround a write upstream, up to and including what the caches are told of it."""
        with self._lock:
            work = self._ledger.begin_writing(keys, self._clock())
        with self._ending(work):
            yield work

    @contextmanager
    def _ending(self, work: Work) -> Iterator[None]:
        try:
            yield
        finally:
            with self._lock:
                self._ledger.end(work)

    def fill(self, node: int, work: Work, found: Mapping[ItemKey, Item | None]) -> None:
        """Keep at one node what an eventually consistent read found, unless it may be outdated."""
        with self._lock:
            for key, item in found.items():
                if self._may_fill(node, key, work):
                    self._nodes.put(node, key, self._entry(item, work.since, work))

    def _may_fill(self, node: int, key: ItemKey, work: Work) -> bool:
        """Refuse what a write may have overtaken, and never replace what is known better."""
        return self._is_current(key, work) and self._nodes.get(node, key) is None

    def written(self, work: Work, known: Mapping[ItemKey, Item | None]) -> list[ItemKey]:
        """Keep what a write wrote; drop, and return, the keys of which it is not sure."""
        with self._lock:
            for key, item in known.items():
                change = self._ledger.change(key)
                entry = None if key in work.unsure else self._entry(item, change, work)
                self._nodes.publish(key, entry, change)
            return [key for key in known if key in work.unsure]

    def forget(self, keys: Collection[ItemKey]) -> None:
        """Drop entries of items that changed, or may have, to what nobody knows yet."""
        with self._lock:
            for key in keys:
                self._nodes.publish(key, None, self._ledger.change(key))

    def outdate(self, keys: Collection[ItemKey]) -> None:
        """Leave entries as they are though their items changed: a refresh is to follow."""
        with self._lock:
            for key in keys:
                self._ledger.change(key)

    def refresh(self, work: Work, found: Mapping[ItemKey, Item | None]) -> None:
        """Keep what a strongly consistent read found, where no write has ended since it began."""
        with self._lock:
            for key, item in found.items():
                if self._is_current(key, work):
                    self._nodes.publish(key, self._entry(item, work.since, work), work.since)

    def _is_current(self, key: ItemKey, work: Work) -> bool:
        return work.since >= self._flushed and self._ledger.is_unchanged(key, work)

    def _entry(self, item: Item | None, change: int, work: Work) -> Entry:
        frozen = None if item is None else freeze(item)
        return Entry(frozen, change, work.began_at + self._ttl_s)

    def flush(self) -> None:
        """Drop everything, what is being read or on its way included."""
        with self._lock:
            self._ledger.changes += 1
            self._flushed = self._ledger.changes
            self._nodes.flush(self._flushed)

    def sizes(self, node: int) -> tuple[int, int]:
        """Return how many entries a node has, and how many it had to evict."""
        with self._lock:
            cache = self._nodes.of_node[node]
            return len(cache), cache.evictions

    def reset_evictions(self) -> None:
        """Count evictions from nought."""
        with self._lock:
            for cache in self._nodes.of_node:
                cache.evictions = 0
