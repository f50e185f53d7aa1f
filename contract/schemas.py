"""The bodies of requests and answers."""

from dataclasses import fields

from chalicelib import errors
from chalicelib.model.drafts import NewTodo, TodoDraft, TodoPatch
from chalicelib.model.todo import Todo
from contract import examples
from contract.descriptions import FIELDS, IGNORED
from contract.keywords import ANYTHING, INSTANT, NULL, UUID, Schema, fields_of, or_null

COUNT: Schema = {"type": "integer", "format": "int64", "minimum": 0}

_WRITTEN_HERE: dict[str, Schema] = {
    "id": UUID,
    "due_at": or_null(INSTANT),
    "has_notes": {"type": "boolean"},
    "created_at": INSTANT,
    "updated_at": INSTANT,
    "revision": COUNT | {"minimum": 1},
}
"""The fields of answers that no client writes. An id is one of them, also where one was brought."""

_AGREEMENTS: Schema = {
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
    "has_notes": {
        "anyOf": [
            {"properties": {"has_notes": {"not": {"const": True}}}},
            {"required": ["notes"]},
        ]
    },
}
"""What the fields of a whole to-do mean together: ``todo._settled`` and ``models.parse``."""


def schemas() -> dict[str, Schema]:
    """Return every body by its name."""
    return {
        "Todo": _answered(without={"has_notes"}),
        "TodoEntry": _answered(without={"notes"}),
        "TodoPage": _object(
            {
                "items": {"type": "array", "items": ref("TodoEntry")},
                "next_cursor": or_null({"type": "string"})
                | {"description": "Send it as cursor to read on; null at the end."},
            }
        ),
        "NewTodo": _body(NewTodo) | {"dependentSchemas": _AGREEMENTS},
        "TodoDraft": _body(TodoDraft) | {"dependentSchemas": _AGREEMENTS},
        "TodoPatch": _body(TodoPatch),
        **_about_the_caller(),
        **_about_the_deployment(),
        "Health": _object({"status": {"const": "ok"}, "version": {"type": "string"}}),
        "OpenApi": {
            "type": "object",
            "required": ["openapi", "info", "paths"],
            "properties": {"openapi": {"type": "string", "pattern": r"^3\.1\."}},
            "description": "This document.",
        },
        "FieldError": _object({"field": {"type": "string"}, "message": {"type": "string"}}),
    }


def ref(name: str) -> Schema:
    """Refer to a body by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Schema]) -> Schema:
    """Describe an object of an answer: all of it is there, and there may be more some day."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _about_the_caller() -> dict[str, Schema]:
    amounts = _object({"todos": COUNT, "bytes": COUNT})
    return {
        "Me": _object(
            {
                "id": UUID | {"description": "The token's sub."},
                "email": {"type": ["string", "null"]},
                "usage": ref("Amounts"),
                "quotas": ref("Amounts"),
                "folder": ref("Folder"),
            }
        ),
        "Amounts": amounts
        | {"description": "To-dos, and the bytes of their titles, notes and labels in UTF-8."},
        "Folder": _object({"bucket": {"type": "string"}, "prefix": {"type": "string"}})
        | {"description": "Where in S3 the user's own files are: docs/folder.md."},
    }


def _about_the_deployment() -> dict[str, Schema]:
    deployed = _object(
        {name: {"type": "string"} for name in examples.config() if name != "limits"}
        | {"limits": ref("Limits")}
    )
    limits = _object(dict.fromkeys(examples.limits(), COUNT))
    return {
        "Config": deployed | {"description": "What an app must know before anybody signs in."},
        "Limits": limits | {"description": "Characters, bytes and counts: docs/api.md, Limits."},
    }


def _answered(without: set[str]) -> Schema:
    """Describe a to-do as it is answered: the fields in the order in which it is written."""
    written = {name: _shown(schema) for name, schema in fields_of(TodoDraft).items()}
    names = [field.name for field in fields(Todo)]
    names.insert(names.index("revision"), "has_notes")
    return _object(
        {
            name: (written | _WRITTEN_HERE)[name] | {"description": FIELDS[name]}
            for name in names
            if name not in without
        }
    )


def _shown(schema: Schema) -> Schema:
    """Leave a default away: an answer has every field."""
    return {name: value for name, value in schema.items() if name != "default"}


def _body(model: type[TodoDraft | TodoPatch]) -> Schema:
    """Describe what may be sent: nothing that is not named, and some of it is ignored."""
    written = fields_of(model)
    if model is TodoPatch:
        written = {name: _patched(name, schema) for name, schema in written.items()}
    ignored = {name: ANYTHING | {"description": IGNORED} for name in sorted(model.read_only)}
    described = {name: schema | {"description": FIELDS[name]} for name, schema in written.items()}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return {
        "type": "object",
        "description": (model.__doc__ or "").partition("\n")[0],
        **({"required": required} if required else {}),
        "properties": described | ignored,
        "additionalProperties": False,
    }


def _patched(name: str, schema: Schema) -> Schema:
    """Say what ``null`` is in a patch: the field's default, so none where there is no default."""
    shown = _shown(schema)
    if TodoDraft.model_fields[name].is_required():
        (kind, _null) = shown.pop("anyOf")
        return {**shown, **kind}
    return shown


def problem_schema(kinds: list[type[errors.ApiError]] | None = None) -> Schema:
    """Describe problem details: of these kinds, which have one status, or of any."""
    known: Schema = {"type": "string", "format": "uri"}
    status: Schema = {"type": "integer", "minimum": 400, "maximum": 599}
    if kinds:
        known = {
            "type": "string",
            "enum": [errors.TYPE_PREFIX + kind.slug for kind in kinds],
            "x-enum-varnames": [kind.slug.replace("-", "_").upper() for kind in kinds],
        }
        status = {"type": "integer", "const": kinds[0].status.value}
    described = _object(
        {
            "type": known,
            "title": {"type": "string"},
            "status": status,
            "detail": {"type": "string"},
        }
    )
    listed = {"type": "array", "items": ref("FieldError"), "maxItems": errors.MOST_ERRORS}
    described["properties"]["errors"] = listed
    return described
