"""A circuit breaker: keeps requests from waiting for a service that fails."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0

TRIAL_S = 5.0
"""A trial without an end by then, in a process that was frozen say, keeps no other from trying."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a failure has done that opened the breaker, or kept it open."""

    missed: int
    pause_s: float


class Breaker:
    """Opens at a failure, and lets one request through at the end of each pause, to try.

    Pauses double from ``FIRST_PAUSE_S`` to ``LONGEST_PAUSE_S`` for as long as trials fail. Safe
    to use from many threads.
    """

    def __init__(self, clock_s: Callable[[], float] = monotonic) -> None:
        self._clock_s = clock_s
        self._lock = threading.Lock()
        self._turn = 0
        self._next_trial_s = 0.0
        self.pause_s = 0.0
        """The pause after the last failure; 0 while the breaker is closed."""
        self.missed = 0
        """Requests that the service did not serve since the breaker opened; 0 while closed."""

    def admitted(self) -> int | None:
        """Return the turn in which the service may be asked now, or ``None``."""
        with self._lock:
            if not self.pause_s:
                return self._turn
            now_s = self._clock_s()
            if now_s < self._next_trial_s:
                self.missed += 1
                return None
            self._next_trial_s = now_s + TRIAL_S
            self._turn += 1
            return self._turn

    def failed(self, turn: int) -> Opened | None:
        """Open; ``None`` if that was done: of many that fail together the first one does it."""
        with self._lock:
            if turn != self._turn:
                self.missed += 1 if self.pause_s else 0
                return None
            self._turn += 1
            self.missed += 1
            self.pause_s = min(self.pause_s * 2 or FIRST_PAUSE_S, LONGEST_PAUSE_S)
            self._next_trial_s = self._clock_s() + self.pause_s
            return Opened(self.missed, self.pause_s)

    def succeeded(self, turn: int) -> int:
        """Close; return how many requests were missed, if this success ended that."""
        with self._lock:
            if turn != self._turn:
                return 0
            missed, self.missed, self.pause_s = self.missed, 0, 0.0
            return missed
