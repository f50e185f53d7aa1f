"""A gate between a client and a server, which lets its owner decide what passes it."""

import socket
import threading
from contextlib import suppress
from select import select
from types import TracebackType
from typing import Self

from tests.support.treatments import Treatment, mute, passing

_LOOPBACK = "127.0.0.1"
_BACKLOG = 128
_CHUNK = 65_536
_POLL_S = 0.02
_HANGS_S = 0.2
"""A connection over loopback is there at once: one that takes so long has nobody to accept it."""


class Gate:
    """Listens from when it is entered until it is left. Its treatment can be changed meanwhile."""

    def __init__(self, port: int, upstream_port: int) -> None:
        self.port = port
        self._upstream = (_LOOPBACK, upstream_port)
        self._treat: Treatment = passing
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._heard: list[bytearray] = []
        self._fillers: list[socket.socket] = []
        self._closed = threading.Event()
        self._listener = self._listen()

    def __enter__(self) -> Self:
        self._stand()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._step_aside()
        self._listener.close()
        self._hang_up()

    def heard(self, words: bytes) -> int:
        """Count how often clients have said this."""
        with self._lock:
            return sum(each.count(words) for each in self._heard)

    def treat(self, treatment: Treatment) -> None:
        """Let connections through, and do this to each answer, on those that are open too."""
        if self._closed.is_set():
            self._step_aside()
            self._listener.close()
            self._hang_up()
            self._listener = self._listen()
            self._stand()
        self._treat = treatment

    def refuse(self) -> None:
        """End all connections, and listen no more: a server that was killed."""
        self._step_aside()
        self._listener.close()
        self._hang_up()

    def swallow(self) -> None:
        """Let nothing through, and tell nobody: a network that is cut."""
        self._treat = mute
        self._step_aside()
        self._listener.listen(0)
        while self._is_accepted():
            pass

    def _is_accepted(self) -> bool:
        """Take a place in the queue before the listener; tell whether there was one."""
        try:
            self._fillers.append(socket.create_connection((_LOOPBACK, self.port), _HANGS_S))
        except TimeoutError:
            return False
        return True

    def _listen(self) -> socket.socket:
        listener = socket.create_server((_LOOPBACK, self.port), backlog=_BACKLOG)
        listener.settimeout(_POLL_S)
        return listener

    def _stand(self) -> None:
        self._closed.clear()
        self._porter = threading.Thread(target=self._accept)
        self._porter.start()

    def _step_aside(self) -> None:
        self._closed.set()
        self._porter.join()

    def _hang_up(self) -> None:
        with self._lock:
            left = dict(self._open)
        for connection in left.values():
            with suppress(OSError):  # it has ended already
                connection.shutdown(socket.SHUT_RDWR)
        for thread in left:
            thread.join()
        while self._fillers:
            self._fillers.pop().close()

    def _accept(self) -> None:
        while not self._closed.is_set():
            with suppress(TimeoutError):
                client, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(client,))
                with self._lock:
                    self._open[thread] = client
                thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(None)
            self._exchange(client)
        with self._lock:
            del self._open[threading.current_thread()]

    def _exchange(self, client: socket.socket) -> None:
        heard = bytearray()
        with self._lock:
            self._heard.append(heard)
        with socket.create_connection(self._upstream) as server:
            while True:
                ready, _, _ = select([client, server], [], [])
                if client in ready:
                    words = client.recv(_CHUNK)
                    if not words:
                        return
                    heard += words
                    server.sendall(words)
                if server in ready:
                    answer = server.recv(_CHUNK)
                    if not answer:
                        return
                    self._treat(answer, client)
