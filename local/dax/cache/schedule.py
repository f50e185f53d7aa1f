"""What a cluster does later, in the background: one thread, in the order of time."""

import heapq
import threading
import traceback
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], float]
"""Seconds that never go back."""
SETTLE_S = 30.0
"""How long anybody waits for what is due: as long as an upstream may take, and not for ever."""
CLOSE_S = 2.0
"""How long closing waits for the work in hand. It may hang upstream; the thread is a daemon."""


class Schedule:
    """Does what is due by a clock, and is told by ``settle`` when a clock has been set by hand."""

    def __init__(self, clock: Clock, name: str) -> None:
        self._clock = clock
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._added = 0
        self._is_busy = False
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=f"dax-{name}", daemon=True)
        self._thread.start()

    def after(self, delay_s: float, work: Callable[[], None]) -> None:
        """Do something later. What is due at the same time is done in the order of asking."""
        with self._changed:
            self._added += 1
            heapq.heappush(self._waiting, (self._clock() + delay_s, self._added, work))
            self._changed.notify_all()

    def settle(self) -> None:
        """Wait until everything that is due is done; raises ``TimeoutError`` if it hangs."""
        with self._changed:
            self._changed.notify_all()
            if not self._changed.wait_for(self._is_settled, SETTLE_S):
                raise TimeoutError("The background work does not end.")

    def close(self) -> None:
        """End the thread; what is still to do is never done."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        while work := self._next():
            try:
                work()
            except Exception:  # noqa: BLE001 - whatever went wrong, the rest is still to be done
                traceback.print_exc()
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            while not self._is_closed:
                if self._is_due():
                    self._is_busy = True
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(self._until_due())
            return None

    def _is_due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= self._clock()

    def _until_due(self) -> float | None:
        if not self._waiting:
            return None
        return min(self._waiting[0][0] - self._clock(), threading.TIMEOUT_MAX)

    def _is_settled(self) -> bool:
        return self._is_closed or not (self._is_busy or self._is_due())
