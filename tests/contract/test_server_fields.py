"""Mass assignment: what the service writes, no client can write, whatever it sends."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from chalicelib.model.drafts import NewTodo, TodoDraft, TodoPatch
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User

MODELS: dict[str, type[NewTodo | TodoDraft | TodoPatch]] = {
    "POST": NewTodo,
    "PUT": TodoDraft,
    "PATCH": TodoPatch,
}
WRITING = [route for route in routes() if route.has_body]
WRONG: dict[str, list[object]] = {
    "id": ["01a20489-0000-7000-8000-000000000000", "x", 1],
    "due_at": ["1999-12-31T23:59:59Z", None],
    "has_notes": [False, "yes", 1],
    "created_at": ["1999-12-31T23:59:59Z", None],
    "updated_at": ["9998-12-31T23:59:59Z", None],
    "revision": [10**9, 0, -1, "2"],
}
"""Values that differ from those that the service writes."""

UNNAMED = ["owner", "sub", "epoch", "head_revision", "shown", "expires_at", "agenda_key", "closed"]
"""What is stored beside a to-do, and is in no answer."""

CASES = [
    pytest.param(route, name, value, id=f"{route} {name}={value!r}"[:60])
    for route in WRITING
    for name in sorted(MODELS[route.method].read_only)
    for value in WRONG[name]
]


def test_each_field_of_the_service_is_tried_on_each_route_that_writes() -> None:
    assert {route.method for route in WRITING} == set(MODELS)
    assert set().union(*(model.read_only for model in MODELS.values())) == set(WRONG)


@pytest.mark.parametrize(("route", "name", "value"), CASES)
def test_no_client_writes_what_the_service_writes(
    client: httpx.Client, route: Route, name: str, value: object
) -> None:
    before = client.get("/me").headers["Revision"]
    todo = written(client, route, {name: value})
    assert todo["revision"] == int(client.get("/me").headers["Revision"]) > int(before)
    assert todo["due_at"] == "2026-03-01T08:00:00Z"
    assert todo["notes"] == "2 litres"
    assert a_moment_ago(todo["created_at"])
    assert a_moment_ago(todo["updated_at"])
    assert todo.get(name) != value
    page = client.get("/todos", params={"view": "agenda", "limit": 100}).json()["items"]
    (entry,) = [each for each in page if each["id"] == todo["id"]]
    assert entry == {key: todo[key] for key in todo if key != "notes"} | {"has_notes": True}
    client.delete(f"/todos/{todo['id']}").raise_for_status()


def a_moment_ago(instant: str) -> bool:
    return abs(datetime.now(UTC) - datetime.fromisoformat(instant)) < timedelta(minutes=5)


def written(client: httpx.Client, route: Route, more: dict[str, Any]) -> dict[str, Any]:
    """Write a to-do with this in the body, and return it as it is read then."""
    body = {
        "title": "Buy milk",
        "notes": "2 litres",
        "due": "2026-03-01T09:00:00",
        "due_zone": "Europe/Zurich",
    }
    todo_id = str(uuid4())
    if route.method in {"PUT", "PATCH"}:
        client.put(f"/todos/{todo_id}", json=body).raise_for_status()
    answer = client.request(route.method, route.on(todo_id), json=body | more)
    answer.raise_for_status()
    answered = answer.json()
    shown: dict[str, Any] = client.get(f"/todos/{answered['id']}").json()
    assert shown == answered
    assert route.method == "POST" or shown["id"] == todo_id
    return shown


@pytest.mark.parametrize("route", WRITING, ids=str)
@pytest.mark.parametrize("name", UNNAMED)
def test_a_field_that_is_only_stored_is_refused_by_name(
    client: httpx.Client, route: Route, name: str
) -> None:
    answer = client.request(route.method, route.on(str(uuid4())), json={"title": "x", name: "y"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [name]


def test_the_id_of_a_new_todo_is_the_only_one_that_a_client_brings(
    client: httpx.Client, stack: Stack
) -> None:
    assert {model for model in MODELS.values() if "id" not in model.read_only} == {NewTodo}
    other: User = stack.user(f"other-{uuid4()}")
    todo_id = str(uuid4())
    client.post("/todos", json={"title": "x", "id": todo_id}).raise_for_status()
    with other.client(stack.url) as stranger:
        assert stranger.get(f"/todos/{todo_id}").status_code == 404
