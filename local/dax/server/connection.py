"""One client's connection: calls one after the other, and one write for each answer."""

import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from local.dax.server.patience import Patience, PatientStream
from local.dax.server.service import Service
from local.dax.wire.codec import Call, Reader, WireError

BUFFER_BYTES = 64 * 1024
LINGER_S = 1.0
LINGER_BYTES = 1024 * 1024
"""What is still read after bad bytes were answered. To close with unread bytes resets the
connection, and the peer may never see the answer (RFC 9112, 9.6, tells the same of HTTP)."""


class PeerGoneError(Exception):
    """The peer was reset, or silent for too long."""


@contextmanager
def _peer() -> Iterator[None]:
    """Tell the peer's failures from the server's own."""
    try:
        yield
    except OSError as cause:
        raise PeerGoneError from cause


class Connection:
    """Serves a client until it closes, is silent for too long, or can't be understood."""

    def __init__(self, connection: socket.socket, service: Service, patience: Patience) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = connection
        self._service = service
        self._patience = patience
        self._stream = PatientStream(connection)
        self._buffer = io.BufferedReader(self._stream, BUFFER_BYTES)
        self._reader = Reader(cast("BinaryIO", self._buffer))

    def serve(self) -> None:
        """Answer to the end. The socket is the caller's to close."""
        with suppress(PeerGoneError):
            try:
                self._exchange_all()
            except WireError as error:
                self._give_up(error)

    def _exchange_all(self) -> None:
        visit = self._service.visit(self._connection)
        with _peer():
            self._stream.expect_within(self._patience.request_s)
            self._service.codec.preamble(self._reader)
        while call := self._next_call():
            answer = self._service.answer(call, visit)
            if answer is not None:
                self._send(answer)

    def _next_call(self) -> Call | None:
        with _peer():
            self._stream.expect_within(self._patience.idle_s)
            self._buffer.peek(1)
            self._stream.expect_within(self._patience.request_s)
            return self._service.codec.next_call(self._reader)

    def _send(self, answer: bytes) -> None:
        with _peer():
            self._connection.settimeout(self._patience.answer_s)
            self._connection.sendall(answer)

    def _give_up(self, error: WireError) -> None:
        """Say why, once: nobody knows where the next call would begin."""
        self._send(self._service.malformed(error))
        with _peer():
            self._connection.shutdown(socket.SHUT_WR)
            self._stream.expect_within(LINGER_S)
            for _ in range(0, LINGER_BYTES, BUFFER_BYTES):
                if not self._stream.read(BUFFER_BYTES):
                    return
