"""One owner's writes on their way to readers: first to the steady table, later to the replica."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.support.replica_plan import Change

Copy: TypeAlias = Callable[[list[Change]], None]
"""Makes a table hold what was changed."""


@dataclass(slots=True)
class Copies:
    """What has not reached every reader yet. Times are in seconds of the common clock."""

    torn: int = 0
    """How many transactions have happened, and are in the head alone."""
    _in_flight: list[float] = field(default_factory=list)
    """Until when, at the latest, each unfinished transaction has to be seen."""
    _waiting: deque[tuple[float, list[Change]]] = field(default_factory=deque)
    """When each copy is due, in the order of the writes."""
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _in_order: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def in_flight(self, until: float) -> Iterator[None]:
        """Mark a transaction as unfinished; what it wrote has to be seen at ``until``."""
        with self._changed:
            self._in_flight.append(until)
        try:
            yield
        finally:
            with self._changed:
                self._in_flight.remove(until)
                self._changed.notify_all()

    @contextmanager
    def tearing(self) -> Iterator[None]:
        """Mark a transaction as seen in the head alone."""
        with self._changed:
            self.torn += 1
        try:
            yield
        finally:
            with self._changed:
                self.torn -= 1

    def publish(self, look: Callable[[], list[Change]], to_steady: Copy, due: float) -> None:
        """Copy what is found now to the steady table, and let it be due at the replica later."""
        with self._in_order:
            changes = look()
            to_steady(changes)
            with self._changed:
                self._waiting.append((due, changes))

    def catch_up(self, now: float, to_replica: Copy) -> bool:
        """Copy what is due, once all that has to be seen by now is there.

        Returns whether a transaction had to be waited for.
        """
        with self._changed:
            had_to_wait = self._is_late(now)
            self._changed.wait_for(lambda: not self._is_late(now))
            # One that is due brings those before it along: writers may overtake each other.
            while any(due <= now for due, _ in self._waiting):
                to_replica(self._waiting[0][1])
                self._waiting.popleft()
        return had_to_wait

    @property
    def is_behind(self) -> bool:
        """Whether the replica lacks something."""
        return bool(self._waiting)

    def _is_late(self, now: float) -> bool:
        return any(until <= now for until in self._in_flight)
