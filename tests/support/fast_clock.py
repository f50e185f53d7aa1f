"""A clock that runs faster than the machine's, and agrees between processes."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class FastClock:
    """Shows the machine's time at ``since``, and from there on runs ``speed`` times as fast."""

    since: float
    """In seconds since 1970."""
    speed: float
    ahead_s: float = 0.0
    """By how much it is wrong, as clocks are: in its own seconds."""

    def now(self) -> datetime:
        """Return what it shows, as the app's own clock does."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def seconds(self) -> float:
        """Return what it shows, in seconds since 1970."""
        return self.since + (time.time() - self.since) * self.speed + self.ahead_s

    def really_s(self, duration_s: float) -> float:
        """Return how long that takes on the machine's clock."""
        return duration_s / self.speed
