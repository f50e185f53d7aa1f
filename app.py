"""MyTodoList: every route, in one place. Identify, parse, call, answer."""

from datetime import UTC, datetime

from chalice.app import Chalice, CognitoUserPoolAuthorizer, CORSConfig, Request, Response

from chalicelib import __version__
from chalicelib.folder import prefix_of
from chalicelib.model.drafts import NewTodo, TodoDraft, TodoPatch, parse
from chalicelib.model.ids import new_id
from chalicelib.repository import todos
from chalicelib.settings import described_by_chalice, settings, stage, user_pool_arn
from chalicelib.web import client_config, openapi
from chalicelib.web.answers import (
    KEEP_AND_ASK,
    answered,
    shown,
    shown_page,
    shown_to_all,
    shown_todo,
    written,
)
from chalicelib.web.conditions import freshness_of, has_tag, terms_of
from chalicelib.web.etags import page_tag
from chalicelib.web.queries import PARAMETERS, page_query
from chalicelib.web.requests import (
    MERGE_PATCH,
    claims_of,
    document_of,
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


def current() -> Request:
    """Return the request that is being answered."""
    assert app.current_request is not None  # noqa: S101 - Chalice sets it before each view
    return app.current_request


@app.route("/todos", methods=["GET"], authorizer=signed_in, content_types=any_body)
@answered
def list_todos() -> Response:
    """Show a page of one view of the caller's to-dos."""
    request = current()
    owner = owner_of(request)
    query = page_query(owner, parameters_of(request, PARAMETERS))
    epoch = settings().epoch

    def has(revision: int) -> bool:
        return has_tag(request, page_tag(epoch, owner, revision, query))

    return shown_page(owner, query, todos().page(owner, query, has, freshness_of(request)))


@app.route("/todos", methods=["POST"], authorizer=signed_in, content_types=any_body)
@answered
def create_todo() -> Response:
    """Make a to-do, under an id of the client's own if it brings one."""
    request, now = current(), datetime.now(UTC)
    owner = owner_of(request)
    no_parameters(request)
    draft = parse(NewTodo, document_of(request))
    terms = terms_of(request, now, "create", draft)
    return written(request, todos().create(owner, draft.id or new_id(now), draft, terms))


@app.route("/todos/{todo_id}", methods=["GET"], authorizer=signed_in, content_types=any_body)
@answered
def show_todo(todo_id: str) -> Response:
    """Show one to-do, whole."""
    request = current()
    owner = owner_of(request)
    no_parameters(request)
    return shown_todo(request, todos().get(owner, todo_id_of(todo_id), freshness_of(request)))


@app.route("/todos/{todo_id}", methods=["PUT"], authorizer=signed_in, content_types=any_body)
@answered
def put_todo(todo_id: str) -> Response:
    """Put a whole to-do under this id, new or in the place of the one that is there."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    draft = parse(TodoDraft, document_of(request))
    terms = terms_of(request, now, f"put {own_id}", draft)
    return written(request, todos().put(owner, own_id, draft, terms))


@app.route("/todos/{todo_id}", methods=["PATCH"], authorizer=signed_in, content_types=any_body)
@answered
def patch_todo(todo_id: str) -> Response:
    """Change some fields of a to-do."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    patch = parse(TodoPatch, document_of(request, MERGE_PATCH))
    terms = terms_of(request, now, f"patch {own_id}", patch)
    return written(request, todos().patch(owner, own_id, patch, terms))


@app.route("/todos/{todo_id}", methods=["DELETE"], authorizer=signed_in, content_types=any_body)
@answered
def delete_todo(todo_id: str) -> Response:
    """Delete a to-do, leaving a tombstone."""
    request, now = current(), datetime.now(UTC)
    owner, own_id = owner_of(request), todo_id_of(todo_id)
    no_parameters(request)
    terms = terms_of(request, now, f"delete {own_id}")
    return written(request, todos().delete(owner, own_id, terms))


@app.route("/me", methods=["GET"], authorizer=signed_in, content_types=any_body)
@answered
def show_me() -> Response:
    """Show who the caller is, what there is and may be, and where the caller's files are."""
    request = current()
    owner, email = owner_of(request), claims_of(request).get("email")
    no_parameters(request)
    head, limits = todos().head(owner), todos().limits
    me = {
        "id": owner,
        "email": email,
        "usage": {"todos": head.todos, "bytes": head.bytes},
        "quotas": {"todos": limits.todos, "bytes": limits.bytes},
        "folder": {"bucket": settings().bucket, "prefix": prefix_of(owner)},
    }
    return shown(me, KEEP_AND_ASK | {"Revision": str(head.revision)})


@app.route("/health", methods=["GET"], content_types=any_body)
@answered
def show_health() -> Response:
    """Show that the service answers; the table is not asked, since anybody may call this."""
    no_parameters(current())
    return shown({"status": "ok", "version": __version__})


# API Gateway caches what these answer, for everybody: they read no parameters, not even to refuse.


@app.route("/config", methods=["GET"], content_types=any_body)
@answered
def show_config() -> Response:
    """Show what an app must know before anybody signs in."""
    return shown_to_all(current(), client_config.text())


@app.route("/openapi.json", methods=["GET"], content_types=any_body)
@answered
def show_openapi() -> Response:
    """Show the contract: this API in OpenAPI 3.1."""
    return shown_to_all(current(), openapi.text())
