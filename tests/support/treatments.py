"""What becomes of a server's answers on their way: they pass, or are what dying servers say."""

import random
import socket
import struct
import time
from collections.abc import Callable
from typing import TypeAlias

_DRIP_S, _DROPS = 0.1, 200
_RST = struct.pack("ii", 1, 0)
"""SO_LINGER, on and 0 s: closing discards the connection instead of finishing it."""

Treatment: TypeAlias = Callable[[bytes, socket.socket], None]
"""Takes an answer's bytes and the client's connection. ``OSError`` ends that."""


def passing(answer: bytes, client: socket.socket) -> None:
    """Let the client have it."""
    client.sendall(answer)


def mute(_answer: bytes, _client: socket.socket) -> None:
    """Say nothing, and keep the connection open: a server that hangs."""


def half(answer: bytes, client: socket.socket) -> None:
    """Begin to speak, and say no more."""
    client.sendall(answer[: len(answer) // 2])


def cut(answer: bytes, client: socket.socket) -> None:
    """Begin to speak, and leave."""
    half(answer, client)
    raise ConnectionAbortedError


def closing(_answer: bytes, _client: socket.socket) -> None:
    """Leave without a word."""
    raise ConnectionAbortedError


def resetting(_answer: bytes, client: socket.socket) -> None:
    """Forget the connection, as a machine does that was started again."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST)
    raise ConnectionResetError


class Drip:
    """Begin an error with a list that has no end (CBOR: ``9f``), and say a byte at a time."""

    def __init__(self) -> None:
        self.goes_on = False
        """Whether there are drops to come."""

    def __call__(self, _answer: bytes, client: socket.socket) -> None:
        client.sendall(b"\x9f")
        self.goes_on = True
        for _ in range(_DROPS):
            time.sleep(_DRIP_S)
            client.sendall(b"\x00")
        self.goes_on = False


def discovery_only(answer: bytes, client: socket.socket) -> None:
    """Let a DAX of one node be found (``80``: no error, ``81``: one of them), and nothing else."""
    if answer.startswith(b"\x80\x81"):
        client.sendall(answer)


def noise(answer: bytes, client: socket.socket) -> None:
    """Say anything at all, the same each time."""
    client.sendall(random.Random(len(answer)).randbytes(200))  # noqa: S311 - no secret


def saying(words: bytes) -> Treatment:
    """Return what says the same to everything."""
    return lambda _, client: client.sendall(words)
