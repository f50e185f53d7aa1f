"""The bodies of requests and answers, by their names."""

from chalicelib import errors
from chalicelib.model.drafts import (
    LabelRename,
    ListDraft,
    ListPatch,
    Move,
    NewList,
    NewTodo,
    TodoDraft,
    TodoMove,
    TodoPatch,
)
from contract import descriptions, examples
from contract.bodies import AGREEMENTS, ONE_PLACE, draft, patch, todo, todo_list, trashed
from contract.keywords import COUNT, UUID, Schema, all_there, or_null


def schemas() -> dict[str, Schema]:
    """Return every body by its name."""
    return {
        **_of_todos(),
        **_of_lists(),
        "TrashEntry": trashed(),
        "TrashPage": _page("TrashEntry"),
        **_about_the_caller(),
        **_about_the_deployment(),
        "Health": all_there({"status": {"const": "ok"}, "version": {"type": "string"}}),
        "OpenApi": {
            "type": "object",
            "required": ["openapi", "info", "paths"],
            "properties": {"openapi": {"type": "string", "pattern": r"^3\.1\."}},
            "description": "This document.",
        },
        "FieldError": all_there({"field": {"type": "string"}, "message": {"type": "string"}}),
    }


def ref(name: str) -> Schema:
    """Refer to a body by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _of_todos() -> dict[str, Schema]:
    return {
        "Todo": todo(without="has_notes"),
        "TodoEntry": todo(without="notes"),
        "TodoPage": _page("TodoEntry"),
        "NewTodo": draft(NewTodo, descriptions.OF_TODO) | {"dependentSchemas": AGREEMENTS},
        "TodoDraft": draft(TodoDraft, descriptions.OF_TODO) | {"dependentSchemas": AGREEMENTS},
        "TodoPatch": patch(TodoPatch, TodoDraft, descriptions.OF_TODO),
        "TodoMove": draft(TodoMove, descriptions.MOVE) | {"dependentSchemas": ONE_PLACE},
        "LabelRename": draft(LabelRename, descriptions.RENAME),
    }


def _of_lists() -> dict[str, Schema]:
    return {
        "List": todo_list(),
        "ListPage": _page("List"),
        "NewList": draft(NewList, descriptions.OF_LIST),
        "ListDraft": draft(ListDraft, descriptions.OF_LIST),
        "ListPatch": patch(ListPatch, ListDraft, descriptions.OF_LIST),
        "Move": draft(Move, descriptions.MOVE) | {"dependentSchemas": ONE_PLACE},
    }


def _page(of: str) -> Schema:
    return all_there(
        {
            "items": {"type": "array", "items": ref(of)},
            "next_cursor": or_null({"type": "string"})
            | {"description": "Send it as cursor to read on; null at the end."},
        }
    )


def _about_the_caller() -> dict[str, Schema]:
    amounts = all_there({"todos": COUNT, "lists": COUNT, "bytes": COUNT})
    return {
        "Me": all_there(
            {
                "id": UUID | {"description": "The token's sub."},
                "email": {"type": ["string", "null"]},
                "usage": ref("Amounts"),
                "quotas": ref("Amounts"),
                "jobs": COUNT
                | {"description": "How much of what was asked for is still being done."},
                "folder": ref("Folder"),
            }
        ),
        "Amounts": amounts
        | {
            "description": "To-dos, lists, and the bytes of titles, notes, labels and names of "
            "lists in UTF-8."
        },
        "Folder": all_there({"bucket": {"type": "string"}, "prefix": {"type": "string"}})
        | {"description": "Where in S3 the user's own files are: docs/folder.md."},
    }


def _about_the_deployment() -> dict[str, Schema]:
    deployed = all_there(
        {name: {"type": "string"} for name in examples.config() if name != "limits"}
        | {"limits": ref("Limits")}
    )
    limits = all_there(dict.fromkeys(examples.limits(), COUNT))
    return {
        "Config": deployed | {"description": "What an app must know before anybody signs in."},
        "Limits": limits | {"description": "Characters, bytes and counts: docs/api.md, Limits."},
    }


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
    described = all_there(
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
