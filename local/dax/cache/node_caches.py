"""Each node's item cache, and the way of what the leader knows to the others."""

import threading
from dataclasses import dataclass
from functools import partial

from local.dax.cache.keys import ItemKey
from local.dax.cache.lru import Lru
from local.dax.cache.schedule import Clock, Schedule
from local.dax.cache.settings import CacheSettings

LEADER = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one item."""

    frozen: bytes | None
    """The whole item, or None where there is none: a negative entry."""
    change: int
    """The number of the change after which it is known: entries of the same item are ordered."""
    expires_at: float


class NodeCaches:
    """To be used only by who has the lock, which what arrives later takes by itself."""

    def __init__(
        self, settings: CacheSettings, clock: Clock, schedule: Schedule, lock: threading.Lock
    ) -> None:
        self._lag_s = settings.replication_lag_s
        self._clock = clock
        self._schedule = schedule
        self._lock = lock
        self._flushed = 0
        self._under_way: dict[ItemKey, int] = {}
        """The newest change of each item that the other nodes are still to learn of."""
        self.of_node: tuple[Lru[ItemKey, Entry], ...] = tuple(
            Lru(settings.item_entries) for _ in range(settings.nodes)
        )

    def get(self, node: int, key: ItemKey) -> Entry | None:
        """Return what a node knows."""
        return self.of_node[node].get(key, self._clock())

    def put(self, node: int, key: ItemKey, entry: Entry | None) -> None:
        """Have one node know something; None drops what it knows."""
        if entry is None:
            self.of_node[node].drop(key)
        else:
            self.of_node[node].put(key, entry, entry.expires_at)

    def publish(self, key: ItemKey, entry: Entry | None, change: int) -> None:
        """Have the leader know something at once, and the other nodes after the lag."""
        self.put(LEADER, key, entry)
        if len(self.of_node) > 1 and self._lag_s:
            self._under_way[key] = change
            self._schedule.after(self._lag_s, partial(self._arrive, key, entry, change))
        else:
            self._replicate(key, entry)

    def flush(self, change: int) -> None:
        """Drop everything, and what is on its way too if it is older than a change."""
        self._flushed = change
        for cache in self.of_node:
            cache.clear()

    def _arrive(self, key: ItemKey, entry: Entry | None, change: int) -> None:
        with self._lock:
            is_newest = self._under_way.get(key) == change
            if is_newest:
                del self._under_way[key]
            if change >= self._flushed:
                self._replicate(key, entry, None if is_newest else change)

    def _replicate(self, key: ItemKey, entry: Entry | None, older_than: int | None = None) -> None:
        """Never put an older write over a newer one, which a node may have read meanwhile.

        The newest goes over everything: what a node has read may come from a lagging replica.
        """
        for node in range(LEADER + 1, len(self.of_node)):
            present = self.get(node, key)
            if older_than is None or present is None or present.change <= older_than:
                self.put(node, key, entry)
