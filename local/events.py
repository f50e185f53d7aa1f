"""The event that API Gateway hands to Lambda, and the check of what Lambda hands back."""

import base64
import re
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from local.answers import Answer
from local.http_head import Head

Event = dict[str, Any]
"""API Gateway's proxy event: JSON, so its values have no common type."""

_STATUSES = range(200, 600)
_UNSENDABLE = re.compile(r"[^\t\x20-\x7e\x80-\xff]")


class BadAnswerError(ValueError):
    """Lambda's answer is none that API Gateway would send on ("Malformed Lambda proxy")."""


@dataclass(frozen=True, slots=True)
class Match:
    """The resource of the API that a path belongs to, and what its braces stand for."""

    resource: str
    captured: Mapping[str, str]


def match(path: str, resources: Iterable[str]) -> Match | None:
    """Find a path's resource. Captured parts stay percent-encoded (aws/chalice #511)."""
    parts = (path.removesuffix("/") or "/").split("/")
    for resource in sorted(resources):  # "{" sorts behind letters: fixed parts come first
        pattern = resource.split("/")
        pairs = list(zip(pattern, parts, strict=False))
        if len(pattern) == len(parts) and all(p == q or _is_braced(p) for p, q in pairs):
            return Match(resource, {p[1:-1]: q for p, q in pairs if _is_braced(p)})
    return None


def _is_braced(part: str) -> bool:
    return part.startswith("{") and part.endswith("}")


def event(head: Head, body: bytes, found: Match, stage: str, binary_types: list[str]) -> Event:
    """Describe a request as API Gateway does, in what Chalice and the app read of it."""
    headers = dict(head.headers)  # of a repeated header, the last line: as API Gateway
    query = parse_qs(head.query, keep_blank_values=True)
    return {
        "resource": found.resource,
        "path": head.path,
        "httpMethod": head.method,
        "headers": headers,
        "multiValueHeaders": {name: head.values(name) for name in headers},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": dict(found.captured),
        "stageVariables": {},
        "requestContext": _context(head, found, stage),
        **_body(body, headers.get("content-type", ""), binary_types),
    }


def _context(head: Head, found: Match, stage: str) -> dict[str, object]:
    return {
        "requestId": str(uuid.uuid4()),
        "requestTimeEpoch": int(time.time() * 1000),
        "stage": stage,
        "path": head.path,
        "resourcePath": found.resource,
        "httpMethod": head.method,
        "protocol": f"HTTP/1.{head.minor_version}",
        "domainName": (head.values("host") or [""])[0],
        "identity": {
            "sourceIp": "127.0.0.1",
            "userAgent": (head.values("user-agent") or [""])[-1],
        },
    }


def _body(body: bytes, content_type: str, binary_types: list[str]) -> dict[str, object]:
    """Hand over text, or base64 of what is none.

    API Gateway would put U+FFFD for what is no UTF-8; here the app sees it, and refuses.
    """
    if not body:
        return {"body": None, "isBase64Encoded": False}
    if content_type.partition(";")[0].strip() not in binary_types:
        try:
            return {"body": body.decode(), "isBase64Encoded": False}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(body).decode("ascii"), "isBase64Encoded": True}


def as_claims(claims: Mapping[str, object]) -> dict[str, str]:
    """Return claims as they are in an event: each of them a string, two of them dates."""
    return {name: _shown(name, value) for name, value in claims.items()}


def _shown(name: str, value: object) -> str:
    if name in {"exp", "iat"} and isinstance(value, int):
        return time.strftime("%a %b %d %H:%M:%S UTC %Y", time.gmtime(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value)


def answer(returned: object) -> Answer:
    """Read what Lambda returned."""
    if not isinstance(returned, dict) or returned.get("statusCode") not in _STATUSES:
        raise BadAnswerError("There is no statusCode.")
    body = returned.get("body") or ""
    if not isinstance(body, str):
        raise BadAnswerError("The body is not a string.")
    encoded = base64.b64decode(body) if returned.get("isBase64Encoded") else body.encode()
    headers = tuple(_header_lines(returned))
    found = Answer(returned["statusCode"], headers, encoded)
    if not found.has("content-type"):
        return Answer(found.status, (*headers, ("Content-Type", "application/json")), encoded)
    return found


def _header_lines(returned: dict[str, Any]) -> Iterable[tuple[str, str]]:
    single, multiple = returned.get("headers") or {}, returned.get("multiValueHeaders") or {}
    lines = [*single.items(), *((name, v) for name, vs in multiple.items() for v in vs)]
    for name, value in lines:
        if not isinstance(value, str | int | float) or _UNSENDABLE.search(f"{name}{value}"):
            raise BadAnswerError(f"The header {name!r} can't be sent.")
        yield name, str(value)
