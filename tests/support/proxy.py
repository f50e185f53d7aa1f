"""A proxy on 127.0.0.1 that lets its owner decide what becomes of each request."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Any, Self, TypeAlias
from urllib.parse import urlsplit

from tests.support.wire import Answer, Request, Upstream

_POLL_S = 0.02
_RST = struct.pack("ii", 1, 0)
"""SO_LINGER, on and 0 s: closing discards the connection instead of finishing it."""

Treatment: TypeAlias = Callable[[Request, "Connection", Upstream], Answer | None]
"""Returns what to answer, or None to end the connection without a word."""


class Connection(StreamRequestHandler):
    """A client's connection: its requests, one after the other."""

    disable_nagle_algorithm = True
    server: "ProxyServer"

    def handle(self) -> None:
        """Serve until either side is done. A client may leave in the middle of anything."""
        upstream = Upstream(self.server.upstream_address)
        with contextlib.suppress(ConnectionError), contextlib.closing(upstream):
            while request := Request.read(self.rfile):
                answer = self.server.treat(request, self, upstream)
                if answer is None:
                    return
                self.connection.sendall(answer.to_bytes())

    def reset_on_close(self) -> None:
        """Let the connection end with a RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST)

    def wait_for_close(self) -> None:
        """Say nothing until the client gives up or the proxy stops."""
        while self.connection.recv(1024):
            pass


class ProxyServer(ThreadingTCPServer):
    """Accepts connections and gives each a thread. Stopping ends all of them."""

    request_queue_size = 128

    def __init__(self, upstream_address: str, treat: Treatment) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.upstream_address = upstream_address
        self.treat = treat
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(_POLL_S,))

    def start(self) -> None:
        """Begin to accept connections."""
        self._thread.start()

    def stop(self) -> None:
        """Accept nothing more, end what is open, and wait for every thread."""
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._open:
                # The client may have gone already.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection and remember it, before its thread can end it."""
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Only close: the standard way sends a FIN first, after which there is no RST."""
        assert isinstance(request, socket.socket)  # the other form is UDP's
        with self._lock:
            self._open.discard(request)
        self.close_request(request)


class Proxy:
    """Stands at ``url`` before an engine while it is entered, and treats requests as it is told."""

    def __init__(self, upstream_url: str, treat: Treatment) -> None:
        self._server = ProxyServer(urlsplit(upstream_url).netloc, treat)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()
