"""Reads a request's line and headers, strictly: what can't be read in one way only is refused.

The standard library's server answers some malformed requests with 501, 505, HTML or a
traceback; API Gateway answers all of them with 400, and so does this.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

from chalicelib.errors import MalformedRequestError

HEAD_BYTES = 10_240
"""Most bytes of the request line and header values, as API Gateway allows ("Quotas")."""
HEADERS = 200
"""Most header lines: their names aren't counted in HEAD_BYTES."""
LINE_BYTES = 16_384
"""Most bytes that are read in search of a line's end."""

_REQUEST_LINE = re.compile(rb"([!#$%&'*+\-.^_`|~\w]+) ([\x21-\x7e]+) HTTP/1\.([0-9])")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~\w]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_ABSOLUTE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """All of a request but its body. Header names are in lower case."""

    method: str
    path: str
    """Still percent-encoded, without the query; ASCII."""
    query: str
    minor_version: int
    """The y of HTTP/1.y."""
    headers: Headers

    def values(self, name: str) -> list[str]:
        """Return the value of each line of a header."""
        return [value for header, value in self.headers if header == name]

    def options(self, name: str) -> set[str]:
        """Return the members of a header that is a list, in lower case."""
        members = ",".join(self.values(name)).lower().split(",")
        return {member.strip() for member in members}

    @property
    def keeps_alive(self) -> bool:
        """Whether another request may follow on the connection."""
        return self.minor_version > 0 and "close" not in self.options("connection")


def read_head(stream: BinaryIO) -> Head | None:
    """Return the next request's head, or None when the peer closed instead of sending one."""
    first = _request_line(stream)
    if first is None:
        return None
    match = _REQUEST_LINE.fullmatch(first)
    if match is None:
        raise MalformedRequestError("The request line can't be read.")
    method, target, minor = (part.decode("ascii") for part in match.groups())
    path, _, query = _origin_form(target).partition("?")
    headers = read_headers(stream, HEAD_BYTES - len(first))
    head = Head(method, path, query, int(minor), headers)
    if len(head.values("host")) != 1 and minor != "0":
        raise MalformedRequestError("There must be one Host header (RFC 9112, 3.2).")
    return head


def read_line(stream: BinaryIO) -> bytes:
    """Return the next line without its end."""
    return _ended(stream.readline(LINE_BYTES))


def read_headers(stream: BinaryIO, budget: int) -> Headers:
    """Return header lines up to the empty one; their values have at most ``budget`` bytes."""
    headers: list[tuple[str, str]] = []
    while line := read_line(stream):
        name, colon, value = line.partition(b":")
        value = value.strip(b" \t")
        budget -= len(value)
        if not colon or not _NAME.fullmatch(name) or _CONTROL.search(value):
            raise MalformedRequestError("A header line can't be read.")
        if budget < 0 or len(headers) == HEADERS:
            raise MalformedRequestError(f"The headers are larger than {HEAD_BYTES} bytes.")
        headers.append((name.decode("ascii").lower(), value.decode("latin-1")))
    return tuple(headers)


def _request_line(stream: BinaryIO) -> bytes | None:
    """Skip the few empty lines that may precede a request (RFC 9112, 2.2)."""
    for _ in range(4):
        line = stream.readline(LINE_BYTES)
        if not line:
            return None
        if line not in {b"\r\n", b"\n"}:
            return _ended(line)
    raise MalformedRequestError("There is no request line.")


def _ended(line: bytes) -> bytes:
    if not line.endswith(b"\n"):
        raise MalformedRequestError("A line is too long, or the request ends within it.")
    return line[:-1].removesuffix(b"\r")


def _origin_form(target: str) -> str:
    """Return path and query of the target, which may be a whole URL (RFC 9112, 3.2.2)."""
    if target.startswith(("/", "*")):
        return target
    match = _ABSOLUTE.match(target)
    if match is None:
        raise MalformedRequestError("The request target is neither a path nor a URL.")
    rest = target[match.end() :]
    return rest if rest.startswith("/") else "/" + rest
