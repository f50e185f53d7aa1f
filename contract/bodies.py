"""The fields of to-dos and lists, as they are answered and as they may be sent."""

from dataclasses import fields

from chalicelib.model.drafts import Body, ListDraft, ListPatch, TodoDraft, TodoPatch
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from contract import descriptions
from contract.keywords import (
    ANYTHING,
    COUNT,
    DUE,
    INSTANT,
    LIST_ID,
    NULL,
    RANK,
    UUID,
    Schema,
    all_there,
    fields_of,
    or_null,
)

_STAMPS: dict[str, Schema] = {
    "created_at": INSTANT,
    "updated_at": INSTANT,
    "revision": COUNT,
}

_OF_TODO: dict[str, Schema] = {
    "id": UUID,
    "due_at": or_null(INSTANT),
    "rank": RANK,
    "subtasks": COUNT,
    "series": or_null(UUID),
    "occurrence": or_null(DUE),
    "has_notes": {"type": "boolean"},
    **_STAMPS,
    "revision": COUNT | {"minimum": 1},
}
_OF_LIST: dict[str, Schema] = {"id": LIST_ID, "rank": RANK, **_STAMPS}
"""The fields of answers that no client writes. An id is one of them, also where one was brought."""

_NO_INSTANT = {"type": "string", "pattern": "P"}

AGREEMENTS: Schema = {
    "done_at": {
        "anyOf": [
            {"properties": {"done_at": NULL}},
            {"properties": {"done": {"const": True}}, "required": ["done"]},
        ]
    },
    "due_zone": {
        "anyOf": [
            {"properties": {"due_zone": NULL}},
            {"properties": {"due": {"type": "string", "pattern": "T"}}, "required": ["due"]},
        ]
    },
    "recurrence": {
        "anyOf": [
            {"properties": {"recurrence": NULL}},
            {
                "properties": {"due": {"type": "string"}, "parent": NULL},
                "required": ["due"],
            },
        ]
    },
    "reminders": {
        "anyOf": [
            {"properties": {"reminders": {"items": {"not": _NO_INSTANT}}}},
            {"properties": {"due": {"type": "string"}}, "required": ["due"]},
        ]
    },
    "has_notes": {
        "anyOf": [
            {"properties": {"has_notes": {"not": {"const": True}}}},
            {"required": ["notes"]},
        ]
    },
}
"""What the fields of a whole to-do mean together: ``todo._settled`` and ``drafts.parse``."""


ONE_PLACE: Schema = {
    name: {
        "anyOf": [
            {"properties": {name: NULL}},
            {"properties": {other: NULL, "to": NULL}},
        ]
    }
    for name, other in (("after", "before"), ("before", "after"))
}
"""A move names one place: ``moves._place``."""


def todo(without: str) -> Schema:
    """Describe a to-do as it is answered, whole or in a page."""
    names = [field.name for field in fields(Todo)]
    names.insert(names.index("revision"), "has_notes")
    shown = _shown(TodoDraft) | _OF_TODO
    return all_there(
        {
            name: shown[name] | {"description": descriptions.OF_TODO[name]}
            for name in names
            if name != without
        }
    )


def trashed() -> Schema:
    """Describe a to-do in the trash."""
    entry = todo(without="notes")["properties"]
    when = {
        name: INSTANT | {"description": meaning} for name, meaning in descriptions.TRASHED.items()
    }
    return all_there(entry | when)


def todo_list() -> Schema:
    """Describe a list as it is answered: the same alone and in a page."""
    shown = _shown(ListDraft) | _OF_LIST
    return all_there(
        {
            field.name: shown[field.name] | {"description": descriptions.OF_LIST[field.name]}
            for field in fields(TodoList)
        }
    )


def _shown(model: type[Body]) -> dict[str, Schema]:
    """Leave defaults away: an answer has every field."""
    return {name: _without_default(schema) for name, schema in fields_of(model).items()}


def _without_default(schema: Schema) -> Schema:
    return {name: value for name, value in schema.items() if name != "default"}


def draft(model: type[Body], means: dict[str, str]) -> Schema:
    """Describe what may be sent: nothing that is not named, and some of it is ignored."""
    return _body(model, means, fields_of(model))


def patch(
    model: type[TodoPatch | ListPatch], of: type[TodoDraft | ListDraft], means: dict[str, str]
) -> Schema:
    """Describe a patch: ``null`` is a field's default, so none where there is no default."""
    written = _shown(model)
    for name, field in of.model_fields.items():
        if field.is_required():
            (kind, _null) = written[name].pop("anyOf")
            written[name] |= kind
    return _body(model, means, written)


def _body(model: type[Body], means: dict[str, str], written: dict[str, Schema]) -> Schema:
    ignored = {
        name: ANYTHING | {"description": descriptions.IGNORED} for name in sorted(model.read_only)
    }
    described = {name: schema | {"description": means[name]} for name, schema in written.items()}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return {
        "type": "object",
        "description": (model.__doc__ or "").partition("\n")[0],
        **({"required": required} if required else {}),
        "properties": described | ignored,
        "additionalProperties": False,
    }
