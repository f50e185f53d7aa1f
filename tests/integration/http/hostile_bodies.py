"""Bodies that can be read, but not accepted: what is wrong with them, by the model they are for.

Each comes with the field that must be named. For a model, a case of its bases counts too.
"""

import json
from typing import Any

from chalicelib.model import drafts
from tests.integration.http.hostile_todos import LONG, OF_TODO, WHOLE
from tests.support.subjects import least_of

Case = tuple[bytes, str]
"""A body, and the field that is wrong with it."""

NO_OBJECTS = {
    "an array": b'[{"title": "Milk"}]',
    "null": b"null",
    "a string": b'"title"',
    "a number": b"1e40",
    "true": b"true",
}
NO_FIELDS = {
    "an unknown field": "colours",
    "an unknown field without a name": "",
    "an unknown field, long": LONG,
    "another owner": "owner",
    "a prototype": "__proto__",
    "a stored field": "head_revision",
}
OF_LIST: dict[str, tuple[dict[str, Any], str]] = {
    "name null": ({"name": None}, "name"),
    "name a number": ({"name": 1}, "name"),
    "name an object": ({"name": {"S": "x"}}, "name"),
    "name empty": ({"name": ""}, "name"),
    "name blank": ({"name": "\u2003\t"}, "name"),
    "name of 101": ({"name": "x" * 101}, "name"),
    "name with NUL": ({"name": "\0"}, "name"),
    "name with half a surrogate pair": ({"name": "\ud800"}, "name"),
    "colour by its name": ({"colour": "red"}, "colour"),
    "colour short": ({"colour": "#fff"}, "colour"),
    "colour with alpha": ({"colour": "#1e90ff80"}, "colour"),
    "colour of no digits": ({"colour": "#gggggg"}, "colour"),
    "colour in wide digits": ({"colour": "#\uff11\uff11\uff11\uff11\uff11\uff11"}, "colour"),
    "colour with a line": ({"colour": "#1e90ff\n"}, "colour"),
    "colour with style": ({"colour": "#1e90ff;background:url(x)"}, "colour"),
    "colour a number": ({"colour": 0x1E90FF}, "colour"),
    "colour long": ({"colour": "#" + LONG}, "colour"),
    "archived a string": ({"archived": "true"}, "archived"),
    "archived a number": ({"archived": 1}, "archived"),
    "archived an array": ({"archived": []}, "archived"),
}

AN_ID: dict[str, tuple[dict[str, Any], str]] = {
    "id a number": ({"id": 1}, "id"),
    "id of nobody": ({"id": "x"}, "id"),
    "id the inbox": ({"id": "inbox"}, "id"),
    "id with NUL": ({"id": "01890a5d-ac96-774b-bcce-b302099a8057\0"}, "id"),
}

MOVE: dict[str, tuple[dict[str, Any], str]] = {
    "after a number": ({"after": 1}, "after"),
    "after of nobody": ({"after": "x"}, "after"),
    "after an array": ({"after": ["01890a5d-ac96-774b-bcce-b302099a8057"]}, "after"),
    "before the inbox": ({"before": "inbox"}, "before"),
    "before long": ({"before": LONG}, "before"),
    "to the middle": ({"to": "middle"}, "to"),
    "to a number": ({"to": 1}, "to"),
    "to First": ({"to": "First"}, "to"),
}

TODO_MOVE: dict[str, tuple[dict[str, Any], str]] = {
    "list in capitals": ({"list": "INBOX"}, "list"),
    "list a number": ({"list": 1}, "list"),
    "list a path": ({"list": "../inbox"}, "list"),
}

RENAME: dict[str, tuple[dict[str, Any], str]] = {
    f"{field} {what}": ({field: value}, field)
    for field in ("label", "name")
    for what, value in {
        "null": None,
        "a number": 1,
        "an array": ["home"],
        "empty": "",
        "blank": " ",
        "of 51": "x" * 51,
        "with NUL": "\0",
        "with half a surrogate pair": "\udfff",
    }.items()
}

WRONG: dict[type[drafts.Body], dict[str, tuple[dict[str, Any], str]]] = {
    drafts.NewTodo: AN_ID,
    drafts.TodoDraft: OF_TODO | WHOLE,
    drafts.TodoPatch: OF_TODO,
    drafts.NewList: AN_ID,
    drafts.ListDraft: OF_LIST,
    drafts.ListPatch: OF_LIST,
    drafts.Move: MOVE,
    drafts.TodoMove: TODO_MOVE,
    drafts.LabelRename: RENAME,
}


def bodies(model: type[drafts.Body]) -> dict[str, Case]:
    """Return every body that a model must refuse, and the field to be named."""
    least = least_of(model)
    wrong = {
        name: (json.dumps(least | fields).encode(), field)
        for base in model.mro()
        for name, (fields, field) in WRONG.get(base, {}).items()
    }
    unknown = {
        name: (json.dumps(least | {field: {"x": 1}}).encode(), field[:100])
        for name, field in NO_FIELDS.items()
    }
    return wrong | unknown | {name: (body, "body") for name, body in NO_OBJECTS.items()}
