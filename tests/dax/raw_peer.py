"""A client of few words: it says the very bytes that it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from cbor2 import CBORDecoder, dumps

from local.dax.server.addresses import Address
from tests.dax.todo_table import TABLE

PATIENCE_S = 20.0


def values(*these: object) -> bytes:
    """Encode values one after the other: all that there is to the protocol's framing."""
    return b"".join(dumps(this) for this in these)


def call(method: int, *arguments: object) -> bytes:
    """Encode a call."""
    return values(1, method, *arguments)


PREAMBLE = values("J7yne5G", 0, b"a session", {"UserAgent": "raw"}, 0)
AUTHORIZE = call(1489122155, "AKANNA", "0" * 64, b"what was signed", None, None)
ENDPOINTS = call(455855874)
KEY_SCHEMA = call(-742646399, TABLE.encode())


def get(owner: str, table: str = TABLE) -> bytes:
    """Encode GetItem for one of a table's items."""
    return call(263244906, table.encode(), dumps(owner) + b"a", None)


@dataclass(frozen=True, slots=True)
class Error:
    """An answer that is none."""

    code: str
    message: str


class RawPeer:
    """A connection to a server."""

    def __init__(self, connection: socket.socket, stream: BinaryIO) -> None:
        self.connection = connection
        self._stream = stream

    def say(self, wire: bytes, at_once: int = 2**20) -> None:
        """Send bytes, so many at once."""
        for start in range(0, len(wire), at_once):
            self.connection.sendall(wire[start : start + at_once])

    def finish(self) -> None:
        """Say that nothing more is coming."""
        self.connection.shutdown(socket.SHUT_WR)

    def hears_something(self) -> bool:
        """Listen to the end; tell whether anything was said."""
        return bool(self._stream.read())

    def hear(self) -> object:
        """Return the payload of an answer that has one value, or an error."""
        if not (codes := self._value()):
            return self._value()
        assert isinstance(codes, list)
        message, detail = self._value(), self._value()
        assert isinstance(message, str)
        assert isinstance(detail, list)
        return Error(detail[1], message)

    def hear_list(self) -> list[Any]:
        """Return the payload of an answer that has one list."""
        heard = self.hear()
        assert isinstance(heard, list)
        return heard

    def hears_the_end(self) -> bool:
        """Wait for the server to close."""
        try:
            return self._stream.read(1) == b""
        except ConnectionResetError:
            return True

    def _value(self) -> object:
        value: object = CBORDecoder(self._stream, read_size=1).decode()
        return value


@contextmanager
def a_raw_peer(endpoint: str, first: bytes = PREAMBLE) -> Iterator[RawPeer]:
    """Connect to ``dax://host:port``, and say the preamble, or something else instead."""
    address = Address.parse(endpoint.removeprefix("dax://"))
    with (
        socket.create_connection((address.host, address.port), PATIENCE_S) as connection,
        connection.makefile("rb") as stream,
    ):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(first)
        yield RawPeer(connection, stream)
