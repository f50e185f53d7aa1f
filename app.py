"""MyTodoList: every route, in one place. Identify, parse, call, answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

from chalice.app import (
    Chalice,
    CloudWatchEvent,
    CognitoUserPoolAuthorizer,
    CORSConfig,
    Rate,
    Request,
    Response,
)

from chalicelib import __version__
from chalicelib.folder import prefix_of
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
    parse,
)
from chalicelib.model.ids import new_id
from chalicelib.opening import opened
from chalicelib.settings import described_by_chalice, settings, stage, user_pool_arn
from chalicelib.web import client_config, openapi
from chalicelib.web.answers import (
    KEEP_AND_ASK,
    View,
    accepted,
    answered,
    shown,
    shown_page,
    shown_record,
    shown_to_all,
    written,
)
from chalicelib.web.conditions import freshness_of, known_page, terms_of
from chalicelib.web.queries import (
    LIST_PARAMETERS,
    TODO_PARAMETERS,
    TRASH_PARAMETERS,
    list_query,
    todo_query,
    trash_query,
)
from chalicelib.web.requests import (
    MERGE_PATCH,
    claims_of,
    document_of,
    list_id_of,
    no_parameters,
    owner_of,
    parameters_of,
    todo_id_of,
)

if stage() == "local":
    # `chalice local` lets every request through (aws/chalice #1479): on a laptop our own
    # stand-in for API Gateway checks tokens. It is not in the package that goes to Lambda.
    from local.chalice_local import install

    install()
elif described_by_chalice():
    # `chalice deploy` and `chalice package` load the app to tell AWS of it: we add what Chalice
    # leaves out. Not in the package either.
    from deploy.api.chalice_hook import install as complete

    complete(stage())

app = Chalice(app_name="mytodolist")
app.api.cors = CORSConfig(
    allow_headers=["Cache-Control", "Idempotency-Key", "If-Match", "If-None-Match", "Revision"],
    expose_headers=["ETag", "Link", "Location", "Revision", "Retry-After"],
    max_age=7200,
)
signed_in = CognitoUserPoolAuthorizer("Pool", provider_arns=[user_pool_arn()])
any_body = ["*/*"]
"""Media types are checked by ``document_of``, which answers with problem details."""
JOBS_WITHIN_S = 45
"""How long a run begins steps. Lambda ends it after 60 (``lambda_timeout``), done or not."""


def private(path: str, method: str) -> Callable[[View], View]:
    """Make a view the route for a path and a method, open to who is signed in."""
    route = app.route(path, methods=[method], authorizer=signed_in, content_types=any_body)
    return lambda view: cast("View", route(answered(view)))


def public(path: str) -> Callable[[View], View]:
    """Make a view the route for reading a path, open to everybody."""
    route = app.route(path, methods=["GET"], content_types=any_body)
    return lambda view: cast("View", route(answered(view)))


def current() -> Request:
    """Return the request that is being answered."""
    assert app.current_request is not None  # noqa: S101 - Chalice sets it before each view
    return app.current_request


@private("/todos", "GET")
def list_todos() -> Response:
    """Show a page of one view of the caller's to-dos."""
    request = current()
    owner = owner_of(request)
    query = todo_query(owner, parameters_of(request, TODO_PARAMETERS))
    has, accepts = known_page(request, query), freshness_of(request)
    return shown_page(owner, query, opened().todos.page(owner, query, has, accepts))


@private("/todos", "POST")
def create_todo() -> Response:
    """Make a to-do, under an id of the client's own if it brings one."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    no_parameters(request)
    draft = parse(NewTodo, document_of(request))
    terms = terms_of(request, now, "create", draft)
    return written(request, opened().todos.create(owner, draft.id or new_id(now), draft, terms))


@private("/todos/{todo_id}", "GET")
def show_todo(todo_id: str) -> Response:
    """Show one to-do, whole."""
    request = current()
    owner = owner_of(request)
    no_parameters(request)
    own_id, accepts = todo_id_of(todo_id), freshness_of(request)
    return shown_record(request, opened().todos.get(owner, own_id, accepts))


@private("/todos/{todo_id}", "PUT")
def put_todo(todo_id: str) -> Response:
    """Put a whole to-do under this id, new or in the place of the one that is there."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    draft = parse(TodoDraft, document_of(request))
    terms = terms_of(request, now, f"put {own_id}", draft)
    return written(request, opened().todos.put(owner, own_id, draft, terms))


@private("/todos/{todo_id}", "PATCH")
def patch_todo(todo_id: str) -> Response:
    """Change some fields of a to-do."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    patch = parse(TodoPatch, document_of(request, MERGE_PATCH))
    terms = terms_of(request, now, f"patch {own_id}", patch)
    return written(request, opened().todos.patch(owner, own_id, patch, terms))


@private("/todos/{todo_id}", "DELETE")
def delete_todo(todo_id: str) -> Response:
    """Delete a to-do and its subtasks: they go to the trash, and leave tombstones."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    terms = terms_of(request, now, f"delete {own_id}")
    return written(request, opened().todos.delete(owner, own_id, terms))


@private("/todos/{todo_id}/move", "POST")
def move_todo(todo_id: str) -> Response:
    """Move a to-do to a place in its list, or in another one."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    move = parse(TodoMove, document_of(request))
    terms = terms_of(request, now, f"move {own_id}", move)
    return written(request, opened().todos.move(owner, own_id, move, terms))


@private("/lists", "GET")
def list_lists() -> Response:
    """Show a page of the caller's lists, in their order."""
    request = current()
    owner = owner_of(request)
    query = list_query(owner, parameters_of(request, LIST_PARAMETERS))
    has, accepts = known_page(request, query), freshness_of(request)
    return shown_page(owner, query, opened().lists.page(owner, query, has, accepts))


