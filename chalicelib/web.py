"""Requests, as the routes want them: who asks, what for, and on what conditions.

Every reader here raises an ``ApiError`` for what it can't accept; nothing is repaired.
"""

import hashlib
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from chalice.app import Request
from pydantic import BaseModel

from chalicelib import strict_json
from chalicelib.changes import Terms
from chalicelib.errors import (
    LONGEST_NAME,
    MOST_ERRORS,
    BodyTooLargeError,
    FieldError,
    InvalidInputError,
    MalformedRequestError,
    NoSuchTodoError,
    PreconditionFailedError,
    TokenInvalidError,
    UnsupportedMediaTypeError,
)
from chalicelib.etags import Tags, read_tags, todo_tag
from chalicelib.models import read_id
from chalicelib.operations import Operation
from chalicelib.settings import settings
from chalicelib.todo import Todo

JSON = ("application/json",)
MERGE_PATCH = ("application/merge-patch+json", "application/json")

IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,128}", re.ASCII)


def claims_of(request: Request) -> dict[str, str]:
    """Return what API Gateway's authorizer read in the token, which it has checked."""
    claims: dict[str, str] = (request.context.get("authorizer") or {}).get("claims") or {}
    if not claims.get("sub") or claims.get("token_use") != "id":
        raise TokenInvalidError("Send the id token of a signed-in user.")
    return claims


def owner_of(request: Request) -> str:
    """Return whose data the request is about: the ``sub`` of its token, and nothing else."""
    return claims_of(request)["sub"]


def todo_id_of(path_parameter: str) -> str:
    """Read an id in the path; what is no UUID is nobody's to-do."""
    try:
        return read_id(unquote(path_parameter))
    except ValueError:
        raise NoSuchTodoError from None


def parameters_of(request: Request, known: Collection[str]) -> dict[str, str]:
    """Read the query's parameters; unknown and repeated ones are refused by name."""
    sent = request.query_params
    names = list(sent.keys()) if sent else []
    errors = [
        FieldError(name[:LONGEST_NAME], "is not a parameter here")
        for name in names
        if name not in known
    ]
    values = {name: sent.getlist(name) for name in names if name in known} if sent else {}
    errors += [FieldError(name, "is given twice") for name, all_ in values.items() if len(all_) > 1]
    if errors:
        raise InvalidInputError(errors[:MOST_ERRORS])
    return {name: all_[0] for name, all_ in values.items()}


def no_parameters(request: Request) -> None:
    """Refuse every parameter in the query of a route that has none."""
    parameters_of(request, ())


def document_of(request: Request, media_types: tuple[str, ...] = JSON) -> dict[str, Any]:
    """Read the body as a JSON object."""
    media_type = request.headers.get("content-type", media_types[0])
    if media_type.partition(";")[0].strip().lower() not in media_types:
        raise UnsupportedMediaTypeError(f"Send {' or '.join(media_types)}.")
    try:
        body = request.raw_body
    except UnicodeEncodeError:
        raise MalformedRequestError("The body is not UTF-8.") from None
    if len(body) > strict_json.LONGEST_BODY_BYTES:
        raise BodyTooLargeError(f"Send at most {strict_json.LONGEST_BODY_BYTES} bytes.")
    return strict_json.read(body if isinstance(body, bytes) else body.encode())


def terms_of(request: Request, now: datetime, what: str, body: BaseModel | None = None) -> Terms:
    """Read on what terms a write is asked for; ``what`` and ``body`` say which write it is."""
    owner, epoch = owner_of(request), settings().epoch
    if_match, if_none_match = _tags(request, "If-Match"), _tags(request, "If-None-Match")

    def precondition(todo: Todo | None) -> None:
        tag = todo_tag(epoch, owner, todo) if todo else None
        if if_match and not if_match.match_strongly(tag):
            raise PreconditionFailedError("If-Match names another version than the one here.")
        if if_none_match and if_none_match.match_weakly(tag):
            raise PreconditionFailedError("If-None-Match names the version that is here.")

    return Terms(now=now, operation=_operation_of(request, what, body), precondition=precondition)


def has_tag(request: Request, tag: str) -> bool:
    """Tell whether the client has the answer with this tag already (``If-None-Match``)."""
    tags = _tags(request, "If-None-Match")
    return tags is not None and tags.match_weakly(tag)


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
        raise MalformedRequestError(
            "A header can't be read.",
            errors=[
                FieldError(
                    "Idempotency-Key", "must be one key of 1 to 128 visible ASCII characters"
                )
            ],
        )
    meant = f"{what}\n{body.model_dump_json(exclude_unset=True) if body else ''}"
    return Operation(keys[0], hashlib.sha256(meant.encode()).hexdigest())
