"""Counts the connections that this process tries to open, also those that nobody answers.

Nothing is replaced for that: Python tells an audit hook of each ``connect`` ("Audit events
table", ``socket.connect``), on the thread that calls it.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_IN_BACKGROUND = ("PeriodicTask", "ClusterHealthCheck")
"""How the names of the DAX client's own threads begin: they look for nodes every few seconds."""

_open: "list[Connects]" = []


class Connects:
    """The tries to connect to one port, but for those that no caller waits for."""

    def __init__(self, port: int) -> None:
        self.count = 0
        self._port = port
        self._lock = threading.Lock()

    def tell(self, address: object) -> None:
        """Count it if it is one."""
        in_background = threading.current_thread().name.startswith(_IN_BACKGROUND)
        if isinstance(address, tuple) and address[1] == self._port and not in_background:
            with self._lock:
                self.count += 1


@contextmanager
def counting_connects(port: int) -> Iterator[Connects]:
    """Count from now on, until the block is left."""
    _install()
    connects = Connects(port)
    _open.append(connects)
    try:
        yield connects
    finally:
        _open.remove(connects)


@cache
def _install() -> None:
    """Hooks stay for good, so there is one."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        for connects in tuple(_open):
            connects.tell(arguments[1])
