"""Requests, as the routes want them: who asks, and what for.

Every reader here raises an ``ApiError`` for what it can't accept; nothing is repaired.
"""

from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from chalice.app import Request

from chalicelib.errors import (
    LONGEST_NAME,
    MOST_ERRORS,
    BodyTooLargeError,
    FieldError,
    InvalidInputError,
    MalformedRequestError,
    NoSuchListError,
    NoSuchTodoError,
    TokenInvalidError,
    UnsupportedMediaTypeError,
)
from chalicelib.model.fields import read_id, read_list_id
from chalicelib.settings import settings
from chalicelib.web import strict_json

JSON = ("application/json",)
MERGE_PATCH = ("application/merge-patch+json", "application/json")


def claims_of(request: Request) -> dict[str, str]:
    """Return what API Gateway's authorizer read in the token, which it has checked."""
    claims: dict[str, str] = (request.context.get("authorizer") or {}).get("claims") or {}
    is_id_token = bool(claims.get("sub")) and claims.get("token_use") == "id"
    # API Gateway looks at the pool only: another app of the pool is no client of this API.
    if not is_id_token or claims.get("aud") != settings().user_pool_client_id:
        raise TokenInvalidError("Send the id token of a signed-in user of this app.")
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


def list_id_of(path_parameter: str) -> str:
    """Read the id of a list in the path: the inbox, or a UUID; anything else is nobody's list."""
    try:
        return read_list_id(unquote(path_parameter))
    except ValueError:
        raise NoSuchListError from None


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
