"""Examples, made by the code that they are examples of."""

from typing import Any

from chalicelib import __version__, errors
from chalicelib.errors import FieldError
from chalicelib.folder import prefix_of
from chalicelib.model.drafts import NewTodo, TodoPatch, parse
from chalicelib.model.stamp import Stamp
from chalicelib.model.todo import drafted, patched
from chalicelib.settings import Settings
from chalicelib.store.records import record_item, todo_entry
from chalicelib.store.views import PageQuery
from chalicelib.web.client_config import told
from chalicelib.web.cursor import cursor
from chalicelib.web.etags import page_tag, record_tag, text_tag
from chalicelib.web.queries import next_link

OWNER = "20f35213-24c1-49b5-ade4-96153018bb6f"
ID = "01a20489-d870-759a-9e16-723318d18d86"
EPOCH = "1"
KEY = "6f1c9a52-0f5e-4a7e-9b1c-1d7d3a0f2e11"

DEPLOYED = Settings(
    table_name="todos",
    region="eu-central-1",
    user_pool_id="eu-central-1_Xm7pqL2aB",
    user_pool_client_id="4kq1s0vd8m5t2c9r7h3e6j0n1p",
    identity_pool_id="eu-central-1:0e9d5c1a-6f0b-4c55-9b0f-1f2c7f6a5d11",
    bucket="files",
    dax_endpoint=None,
    signing_key=b"an example",
    epoch=EPOCH,
    max_todos=100_000,
    max_lists=500,
    max_bytes=200_000_000,
    minimum_app_version="1.0.0",
)

NEW: dict[str, Any] = {
    "title": "Buy milk",
    "notes": "2 litres",
    "due": "2026-03-01T09:00:00",
    "due_zone": "Europe/Zurich",
    "priority": "high",
    "labels": ["home"],
}
WHOLE: dict[str, Any] = {"title": "Buy oat milk", "due": "2026-03-01"}
PATCH: dict[str, Any] = {"done": True, "due": None}

MADE = drafted(ID, parse(NewTodo, NEW), None, Stamp("2026-11-22T18:34:32Z", 1))
PATCHED = patched(parse(TodoPatch, PATCH), MADE, Stamp("2026-11-22T18:40:10Z", 2))

QUERY = PageQuery(view="agenda", limit=1)
CURSOR = cursor(b"an example", EPOCH, OWNER, QUERY.series(), f"{MADE.due}#{ID}")
LINK = next_link(QUERY, CURSOR)
PAGE_TAG = page_tag(EPOCH, OWNER, 2, QUERY)
TODO_TAG = record_tag(EPOCH, OWNER, MADE)
PUBLIC_TAG = text_tag("an example")


def todo() -> dict[str, Any]:
    """Return a whole to-do."""
    return _as_json(MADE.document())


def changed() -> dict[str, Any]:
    """Return it once it is done."""
    return _as_json(PATCHED.document())


def page() -> dict[str, Any]:
    """Return a page with a next one."""
    return {"items": [todo_entry(record_item(OWNER, MADE))], "next_cursor": CURSOR}


def me() -> dict[str, Any]:
    """Return what somebody is told of themselves."""
    return {
        "id": OWNER,
        "email": "anna@example.com",
        "usage": {"todos": 3, "lists": 1, "bytes": 45},
        "quotas": {"todos": 100_000, "lists": 500, "bytes": 200_000_000},
        "jobs": 0,
        "folder": {"bucket": "files", "prefix": prefix_of(OWNER)},
    }


def config() -> dict[str, Any]:
    """Return what apps are told of a deployment."""
    return told(DEPLOYED)


def limits() -> dict[str, Any]:
    """Return what they are told of its limits."""
    found: dict[str, Any] = config()["limits"]
    return found


def health() -> dict[str, Any]:
    """Return what a service in good health says."""
    return {"status": "ok", "version": __version__}


def problem(kind: type[errors.ApiError]) -> dict[str, object]:
    """Return a problem of this kind."""
    return _PROBLEMS[kind].problem()


def _as_json(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"labels": list(document["labels"])}


_UNREADABLE = FieldError("body", "is not JSON")
_PROBLEMS: dict[type[errors.ApiError], errors.ApiError] = {
    type(each): each
    for each in (
        errors.MalformedRequestError("The body can't be read.", errors=[_UNREADABLE]),
        errors.InvalidCursorError("Send next_cursor as it was given, with the same query."),
        errors.TokenMissingError("Send an id token."),
        errors.TokenInvalidError("Send the id token of a signed-in user."),
        errors.TokenExpiredError("Get a new id token with the refresh token."),
        errors.TokenRejectedError("Send a valid id token of a signed-in user."),
        errors.ForbiddenError("The request was refused before it reached the service."),
        errors.NoSuchTodoError(),
        errors.NoSuchRouteError("The API has nothing at this path."),
        errors.MethodNotAllowedError("The path has other methods: see Allow."),
        errors.IdTakenError("You have a to-do with this id already."),
        errors.TodoDeletedError("A to-do with this id was deleted; its id stays taken."),
        errors.AccountClosedError("Nothing can be written any more."),
        errors.EpochChangedError("The data was restored since this cursor was made: start again."),
        errors.PreconditionFailedError("If-Match names another version than the one here."),
        errors.BodyTooLargeError("Send at most 262144 bytes."),
        errors.UnsupportedMediaTypeError("Send application/json."),
        errors.InvalidInputError([FieldError("due_zone", "needs a due with a time of day")]),
        errors.IdempotencyKeyReusedError("Use a new key for each new request."),
        errors.QuotaExceededError("You may have 100000 to-dos."),
        errors.TooManyRequestsError("Try again after the stated seconds."),
        errors.InternalError(),
        errors.BusyError(),
        errors.OutcomeUnknownError(),
    )
}
