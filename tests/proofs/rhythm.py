"""When an owner writes and when there is quiet: bugs show at the edges of both."""

import random
import threading
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Rhythm:
    """Bursts of writes, and pauses in which pages settle. In seconds of the machine's clock."""

    settle_s: float
    _next_burst: float = field(default_factory=time.monotonic)
    _last_write: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begins_burst(self) -> bool:
        """Tell whether the caller is the one to write now."""
        with self._lock:
            if time.monotonic() < self._next_burst:
                return False
            self._next_burst = float("inf")
            return True

    def wrote(self) -> None:
        """Note a write that was answered."""
        self._last_write = time.monotonic()

    def ends_burst(self, chance: random.Random) -> None:
        """Choose when the next burst is: mostly after pages have settled, at times before."""
        windows = chance.choice(
            (chance.uniform(0, 1), chance.uniform(1.2, 3), chance.uniform(2, 6))
        )
        with self._lock:
            self._next_burst = time.monotonic() + windows * self.settle_s

    def rest_s(self, chance: random.Random) -> float:
        """Return how long a device waits: not at all, a little, or until pages just settle."""
        edge = self._last_write + self.settle_s * chance.uniform(0.9, 1.15) - time.monotonic()
        if edge > 0 and chance.random() < 0.15:
            return edge
        return chance.choice((0.0, chance.expovariate(20)))
