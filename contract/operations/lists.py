"""Lists of to-dos."""

from chalicelib import errors
from chalicelib.web.queries import LIST_PARAMETERS
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

_THERE: tuple[Kind, ...] = (errors.NoSuchListError, errors.InboxFixedError)


def _list(description: str, *carried: str) -> Schema:
    return in_json(description, "List", examples.todo_list(), "ETag.list", *carried)


_MADE = _list("It is made.", "Revision", "Cache-Control.none", "Location.list")
_REPLACED = _list("It is replaced.", "Revision", "Cache-Control.none")
_CHANGED = _list("It is changed.", "Revision", "Cache-Control.none")
_MOVED = _list("It is moved.", "Revision", "Cache-Control.none")

OPERATIONS = {
    "list_lists": Operation(
        name="listLists",
        parameters=(*(f"Page.{name}" for name in LIST_PARAMETERS), "If-None-Match", *CHEAPER),
        answers=pages("ListPage", examples.page_of_lists()),
        problems=PAGED,
    ),
    "create_list": Operation(
        name="createList",
        parameters=("Idempotency-Key", "Content-Encoding"),
        body=body("NewList", JSON, examples.NEW_LIST),
        answers={201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            errors.IdTakenError,
            errors.ListDeletedError,
            errors.QuotaExceededError,
        ),
    ),
    "show_list": Operation(
        name="getList",
        parameters=("ListId", "If-None-Match", *CHEAPER),
        answers={
            200: _list("The list.", *PRIVATE),
            304: bare("It is still the version that you have.", "ETag.list", *PRIVATE),
        },
        problems=(errors.NoSuchListError,),
    ),
    "put_list": Operation(
        name="putList",
        parameters=("ListId", *CONDITIONS, "Content-Encoding"),
        body=body("ListDraft", JSON, examples.WHOLE_LIST),
        answers={200: _REPLACED, 201: _MADE},
        problems=(
            *WRITE,
            *WITH_BODY,
            *_THERE,
            errors.ListDeletedError,
            errors.QuotaExceededError,
        ),
    ),
    "patch_list": Operation(
        name="patchList",
        parameters=("ListId", *CONDITIONS, "Content-Encoding"),
        body=body("ListPatch", MERGE_PATCH, examples.LIST_PATCH),
        answers={200: _CHANGED},
        problems=(*WRITE, *WITH_BODY, *_THERE, errors.QuotaExceededError),
    ),
    "delete_list": Operation(
        name="deleteList",
        parameters=("ListId", *CONDITIONS),
        answers={204: done("It is deleted. What is in it follows in the background.")},
        problems=(*WRITE, *_THERE, errors.TooMuchAtOnceError),
    ),
    "move_list": Operation(
        name="moveList",
        parameters=("ListId", *CONDITIONS, "Content-Encoding"),
        body=body("Move", JSON, examples.MOVE),
        answers={200: _MOVED},
        problems=(
            *WRITE,
            *WITH_BODY,
            *_THERE,
            errors.NeighbourGoneError,
            errors.TooMuchAtOnceError,
        ),
    ),
}
