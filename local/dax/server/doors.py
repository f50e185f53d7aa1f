"""Listens at several ports at once, and gives each connection a thread of its own."""

import selectors
import socket
import threading
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
        """Stop listening, end every connection, and wait for the threads within bounds."""
        self._closing.set()
        self._rope.send(b"!")
        self._porter.join()
        for connection in (*self._served, self._bell, self._rope):
            connection.close()
        with self._lock:
            left = dict(self._open)
        for connection in left.values():
            _hang_up(connection)
        for thread in left:
            thread.join(patience_s)

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
            self._forget(thread)
            return False
        return True

    def _run(self, serve: Serve, connection: socket.socket) -> None:
        try:
            serve(connection)
        finally:
            self._forget(threading.current_thread())
            _hang_up(connection)
            connection.close()

    def _forget(self, thread: threading.Thread) -> None:
        with self._lock:
            del self._open[thread]


def _hang_up(connection: socket.socket) -> None:
    """Wake whoever reads from it."""
    with suppress(OSError):  # it has ended already
        connection.shutdown(socket.SHUT_RDWR)
