"""One connection to the local API Gateway: requests one after the other, one write an answer."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from socketserver import StreamRequestHandler
from typing import TYPE_CHECKING, BinaryIO, cast

from chalicelib.errors import ApiError
from local.answers import on_wire
from local.gateway import report
from local.http_body import read_body
from local.http_head import Head, read_head

if TYPE_CHECKING:
    from local.server import GatewayServer

IDLE_S = 60
"""How long a connection may be silent, within a request or between two."""
LINGER_S = 3
LINGER_BYTES = 64 * 1024 * 1024
"""What is still read of a request that was refused: closing with unread bytes resets the
connection, and the peer may never see the answer (RFC 9112, 9.6)."""


class PeerGoneError(Exception):
    """The peer closed, was reset, or was silent for too long."""


@contextmanager
def _peer() -> Iterator[None]:
    """Tell the peer's failures from the app's, which are answered."""
    try:
        yield
    except OSError as cause:
        raise PeerGoneError from cause


class Connection(StreamRequestHandler):
    """Answers the requests of one connection, one after the other."""

    server: "GatewayServer"
    timeout = IDLE_S
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Name the stream by the type that it has."""
        super().setup()
        self._stream = cast("BinaryIO", self.rfile)

    def handle(self) -> None:
        """Go on until the peer closes, is silent for too long, or is out of step."""
        with suppress(PeerGoneError):
            while self._exchange():
                pass

    def _exchange(self) -> bool:
        head = None
        try:
            with _peer():
                head = read_head(self._stream)
            if head is None:
                return False
            with _peer():
                body = read_body(self._stream, head, self._send_continue)
        except ApiError as error:
            self._refuse(head, error)
            return False
        with self.server.busy():
            return self._answer(head, body)

    def _send(self, wire: bytes) -> None:
        with _peer():
            self.connection.sendall(wire)

    def _send_continue(self) -> None:
        self._send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _answer(self, head: Head, body: bytes) -> bool:
        started = time.monotonic()
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR
        try:
            answer = self.server.gateway.answer(head, body)
            keep_alive = head.keeps_alive and not self.server.closing
            wire = on_wire(answer, method=head.method, keep_alive=keep_alive)
            status = answer.status
            self._send(wire)
        finally:
            _log(head, status, time.monotonic() - started)
        return keep_alive

    def _refuse(self, head: Head | None, error: ApiError) -> None:
        _log(head, error.status, 0)
        method = head.method if head else ""
        answer = self.server.gateway.problem(error)
        self._send(on_wire(answer, method=method, keep_alive=False))
        with _peer():
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(LINGER_S)
            for _ in range(0, LINGER_BYTES, 65536):
                if not self.connection.recv(65536):
                    return


def _log(head: Head | None, status: int, seconds: float) -> None:
    """Write a line of the access log: no query and no header, so no secret."""
    asked = f"{head.method} {head.path}" if head else "(unreadable)"
    report(f"{asked} {int(status)} {seconds * 1000:.0f} ms")
