"""The headers of answers."""

from chalicelib.web import answers
from contract import examples
from contract.keywords import COUNT, Schema


def _constant(value: str) -> Schema:
    return {"required": True, "schema": {"type": "string", "const": value}}


_STRONG_TAG: Schema = {"type": "string", "pattern": r'^"[^"]*"$'}
_WEAK_TAG: Schema = {"type": "string", "pattern": r'^W/"[^"]*"$'}
_CACHED_PUBLICLY = answers.KEEP_PUBLICLY

ANSWERED: dict[str, Schema] = {
    "ETag.todo": {
        "description": "This version of the to-do: a strong tag.",
        "required": True,
        "schema": _STRONG_TAG,
        "example": examples.TODO_TAG,
    },
    "ETag.list": {
        "description": "This version of the list: a strong tag.",
        "required": True,
        "schema": _STRONG_TAG,
        "example": examples.LIST_TAG,
    },
    "ETag.page": {
        "description": "This version of the page, a weak tag; none just after a write.",
        "schema": _WEAK_TAG,
        "example": examples.PAGE_TAG,
    },
    "ETag.public": {
        "description": "This version of the document: a strong tag.",
        "required": True,
        "schema": _STRONG_TAG,
    },
    "Revision": {
        "description": "The user's revision: after a write, the one that it made.",
        "required": True,
        "schema": COUNT,
        "example": 2,
    },
    "Link": {
        "description": "The next page, if there is one, relative to the request's address.",
        "schema": {"type": "string", "pattern": r'^<\?[^>]*>; rel="next"$'},
        "example": examples.LINK,
    },
    "Location.todo": {
        "description": "The path of the new to-do, stage included.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
        "example": f"/v1/todos/{examples.ID}",
    },
    "Location.list": {
        "description": "The path of the new list, stage included.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
        "example": f"/v1/lists/{examples.LIST_ID}",
    },
    "Retry-After": {
        "description": "Whole seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
        "example": 1,
    },
    "WWW-Authenticate": _constant("Bearer"),
    "Allow": {
        "description": "The methods that the path has.",
        "required": True,
        "schema": {"type": "string"},
        "example": "GET, POST, OPTIONS",
    },
    "Cache-Control.private": _constant(answers.KEEP_AND_ASK["Cache-Control"]),
    "Vary.private": _constant(answers.KEEP_AND_ASK["Vary"]),
    "Cache-Control.public": _constant(_CACHED_PUBLICLY["Cache-Control"]),
    "Vary.public": _constant(_CACHED_PUBLICLY["Vary"]),
    "Cache-Control.none": _constant(answers.KEEP_NOT["Cache-Control"]),
}
"""By the name in ``components``: what stands before the dot is the header's own."""


def headers(*names: str) -> dict[str, Schema]:
    """Refer to headers of an answer."""
    return {name.partition(".")[0]: {"$ref": f"#/components/headers/{name}"} for name in names}
