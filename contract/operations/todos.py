"""To-dos, and the labels on them."""

from chalicelib import errors
from chalicelib.web.queries import TODO_PARAMETERS
from chalicelib.web.requests import JSON, MERGE_PATCH
from contract import examples
from contract.keywords import Schema
from contract.operations.operation import (
    CHEAPER,
    CONDITIONS,
    PAGED,
    PRIVATE,
    Operation,
    bare,
    body,
    done,
    in_json,
    pages,
)
from contract.problems import WITH_BODY, WRITE, Kind

_PLACED: tuple[Kind, ...] = (
    errors.ListGoneError,
    errors.ParentGoneError,
    errors.ParentUnfitError,
    errors.QuotaExceededError,
)
"""What a to-do can meet where its fields put it."""


def _todo(description: str, example: object, *carried: str) -> Schema:
    return in_json(description, "Todo", example, "ETag.todo", *carried)


_MADE = _todo("It is made.", examples.todo(), "Revision", "Cache-Control.none", "Location.todo")
_REPLACED = _todo("It is replaced.", examples.todo(), "Revision", "Cache-Control.none")
_CHANGED = _todo("It is changed.", examples.changed(), "Revision", "Cache-Control.none")
_MOVED = _todo("It is moved.", examples.todo(), "Revision", "Cache-Control.none")

OPERATIONS = {
    "list_todos": Operation(
        name="listTodos",
        parameters=(*(f"Page.{name}" for name in TODO_PARAMETERS), "If-None-Match", *CHEAPER),
        answers=pages("TodoPage", examples.page()),
        problems=(*PAGED, errors.NoSuchListError, errors.NoSuchTodoError),
    ),
    "create_todo": Operation(
        name="createTodo",
        parameters=("Idempotency-Key", "Content-Encoding"),
        body=body("NewTodo", JSON, examples.NEW),
        answers={201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            *_PLACED,
            errors.IdTakenError,
            errors.TodoDeletedError,
        ),
    ),
    "show_todo": Operation(
        name="getTodo",
        parameters=("TodoId", "If-None-Match", *CHEAPER),
        answers={
            200: _todo("The to-do.", examples.todo(), *PRIVATE),
            304: bare("It is still the version that you have.", "ETag.todo", *PRIVATE),
        },
        problems=(errors.NoSuchTodoError,),
    ),
    "put_todo": Operation(
        name="putTodo",
        parameters=("TodoId", *CONDITIONS, "Content-Encoding"),
        body=body("TodoDraft", JSON, examples.WHOLE),
        answers={200: _REPLACED, 201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            *_PLACED,
            errors.NoSuchTodoError,
            errors.TodoDeletedError,
        ),
    ),
    "patch_todo": Operation(
        name="patchTodo",
        parameters=("TodoId", *CONDITIONS, "Content-Encoding"),
        body=body("TodoPatch", MERGE_PATCH, examples.PATCH),
        answers={200: _CHANGED},
        problems=(*WRITE, *WITH_BODY, *_PLACED, errors.NoSuchTodoError),
    ),
    "delete_todo": Operation(
        name="deleteTodo",
        parameters=("TodoId", *CONDITIONS),
        answers={204: done("It is deleted.")},
        problems=(*WRITE, errors.NoSuchTodoError),
    ),
    "move_todo": Operation(
        name="moveTodo",
        parameters=("TodoId", *CONDITIONS, "Content-Encoding"),
        body=body("TodoMove", JSON, examples.TODO_MOVE),
        answers={200: _MOVED},
        problems=(
            *WRITE,
            *WITH_BODY,
            errors.NoSuchTodoError,
            errors.ListGoneError,
            errors.NeighbourGoneError,
            errors.TooMuchAtOnceError,
        ),
    ),
    "rename_label": Operation(
        name="renameLabel",
        parameters=("Idempotency-Key", "Content-Encoding"),
        body=body("LabelRename", JSON, examples.RENAME),
        answers={202: done("It is begun, and goes on in the background: see jobs of GET /me.")},
        problems=(*WRITE, *WITH_BODY, errors.TooMuchAtOnceError),
    ),
}