@private("/lists", "POST")
def create_list() -> Response:
    """Make a list, under an id of the client's own if it brings one."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    no_parameters(request)
    draft = parse(NewList, document_of(request))
    terms = terms_of(request, now, "create list", draft)
    return written(request, opened().lists.create(owner, draft.id or new_id(now), draft, terms))


@private("/lists/{list_id}", "GET")
def show_list(list_id: str) -> Response:
    """Show one list, or the inbox."""
    request = current()
    owner = owner_of(request)
    no_parameters(request)
    own_id, accepts = list_id_of(list_id), freshness_of(request)
    return shown_record(request, opened().lists.get(owner, own_id, accepts))


@private("/lists/{list_id}", "PUT")
def put_list(list_id: str) -> Response:
    """Put a whole list under this id, new or in the place of the one that is there."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), list_id_of(list_id)
    no_parameters(request)
    draft = parse(ListDraft, document_of(request))
    terms = terms_of(request, now, f"put list {own_id}", draft)
    return written(request, opened().lists.put(owner, own_id, draft, terms))


@private("/lists/{list_id}", "PATCH")
def patch_list(list_id: str) -> Response:
    """Change some fields of a list."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), list_id_of(list_id)
    no_parameters(request)
    patch = parse(ListPatch, document_of(request, MERGE_PATCH))
    terms = terms_of(request, now, f"patch list {own_id}", patch)
    return written(request, opened().lists.patch(owner, own_id, patch, terms))


@private("/lists/{list_id}", "DELETE")
def delete_list(list_id: str) -> Response:
    """Delete a list at once, and what is in it soon after."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), list_id_of(list_id)
    no_parameters(request)
    terms = terms_of(request, now, f"delete list {own_id}")
    return written(request, opened().lists.delete(owner, own_id, terms))


@private("/lists/{list_id}/move", "POST")
def move_list(list_id: str) -> Response:
    """Move a list to a place among the others."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), list_id_of(list_id)
    no_parameters(request)
    move = parse(Move, document_of(request))
    terms = terms_of(request, now, f"move list {own_id}", move)
    return written(request, opened().lists.move(owner, own_id, move, terms))


@private("/labels/rename", "POST")
def rename_label() -> Response:
    """Have a label renamed on all to-dos, in the background."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    no_parameters(request)
    rename = parse(LabelRename, document_of(request))
    terms = terms_of(request, now, "rename label", rename)
    return accepted(opened().todos.rename_label(owner, rename, terms))


@private("/trash", "GET")
def list_trash() -> Response:
    """Show a page of the to-dos that were deleted, the last one first."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    query = trash_query(owner, parameters_of(request, TRASH_PARAMETERS))
    has, accepts = known_page(request, query), freshness_of(request)
    return shown_page(owner, query, opened().todos.trash(owner, query, has, accepts, now))


@private("/trash", "DELETE")
def empty_trash() -> Response:
    """Empty the trash: nothing of it can be restored any more."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    no_parameters(request)
    terms = terms_of(request, now, "empty trash")
    return written(request, opened().todos.empty_trash(owner, terms))


@private("/trash/{todo_id}/restore", "POST")
def restore_todo(todo_id: str) -> Response:
    """Take a to-do out of the trash, with the subtasks that were deleted with it."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    terms = terms_of(request, now, f"restore {own_id}")
    return written(request, opened().todos.restore(owner, own_id, terms))


@private("/me", "GET")
def show_me() -> Response:
    """Show who the caller is, what there is and may be, and where the caller's files are."""
    request = current()
    owner, email = owner_of(request), claims_of(request).get("email")
    no_parameters(request)
    head, limits = opened().todos.head(owner), opened().todos.limits
    used = head.counts
    me = {
        "id": owner,
        "email": email,
        "usage": {"todos": used.todos, "lists": used.lists, "bytes": used.bytes},
        "quotas": {"todos": limits.todos, "lists": limits.lists, "bytes": limits.bytes},
        "jobs": used.jobs,
        "folder": {"bucket": settings().bucket, "prefix": prefix_of(owner)},
    }
    return shown(me, KEEP_AND_ASK | {"Revision": str(head.revision)})


@public("/health")
def show_health() -> Response:
    """Show that the service answers; the table is not asked, since anybody may call this."""
    no_parameters(current())
    return shown({"status": "ok", "version": __version__})


# API Gateway caches what these answer, for everybody: they read no parameters, not even to refuse.


@public("/config")
def show_config() -> Response:
    """Show what an app must know before anybody signs in."""
    return shown_to_all(current(), client_config.text())


@public("/openapi.json")
def show_openapi() -> Response:
    """Show the contract: this API in OpenAPI 3.1."""
    return shown_to_all(current(), openapi.text())


# What a request leaves to be done: a function of its own, which no request reaches.


@app.schedule(Rate(1, unit=Rate.MINUTES))
def run_jobs(event: CloudWatchEvent) -> dict[str, int]:  # noqa: ARG001 - each run is like the others
    """Work off what was left to be done in the background."""
    return {"steps": opened().jobs.work(within_s=JOBS_WITHIN_S)}
