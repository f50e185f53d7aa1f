"""What each route takes and answers; the routes themselves are those of ``app.py``."""

from dataclasses import dataclass

from chalicelib import errors
from chalicelib.web.queries import TODO_PARAMETERS
from chalicelib.web.requests import JSON, MERGE_PATCH
from contract import examples
from contract.headers import headers
from contract.keywords import Schema
from contract.problems import WITH_BODY, WRITE, Kind
from contract.schemas import ref

_CHEAPER = ("Cache-Control", "Revision")
_WRITTEN = ("If-Match", "If-None-Match", "Idempotency-Key")
_PRIVATE = ("Cache-Control.private", "Vary.private")
_PUBLIC = ("Cache-Control.public", "Vary.public")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One route, as its caller sees it."""

    name: str
    """The operation id, of which generators make the name of a function."""
    answers: dict[int, Schema]
    problems: tuple[Kind, ...] = ()
    """Those that not every route has."""
    parameters: tuple[str, ...] = ()
    """Names in ``contract.headers.parameters``."""
    body: Schema | None = None
    ignores_parameters: bool = False
    """Unknown ones are not refused: the answer is cached for everybody, whoever asks first."""


def _json(description: str, schema: str, example: object, *carried: str) -> Schema:
    content = {"application/json": {"schema": ref(schema), "example": example}}
    return {"description": description, "headers": headers(*carried), "content": content}


def _bare(description: str, *carried: str) -> Schema:
    return {"description": description, "headers": headers(*carried)}


def _todo(description: str, example: object, *carried: str) -> Schema:
    return _json(description, "Todo", example, "ETag.todo", *carried)


def _body(schema: str, media_types: tuple[str, ...], example: object) -> Schema:
    shown = {"schema": ref(schema), "example": example}
    return {"required": True, "content": dict.fromkeys(media_types, shown)}


_MADE = _todo("It is made.", examples.todo(), "Revision", "Cache-Control.none", "Location")
_REPLACED = _todo("It is replaced.", examples.todo(), "Revision", "Cache-Control.none")
_CHANGED = _todo("It is changed.", examples.changed(), "Revision", "Cache-Control.none")

OPERATIONS = {
    "list_todos": Operation(
        name="listTodos",
        parameters=(*(f"Page.{name}" for name in TODO_PARAMETERS), "If-None-Match", *_CHEAPER),
        answers={
            200: _json(
                "A page. It may hold fewer than limit: only next_cursor tells if there is more.",
                "TodoPage",
                examples.page(),
                *("ETag.page", "Revision", "Link", *_PRIVATE),
            ),
            304: _bare("The page is the one that you have.", "ETag.page", "Revision", *_PRIVATE),
        },
        problems=(errors.InvalidCursorError, errors.EpochChangedError),
    ),
    "create_todo": Operation(
        name="createTodo",
        parameters=("Idempotency-Key", "Content-Encoding"),
        body=_body("NewTodo", JSON, examples.NEW),
        answers={201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            errors.IdTakenError,
            errors.TodoDeletedError,
            errors.QuotaExceededError,
        ),
    ),
    "show_todo": Operation(
        name="getTodo",
        parameters=("TodoId", "If-None-Match", *_CHEAPER),
        answers={
            200: _todo("The to-do.", examples.todo(), *_PRIVATE),
            304: _bare("It is still the version that you have.", "ETag.todo", *_PRIVATE),
        },
        problems=(errors.NoSuchTodoError,),
    ),
    "put_todo": Operation(
        name="putTodo",
        parameters=("TodoId", *_WRITTEN, "Content-Encoding"),
        body=_body("TodoDraft", JSON, examples.WHOLE),
        answers={200: _REPLACED, 201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            errors.NoSuchTodoError,
            errors.TodoDeletedError,
            errors.QuotaExceededError,
        ),
    ),
    "patch_todo": Operation(
        name="patchTodo",
        parameters=("TodoId", *_WRITTEN, "Content-Encoding"),
        body=_body("TodoPatch", MERGE_PATCH, examples.PATCH),
        answers={200: _CHANGED},
        problems=(*WRITE, *WITH_BODY, errors.NoSuchTodoError, errors.QuotaExceededError),
    ),
    "delete_todo": Operation(
        name="deleteTodo",
        parameters=("TodoId", *_WRITTEN),
        answers={204: _bare("It is deleted.", "Revision", "Cache-Control.none")},
        problems=(*WRITE, errors.NoSuchTodoError),
    ),
    "show_me": Operation(
        name="getMe",
        answers={200: _json("You.", "Me", examples.me(), "Revision", *_PRIVATE)},
    ),
    "show_health": Operation(
        name="getHealth",
        answers={200: _json("It answers.", "Health", examples.health(), "Cache-Control.none")},
    ),
    "show_config": Operation(
        name="getConfig",
        parameters=("If-None-Match.public",),
        answers={
            200: _json(
                "Where to sign in, and what may be sent.",
                "Config",
                examples.config(),
                "ETag.public",
                *_PUBLIC,
            ),
            304: _bare("It is still the version that you have.", "ETag.public", *_PUBLIC),
        },
        ignores_parameters=True,
    ),
    "show_openapi": Operation(
        name="getOpenApi",
        parameters=("If-None-Match.public",),
        answers={
            200: {
                "description": "This document.",
                "headers": headers("ETag.public", *_PUBLIC),
                "content": {"application/json": {"schema": ref("OpenApi")}},
            },
            304: _bare("It is still the version that you have.", "ETag.public", *_PUBLIC),
        },
        ignores_parameters=True,
    ),
}
"""By the name of the view in ``app.py``."""
