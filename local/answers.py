"""What the gateway answers, and how that looks on the wire."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from http import HTTPMethod, HTTPStatus

from chalicelib.errors import ApiError
from chalicelib.web import answers
from local.http_head import Head, Headers

_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, but for the headers that belong to the connection."""

    status: int
    headers: Headers
    body: bytes

    def has(self, name: str) -> bool:
        """Tell whether a header is there; ``name`` is in lower case."""
        return any(header.lower() == name for header, _ in self.headers)

    def without(self, name: str) -> "Answer":
        """Leave out a header; ``name`` is in lower case."""
        kept = tuple(header for header in self.headers if header[0].lower() != name)
        return replace(self, headers=kept)


def problem(error: ApiError, cors: Mapping[str, str]) -> Answer:
    """Return an error that the gateway itself found, as the app's own routes answer one."""
    answered = answers.problem(error)
    headers = {name: str(value) for name, value in answered.headers.items()} | dict(cors)
    return Answer(error.status.value, tuple(headers.items()), answered.body.encode())


def compressed(answer: Answer, head: Head, minimum_bytes: int | None) -> Answer:
    """Compress as API Gateway does: from a size on, for clients that take gzip."""
    if minimum_bytes is None or len(answer.body) < minimum_bytes:
        return answer
    if answer.has("content-encoding") or not _takes_gzip(head):
        return answer
    headers = (*answer.headers, ("Content-Encoding", "gzip"))
    return replace(answer, headers=headers, body=gzip.compress(answer.body, 6, mtime=0))


def _takes_gzip(head: Head) -> bool:
    weights: dict[str, float] = {}
    for option in head.options("accept-encoding"):
        coding, _, weight = option.partition(";")
        weights[coding.strip()] = _weight(weight)
    return weights.get("gzip", weights.get("*", 0)) > 0


def _weight(parameter: str) -> float:
    """Read ``q=0.5``: 1 where there is none, 0 where it can't be read."""
    name, _, value = parameter.partition("=")
    if not parameter.strip():
        return 1
    try:
        return float(value) if name.strip() == "q" else 0
    except ValueError:
        return 0


def on_wire(answer: Answer, *, method: str, keep_alive: bool) -> bytes:
    """Return all bytes of an answer, to be sent at once.

    Two writes would wait for each other's acknowledgement (44 ms: Nagle, delayed ACK).
    """
    if answer.status in _BODILESS:
        answer = replace(answer, body=b"").without("content-type")
    lines = [_status_line(answer.status), f"Date: {formatdate(usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in answer.without("content-length").headers]
    if answer.status not in _BODILESS:
        lines.append(f"Content-Length: {len(answer.body)}")
    if not keep_alive:
        lines.append("Connection: close")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if method == HTTPMethod.HEAD else head + answer.body


def _status_line(status: int) -> str:
    known = status in {member.value for member in HTTPStatus}
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase if known else ''}"
