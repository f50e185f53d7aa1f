"""HTTP/1.1 as a proxy needs it: requests read whole, passed on as they are, answered whole."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, parse_headers
from io import BufferedIOBase
from typing import Any, Self

_HOP_BY_HOP = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})
"""About one connection, not the message (RFC 9110, 7.6.1): each side gets its own."""
_IDLE_S = 1.0
"""An upstream connection unused for longer is not trusted to be open still: a request that
dies on it may or may not have been done, and that fault would not be one we chose."""
_UPSTREAM_TIMEOUT_S = 30.0
_LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it arrived, ``Host`` included: the client's signature covers it."""

    method: str
    path: str
    operation: str
    """DynamoDB's name of it, such as ``GetItem``; empty where the request names none."""
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def parameters(self) -> dict[str, Any]:
        """What is asked for, in DynamoDB's JSON."""
        parameters: dict[str, Any] = json.loads(self.body)
        return parameters

    @classmethod
    def read(cls, stream: BufferedIOBase) -> Self | None:
        """Read a connection's next request; None when the client is done with it."""
        line = stream.readline(_LONGEST_LINE).decode("latin-1").split()
        if not line:
            return None
        method, path, _version = line
        headers = parse_headers(stream)
        operation = headers.get("X-Amz-Target", "").rpartition(".")[2]
        body = stream.read(int(headers.get("Content-Length", "0")))
        return cls(method, path, operation, headers.items(), body)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def error(cls, status: int, code: str, message: str) -> Self:
        """Return an error in DynamoDB's form."""
        kind = f"com.amazonaws.dynamodb.v20120810#{code}"
        body = json.dumps({"__type": kind, "message": message}).encode()
        return cls(status, [("Content-Type", "application/x-amz-json-1.0")], body)

    def to_bytes(self) -> bytes:
        """Return the message in one piece: sent in two, it could wait 40 ms for an ACK."""
        fields = [*_end_to_end(self.headers), ("Content-Length", str(len(self.body)))]
        head = "".join(f"{name}: {value}\r\n" for name, value in fields)
        return f"HTTP/1.1 {self.status} \r\n{head}\r\n".encode("latin-1") + self.body


class Upstream:
    """A kept-alive connection to the server behind the proxy, for one thread."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(address, timeout=_UPSTREAM_TIMEOUT_S)
        self._used_at = 0.0

    def ask(self, request: Request) -> Answer | None:
        """Pass a request on, never twice; None if no whole answer came back."""
        if time.monotonic() - self._used_at > _IDLE_S:
            self.close()
        try:
            self._send(request)
            response = self._connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        except (OSError, HTTPException):
            self.close()
            return None
        finally:
            self._used_at = time.monotonic()

    def _send(self, request: Request) -> None:
        connection = self._connection
        connection.putrequest(
            request.method, request.path, skip_host=True, skip_accept_encoding=True
        )
        for name, value in _end_to_end(request.headers):
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self._connection.close()


def _end_to_end(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in _HOP_BY_HOP]
