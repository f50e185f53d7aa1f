"""Mass assignment: what the service writes, no client can write, whatever it sends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from chalicelib.model.drafts import Body, NewList, NewTodo
from tests.support.routes import Route, routes
from tests.support.stack import Stack
from tests.support.subjects import Document, body_of, subject

WRONG: dict[str, list[object]] = {
    "id": ["01a20489-0000-7000-8000-000000000000", "x", 1],
    "due_at": ["1999-12-31T23:59:59Z", None],
    "has_notes": [False, "yes", 1],
    "created_at": ["1999-12-31T23:59:59Z", None],
    "updated_at": ["9998-12-31T23:59:59Z", None],
    "revision": [10**9, 0, -1, "2"],
    "rank": ["0", "zzzzzzzz", "", 1],
    "subtasks": [7, -1, "2"],
    "series": ["01a20489-0000-7000-8000-000000000000", 1],
    "occurrence": ["1999-12-31", 1],
}
"""Values that differ from those that the service writes."""

UNNAMED = ["owner", "sub", "epoch", "head_revision", "shown", "expires_at", "agenda_key", "closed"]
"""What is stored beside a thing, and is in no answer of a write."""

OF_EACH_WRITE = {"id", "created_at", "updated_at", "revision", "rank"}
"""What differs between two things that are written in the same way."""

WRITING = [(route, route.model) for route in routes() if route.model]
MODELS = {model for _, model in WRITING}
CASES = [
    pytest.param(route, name, id=f"{route} {name}")
    for route, model in WRITING
    for name in sorted(model.read_only)
]


@pytest.fixture
def client(stack: Stack) -> Iterator[httpx.Client]:
    """Somebody who has nothing yet."""
    with stack.user(f"fields-{uuid4()}").client(stack.url) as client:
        yield client


def test_each_field_of_the_service_is_tried_on_each_route_that_ignores_it() -> None:
    assert set().union(*(model.read_only for model in MODELS)) == set(WRONG)


@pytest.mark.parametrize(("route", "name"), CASES)
def test_no_client_writes_what_the_service_writes(
    client: httpx.Client, route: Route, name: str
) -> None:
    expected = written(client, route, {})
    for value in WRONG[name]:
        thing = written(client, route, {name: value})
        assert thing["revision"] == int(client.get("/me").headers["Revision"])
        assert a_moment_ago(thing["created_at"])
        assert a_moment_ago(thing["updated_at"])
        assert thing["rank"] > expected["rank"]
        assert name not in thing or thing[name] != value
        assert but_its_own(thing) == but_its_own(expected)


def a_moment_ago(instant: str) -> bool:
    return abs(datetime.now(UTC) - datetime.fromisoformat(instant)) < timedelta(minutes=5)


def but_its_own(thing: Document) -> Document:
    return {name: value for name, value in thing.items() if name not in OF_EACH_WRITE}


def written(client: httpx.Client, route: Route, more: Document) -> Document:
    """Write a thing with this in the body, and return it as it is read then, and on pages."""
    path, body = subject(client, route), body_of(route)
    assert body
    answer = client.request(route.method, path, json=body | more)
    answer.raise_for_status()
    answered: Document = answer.json()
    assert not route.has_id or path.endswith(answered["id"])
    shown: Document = client.get(f"/{route.collection}/{answered['id']}").json()
    assert shown == answered
    entry = {name: value for name, value in shown.items() if name != "notes"}
    entry |= {"has_notes": bool(shown["notes"])} if "notes" in shown else {}
    assert entry in entries(client, f"/{route.collection}")
    return shown


def entries(client: httpx.Client, path: str) -> list[Document]:
    pages = [client.get(path)] + ([client.get(f"{path}?archived=true")] if "lists" in path else [])
    return [entry for page in pages for entry in page.json()["items"]]


@pytest.mark.parametrize(("route", "model"), WRITING, ids=str)
def test_a_field_that_the_service_keeps_to_itself_is_refused_by_name(
    client: httpx.Client, route: Route, model: type[Body]
) -> None:
    path, body = subject(client, route), body_of(route)
    before = client.get("/me").headers["Revision"]
    assert body
    for name in {*UNNAMED, *WRONG} - model.read_only - model.model_fields.keys():
        answer = client.request(route.method, path, json=body | {name: "y"})
        assert (name, answer.status_code) == (name, 422)
        assert [error["field"] for error in answer.json()["errors"]] == [name]
    assert client.get("/me").headers["Revision"] == before


@pytest.mark.parametrize("path", ["/todos", "/lists"])
def test_the_id_of_something_new_is_the_only_one_that_a_client_brings(
    client: httpx.Client, stack: Stack, path: str
) -> None:
    bringing = {model for model in MODELS if "id" in model.model_fields}
    assert bringing == {NewTodo, NewList}
    body: dict[str, Any] = {"title" if path == "/todos" else "name": "x", "id": str(uuid4())}
    client.post(path, json=body).raise_for_status()
    with stack.user(f"other-{uuid4()}").client(stack.url) as stranger:
        assert stranger.get(f"{path}/{body['id']}").status_code == 404
