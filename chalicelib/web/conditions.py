"""On what conditions a request is made: what must be there, what the client has, what it accepts.

Every reader here raises an ``ApiError`` for what it can't accept: no condition is dropped.
"""

import hashlib
import math
import re
from collections.abc import Callable
from datetime import datetime

from chalice.app import Request
from pydantic import BaseModel

from chalicelib.errors import FieldError, MalformedRequestError, PreconditionFailedError
from chalicelib.settings import settings
from chalicelib.store.operations import Operation
from chalicelib.store.reading import Freshness
from chalicelib.store.records import Record
from chalicelib.store.views import PageQuery
from chalicelib.web.etags import Tags, page_tag, read_tags, record_tag, revision_of
from chalicelib.web.requests import owner_of
from chalicelib.writes.changes import Terms

MAX_STALE = re.compile(r'max-stale(=[0-9]+|="[0-9]+")?', re.ASCII)
LONGEST_AGE = 9
"""Digits of the ages, in seconds, that are told apart: more are any age (RFC 9111, §1.2.2)."""
REVISION = re.compile(r"[0-9]{1,15}", re.ASCII)
IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,128}", re.ASCII)


def terms_of(request: Request, now: datetime, what: str, body: BaseModel | None = None) -> Terms:
    """Read on what terms a write is asked for; ``what`` and ``body`` say which write it is."""
    owner, epoch = owner_of(request), settings().epoch
    if_match, if_none_match = _tags(request, "If-Match"), _tags(request, "If-None-Match")

    def precondition(record: Record | None) -> None:
        tag = record_tag(epoch, owner, record) if record else None
        if if_match and not if_match.match_strongly(tag):
            raise PreconditionFailedError("If-Match names another version than the one here.")
        if if_none_match and if_none_match.match_weakly(tag):
            raise PreconditionFailedError("If-None-Match names the version that is here.")

    return Terms(now=now, operation=_operation_of(request, what, body), precondition=precondition)


def has_tag(request: Request, tag: str) -> bool:
    """Tell whether the client has the answer with this tag already (``If-None-Match``)."""
    tags = _tags(request, "If-None-Match")
    return tags is not None and tags.match_weakly(tag)


def known_page(request: Request, query: PageQuery) -> Callable[[int], bool]:
    """Return how to tell whether the client has a page of some revision of the owner's."""
    owner, epoch = owner_of(request), settings().epoch
    return lambda revision: has_tag(request, page_tag(epoch, owner, revision, query))


def has_public_tag(request: Request, tag: str) -> bool:
    """Tell the same for an answer that API Gateway caches: nothing of the request is refused.

    A refusal would be cached, too. The header is in the cache's key, but of several lines nobody
    knows which: they count as none, so that no 304 gets under another line's key. What can't be
    read names no version.
    """
    lines = _lines(request, "If-None-Match")
    try:
        return len(lines) == 1 and read_tags("If-None-Match", lines[0]).match_weakly(tag)
    except MalformedRequestError:
        return False


def freshness_of(request: Request) -> Freshness:
    """Read which answers the client accepts: ``Cache-Control: max-stale``, and what it knows of.

    A revision is known by the ``Revision`` header or by tags of ours in ``If-None-Match``.
    """
    tags, epoch = _tags(request, "If-None-Match"), settings().epoch
    known = [revision_of(epoch, tag) for tag in tags.listed] if tags else []
    return Freshness(stale_s=_max_stale_s(request), revision=max(_revision(request), *known, 0))


def _max_stale_s(request: Request) -> float:
    """Read Cache-Control, and ignore what is no directive of ours (RFC 9111, §5.2)."""
    directives = [
        each.strip().lower()
        for line in _lines(request, "Cache-Control")
        for each in line.split(",")
    ]
    if "no-cache" in directives or "no-store" in directives:
        return 0
    return min(map(_stale_s, filter(MAX_STALE.fullmatch, directives)), default=0)


def _stale_s(directive: str) -> float:
    """Return how much a ``max-stale`` allows: without a number, any age."""
    number = directive.partition("=")[2].strip('"')
    return int(number) if 0 < len(number) <= LONGEST_AGE else math.inf


def _revision(request: Request) -> int:
    lines = _lines(request, "Revision")
    if not lines:
        return 0
    if len(lines) > 1 or not REVISION.fullmatch(lines[0]):
        raise _unreadable("Revision", "must be one whole number, as answers carry it")
    return int(lines[0])


def _tags(request: Request, name: str) -> Tags | None:
    """Read a header of tags, whose lines are one list (RFC 9110, §5.2)."""
    lines = _lines(request, name)
    return read_tags(name, ", ".join(lines)) if lines else None


def _lines(request: Request, name: str) -> list[str]:
    """Return all lines of a header: ``request.headers`` has the last one only."""
    sent: dict[str, list[str]] | None = request.to_original_event().get("multiValueHeaders")
    if sent is None:
        return [request.headers[name]] if name in request.headers else []
    return [line for each, lines in sent.items() if each.lower() == name.lower() for line in lines]


def _operation_of(request: Request, what: str, body: BaseModel | None) -> Operation | None:
    keys = _lines(request, "Idempotency-Key")
    if not keys:
        return None
    if len(keys) > 1 or not IDEMPOTENCY_KEY.fullmatch(keys[0]):
        raise _unreadable("Idempotency-Key", "must be one key of 1 to 128 visible ASCII characters")
    meant = f"{what}\n{body.model_dump_json(exclude_unset=True) if body else ''}"
    return Operation(keys[0], hashlib.sha256(meant.encode()).hexdigest())


def _unreadable(name: str, what: str) -> MalformedRequestError:
    return MalformedRequestError("A header can't be read.", errors=[FieldError(name, what)])
