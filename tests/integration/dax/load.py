"""Devices at work, all at once, until something has come to pass."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from types import TracebackType
from typing import Self

from tests.integration.dax.device import Device

_PATIENCE_S, _POLL_S = 60.0, 0.02
"""Longer than the longest pause in which DAX is not asked."""


@dataclass
class Load:
    """Devices at work, from when it is entered until it is left."""

    devices: Sequence[Device]
    _lives: list[Future[None]] = field(default_factory=list)
    _over: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(len(self.devices))
        self._lives = [self._pool.submit(each.live, self._over.is_set) for each in self.devices]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._pool.shutdown()
        self._check()

    @property
    def reads(self) -> int:
        return sum(device.reads for device in self.devices)

    @property
    def slowest_s(self) -> float:
        """The longest that any answer has taken."""
        return max(device.slowest_s for device in self.devices)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Go on until it is so."""
        deadline = time.monotonic() + _PATIENCE_S
        while not is_so():
            self._check()
            assert time.monotonic() < deadline, "it did not come to pass"
            time.sleep(_POLL_S)

    def go_on(self, rounds: int) -> None:
        """Go on until every device has done so many more rounds."""
        goals = [(device, device.rounds + rounds) for device in self.devices]
        self.until(lambda: all(device.rounds >= goal for device, goal in goals))

    def _check(self) -> None:
        for life in self._lives:
            if life.done():
                life.result()
