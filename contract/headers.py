"""The headers of requests, and the parameters in paths and queries; and the headers of answers."""

from chalicelib.store import views
from chalicelib.web import answers, conditions, cursor, etags
from chalicelib.web.queries import TODO_PARAMETERS
from contract import examples
from contract.keywords import LOCAL_DATE, UUID, Schema
from contract.schemas import COUNT


def parameters() -> dict[str, Schema]:
    """Return every parameter by the name that it has in ``components``."""
    return {
        "TodoId": {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "A UUID in upper or lower case. What is none is nobody's to-do: 404.",
            "schema": UUID,
            "example": examples.ID,
        },
        **{f"Page.{name}": _in_query(name) for name in TODO_PARAMETERS},
        **{name: _in_header(name) for name in _HEADERS},
    }


_QUERY: dict[str, tuple[str, Schema]] = {
    "view": (
        "Which to-dos, in which order.",
        {"type": "string", "enum": list(views.VIEWS), "default": "all"},
    ),
    "due_from": ("The first date; with view=agenda only.", LOCAL_DATE),
    "due_to": ("The last date, not before due_from; with view=agenda only.", LOCAL_DATE),
    "limit": (
        "Most to-dos in the page.",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": views.PAGE_LIMIT,
            "default": views.DEFAULT_LIMIT,
        },
    ),
    "cursor": (
        "next_cursor of the page before, with the same view, due_from and due_to.",
        {"type": "string", "maxLength": cursor.LONGEST},
    ),
}


def _in_query(name: str) -> Schema:
    description, schema = _QUERY[name]
    return {"name": name, "in": "query", "description": description, "schema": schema}


_TAGS: Schema = {
    "type": "string",
    "format": "entity-tags",
    "pattern": rf"^(?:\*|{etags.LIST.pattern})$",
}

_HEADERS: dict[str, tuple[str, Schema, str]] = {
    "If-Match": (
        "Written only if the to-do is still this version, else 412; * is any version.",
        _TAGS,
        examples.TODO_TAG,
    ),
    "If-None-Match": (
        "304 if the answer is still this version. A write: 412 if it is; with * a PUT only makes.",
        _TAGS,
        examples.TODO_TAG,
    ),
    "If-None-Match.public": (
        "304 if the answer is still this version. What can't be read names none.",
        {"type": "string"},
        examples.PUBLIC_TAG,
    ),
    "Idempotency-Key": (
        "Sent again with the same request, it happens once, and gets the first answer.",
        {"type": "string", "pattern": f"^{conditions.IDEMPOTENCY_KEY.pattern}$"},
        examples.KEY,
    ),
    "Cache-Control": (
        "max-stale=N accepts an answer that was true up to N seconds ago.",
        {"type": "string"},
        "max-stale=60",
    ),
    "Revision": (
        "What the client knows of: no answer is older, whatever max-stale allows.",
        {"type": "string", "pattern": f"^{conditions.REVISION.pattern}$"},
        "42",
    ),
    "Content-Encoding": (
        "How the body is compressed, if it is.",
        {"type": "string", "enum": ["gzip", "deflate"]},
        "gzip",
    ),
}


def _in_header(name: str) -> Schema:
    description, schema, example = _HEADERS[name]
    return {
        "name": name.partition(".")[0],
        "in": "header",
        "description": description,
        "schema": schema,
        "example": example,
    }


def _constant(value: str) -> Schema:
    return {"required": True, "schema": {"type": "string", "const": value}}


_TAG_OF_TODO: Schema = {"type": "string", "pattern": r'^"[^"]*"$'}
_TAG_OF_PAGE: Schema = {"type": "string", "pattern": r'^W/"[^"]*"$'}
_CACHED_PUBLICLY = answers.KEEP_PUBLICLY

ANSWERED: dict[str, Schema] = {
    "ETag.todo": {
        "description": "This version of the to-do: a strong tag.",
        "required": True,
        "schema": _TAG_OF_TODO,
        "example": examples.TODO_TAG,
    },
    "ETag.page": {
        "description": "This version of the page, a weak tag; none just after a write.",
        "schema": _TAG_OF_PAGE,
        "example": examples.PAGE_TAG,
    },
    "ETag.public": {
        "description": "This version of the document: a strong tag.",
        "required": True,
        "schema": _TAG_OF_TODO,
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
    "Location": {
        "description": "The path of the new to-do, stage included.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
        "example": f"/v1/todos/{examples.ID}",
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
