"""What a request says beside its body: parameters in its path and query, and headers."""

from chalicelib.store import views
from chalicelib.web import conditions, cursor, etags
from chalicelib.web.queries import TODO_VIEWS
from contract import examples
from contract.keywords import LIST_ID, LOCAL_DATE, UUID, Schema


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
        "ListId": {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "A UUID in upper or lower case, or inbox. Nothing else is a list: 404.",
            "schema": LIST_ID,
            "example": examples.LIST_ID,
        },
        **{f"Page.{name}": _in_query(name) for name in _QUERY},
        **{name: _in_header(name) for name in _HEADERS},
    }


_QUERY: dict[str, tuple[str, Schema]] = {
    "view": (
        "Which to-dos, in which order.",
        {"type": "string", "enum": list(TODO_VIEWS), "default": "all"},
    ),
    "list": (
        "The list; view=board needs it, and view=history may have it.",
        LIST_ID,
    ),
    "parent": ("The to-do whose subtasks are meant; view=subtasks needs it.", UUID),
    "archived": (
        "Whether the lists that were put away are meant, or the others.",
        {"type": "boolean", "default": False},
    ),
    "due_from": ("The first date; with view=agenda only.", LOCAL_DATE),
    "due_to": ("The last date, not before due_from; with view=agenda only.", LOCAL_DATE),
    "limit": (
        "Most entries in the page.",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": views.PAGE_LIMIT,
            "default": views.DEFAULT_LIMIT,
        },
    ),
    "cursor": (
        "next_cursor of the page before, with the same other parameters; limit may differ.",
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
        "Written only if it is still this version, else 412; * is any version.",
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
