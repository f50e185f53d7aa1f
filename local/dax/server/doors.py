"""Listens at several ports at once, and gives each connection a thread of its own."""

import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeAlias

Serve: TypeAlias = Callable[[socket.socket], None]
"""Serves a connection to its end, in a thread of its own. It need not close it."""

_RECOVERY_S = 0.1
"""How long to wait when the system has no descriptor for one more connection."""


class Doors:
    """Accepts connections at the listeners' ports, at most so many at a time.

    One more is closed at once: its client then knows, and would only wait otherwise.
    """

    def __init__(self, served: Mapping[socket.socket, Serve], most: int) -> None:
        self._served = served
        self._most = most
        self._open: dict[threading.Thread, socket.socket] = {}
        self._threads: set[threading.Thread] = set()
        """All that may still run, those included that have just closed their connection."""
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._bell, self._rope = socket.socketpair()
        self._porter = threading.Thread(target=self._stand, name="dax-doors", daemon=True)
        self.turned_away = 0

    @property
    def connections(self) -> int:
        """How many connections are open."""
        with self._lock:
            return len(self._open)

    def open(self) -> None:
        """Begin to accept."""
        self._porter.start()

    def close(self, patience_s: float) -> None:
        """Stop listening, end every connection, and wait so long for all threads together."""
        self._closing.set()
        self._rope.send(b"!")
        self._porter.join()
        for connection in (*self._served, self._bell, self._rope):
            connection.close()
        with self._lock:
            for connection in self._open.values():
                _hang_up(connection)
        deadline = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _stand(self) -> None:
        with selectors.DefaultSelector() as selector:
            for listener in (*self._served, self._bell):
                selector.register(listener, selectors.EVENT_READ)
            while not self._closing.is_set():
                for key, _ in selector.select():
                    if isinstance(key.fileobj, socket.socket) and key.fileobj is not self._bell:
                        self._accept(key.fileobj)

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:  # the peer left again, or there are no descriptors
            self._closing.wait(_RECOVERY_S)
            return
        thread = threading.Thread(
            target=self._run, args=(self._served[listener], connection), daemon=True
        )
        if not self._started(thread, connection):
            self.turned_away += 1
            connection.close()

    def _started(self, thread: threading.Thread, connection: socket.socket) -> bool:
        with self._lock:
            if len(self._open) >= self._most:
                return False
            self._open[thread] = connection
        try:
            thread.start()
        except RuntimeError:  # the system has no thread left
            with self._lock:
                del self._open[thread]
            return False
        self._threads = {each for each in self._threads if each.is_alive()} | {thread}
        return True

    def _run(self, serve: Serve, connection: socket.socket) -> None:
        try:
            serve(connection)
        finally:
            with self._lock:  # so that nobody hangs up on what has its number by then
                _hang_up(connection)
                connection.close()
                del self._open[threading.current_thread()]


def _hang_up(connection: socket.socket) -> None:
    """Wake whoever reads from it."""
    with suppress(OSError):  # it has ended already
        connection.shutdown(socket.SHUT_RDWR)
