"""How long a peer is waited for."""

import io
import socket
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a connection may be silent before it is closed, in seconds."""

    idle_s: float = 600.0
    """Between two requests. Clients ask for the endpoints every 5 s on one of their connections,
    but keep the others open without a word."""
    request_s: float = 30.0
    """From a request's first byte to its last."""
    answer_s: float = 30.0
    """Until a peer has taken an answer."""


class PatientStream(io.RawIOBase):
    """What arrives on a socket until a deadline; then ``TimeoutError``.

    The deadline is for all that is read until the next one is set: a timeout of the socket's own
    would start anew with each byte, and a peer that drips could stay for ever.
    """

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = 0.0

    def expect_within(self, seconds: float) -> None:
        """Set the deadline."""
        self._deadline = time.monotonic() + seconds

    def readable(self) -> bool:
        """Tell the buffer above that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed says Any
        """Read what is there, at least one byte; 0 bytes are the end."""
        left_s = self._deadline - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._connection.settimeout(left_s)
        return self._connection.recv_into(buffer)
