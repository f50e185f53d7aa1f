"""A model of what an eventually consistent read may find: the table as it was a while ago."""

import threading
from collections import deque
from collections.abc import Mapping

from local.dax.cache.keys import ItemKey
from local.dax.cache.schedule import Clock
from local.dax.shapes import Item


class LaggingReplica:
    """Remembers, for as long as it lags, what each written item was before.

    It knows of no writes but the cluster's own. Safe for several threads.
    """

    def __init__(self, lag_s: float, clock: Clock) -> None:
        self.lag_s = lag_s
        self._clock = clock
        self._before: dict[ItemKey, deque[Item | None]] = {}
        self._written: deque[tuple[float, ItemKey]] = deque()
        self._lock = threading.Lock()

    def remember(self, before: Mapping[ItemKey, Item | None]) -> None:
        """Note that items have just been written, and what they were before."""
        with self._lock:
            self._catch_up()
            for key, item in before.items():
                self._before.setdefault(key, deque()).append(item)
                self._written.append((self._clock() + self.lag_s, key))

    def seen(self, key: ItemKey, item: Item | None) -> Item | None:
        """Return what the replica has where the table has ``item``."""
        with self._lock:
            self._catch_up()
            before = self._before.get(key)
            return before[0] if before else item

    def _catch_up(self) -> None:
        while self._written and self._written[0][0] <= self._clock():
            key = self._written.popleft()[1]
            self._before[key].popleft()
            if not self._before[key]:
                del self._before[key]
