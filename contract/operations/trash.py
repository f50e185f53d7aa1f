"""Deleted to-dos, which can come back."""

from chalicelib import errors
from chalicelib.web.queries import TRASH_PARAMETERS
from contract import examples
from contract.operations.operation import CHEAPER, PAGED, Operation, done, in_json, pages
from contract.problems import WRITE

OPERATIONS = {
    "list_trash": Operation(
        name="listTrash",
        parameters=(*(f"Page.{name}" for name in TRASH_PARAMETERS), "If-None-Match", *CHEAPER),
        answers=pages("TrashPage", examples.page_of_trash()),
        problems=PAGED,
    ),
    "empty_trash": Operation(
        name="emptyTrash",
        parameters=("Idempotency-Key",),
        answers={204: done("It is empty, for ever.")},
        problems=(*WRITE, errors.TooMuchAtOnceError),
    ),
    "restore_todo": Operation(
        name="restoreTodo",
        parameters=("TodoId", "Idempotency-Key"),
        answers={
            200: in_json(
                "It is back.",
                "Todo",
                examples.todo(),
                *("ETag.todo", "Revision", "Cache-Control.none"),
            )
        },
        problems=(*WRITE, errors.NoSuchTodoError, errors.QuotaExceededError),
    ),
}
