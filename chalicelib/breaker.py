"""A circuit breaker: keeps requests from waiting for a service that fails."""

import threading
from collections.abc import Callable
from time import monotonic

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0

TRIAL_S = 5.0
"""A trial without an end by then, in a process that was frozen say, keeps no other from trying."""


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
        """Requests that the service did not serve since the breaker opened."""

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

    def counts(self, turn: int) -> bool:
        """Tell whether nothing has become of this turn yet."""
        return turn == self._turn

    def failed(self, turn: int) -> bool:
        """Open; tell whether this failure did: of many that fail together the first one does."""
        with self._lock:
            self.missed += 1
            if not self.counts(turn):
                return False
            self._turn += 1
            self.pause_s = min(self.pause_s * 2 or FIRST_PAUSE_S, LONGEST_PAUSE_S)
            self._next_trial_s = self._clock_s() + self.pause_s
            return True

    def succeeded(self, turn: int) -> int:
        """Close; return how many requests were missed, if this success ended that."""
        with self._lock:
            if not (self.pause_s and self.counts(turn)):
                return 0
            missed, self.missed, self.pause_s = self.missed, 0, 0.0
            return missed
