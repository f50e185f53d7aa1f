"""No input gets a 5xx, and what is refused says why: on every route, with everything hostile."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from chalicelib.web.strict_json import LONGEST_BODY_BYTES
from tests.integration.http import hostile
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User

WITH_BODY = [route for route in routes() if route.has_body]
WITH_ID = [route for route in routes() if route.has_id]
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def user(stack: Stack) -> User:
    return stack.user("hostile")


@pytest.fixture(scope="module")
def client(stack: Stack, user: User) -> Iterator[httpx.Client]:
    with user.client(stack.url) as client:
        yield client


@pytest.fixture(scope="module")
def todo_id(client: httpx.Client) -> str:
    return a_todo(client)


def a_todo(client: httpx.Client) -> str:
    todo_id: str = client.post("/todos", json={"title": "Untouched"}).json()["id"]
    return todo_id


def is_told_properly(answer: httpx.Response) -> bool:
    """Whether an answer is none of a failing server, and a refusal is problem details."""
    if answer.status_code < 400:
        return True
    problem = answer.json()
    return (
        answer.status_code < 500
        and answer.headers["Content-Type"] == "application/problem+json"
        and answer.headers["Access-Control-Allow-Origin"] == "*"
        and answer.headers["Cache-Control"] == "no-store"
        and problem["status"] == answer.status_code
        and problem.keys() <= {"type", "title", "status", "detail", "errors"}
        and "Traceback" not in answer.text
    )


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
@pytest.mark.parametrize("name", hostile.SYNTAX)
def test_a_body_that_cannot_be_read_is_a_400(
    client: httpx.Client, route: Route, name: str, todo_id: str
) -> None:
    body, field = hostile.SYNTAX[name]
    answer = client.request(route.method, route.on(todo_id), content=body, headers=JSON)
    assert is_told_properly(answer)
    assert (answer.status_code, hostile.fields_named(answer.json())) == (400, [field])


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
@pytest.mark.parametrize("name", hostile.MEANING)
def test_a_body_that_cannot_be_accepted_is_a_422_with_the_field(
    client: httpx.Client, route: Route, name: str, todo_id: str
) -> None:
    body, field = hostile.MEANING[name]
    answer = client.request(route.method, route.on(todo_id), content=body, headers=JSON)
    assert is_told_properly(answer)
    assert (answer.status_code, hostile.fields_named(answer.json())) == (422, [field])


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_a_body_that_is_too_long_is_a_413(client: httpx.Client, route: Route, todo_id: str) -> None:
    body = b'{"title": "' + b"x" * LONGEST_BODY_BYTES + b'"}'
    answer = client.request(route.method, route.on(todo_id), content=body, headers=JSON)
    assert is_told_properly(answer)
    assert answer.status_code == 413


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_another_media_type_is_a_415(client: httpx.Client, route: Route, todo_id: str) -> None:
    answer = client.request(
        route.method, route.on(todo_id), content=b"<a/>", headers={"Content-Type": "text/xml"}
    )
    assert is_told_properly(answer)
    assert answer.status_code == 415


@pytest.mark.parametrize("route", routes(), ids=str)
def test_no_body_fails_a_route(client: httpx.Client, route: Route) -> None:
    for body in hostile.ODD_BODIES:
        path = route.on(str(uuid4()))
        assert is_told_properly(client.request(route.method, path, content=body, headers=JSON))


@pytest.mark.parametrize("route", routes(), ids=str)
@pytest.mark.parametrize("name", hostile.HEADERS)
def test_no_header_fails_a_route(client: httpx.Client, route: Route, name: str) -> None:
    body = b'{"title": "Touched"}' if route.has_body else None
    answer = client.request(
        route.method, route.on(a_todo(client)), content=body, headers=JSON | hostile.HEADERS[name]
    )
    assert is_told_properly(answer)


@pytest.mark.parametrize("route", [each for each in routes() if not each.is_cached], ids=str)
@pytest.mark.parametrize("name", hostile.PARAMETERS)
def test_a_wrong_parameter_is_a_422_with_its_name(
    client: httpx.Client, route: Route, name: str, todo_id: str
) -> None:
    query, parameter = hostile.PARAMETERS[name]
    body = b'{"title": "Touched"}' if route.has_body else None
    answer = client.request(
        route.method, f"{route.on(todo_id)}?{query}", content=body, headers=JSON
    )
    assert is_told_properly(answer)
    assert answer.status_code == 422
    assert parameter in hostile.fields_named(answer.json())


@pytest.mark.parametrize("cursor", hostile.CURSORS)
def test_a_cursor_that_was_not_given_is_a_400(client: httpx.Client, cursor: str) -> None:
    answer = client.get(f"/todos?cursor={cursor}")
    assert is_told_properly(answer)
    assert (answer.status_code, hostile.fields_named(answer.json())) == (400, ["cursor"])


@pytest.mark.parametrize("route", WITH_ID, ids=str)
@pytest.mark.parametrize("todo_id", hostile.IDS)
def test_an_id_that_is_none_is_nobodys_todo(
    client: httpx.Client, route: Route, todo_id: str
) -> None:
    body = b'{"title": "Touched"}' if route.has_body else None
    answer = client.request(route.method, route.on(todo_id), content=body, headers=JSON)
    assert is_told_properly(answer)
    # What is no path of the API, as "/todos/.." is, does not reach a route.
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) in {
        (404, "no-such-todo"),
        (404, "no-such-route"),
        (400, "malformed-request"),
    }


@pytest.mark.parametrize("route", WITH_ID, ids=str)
def test_most_ids_that_are_none_reach_the_route(client: httpx.Client, route: Route) -> None:
    body = b'{"title": "Touched"}' if route.has_body else None
    kinds = [
        client.request(route.method, route.on(each), content=body, headers=JSON).json()["type"]
        for each in hostile.IDS
    ]
    assert sum(kind.endswith(":no-such-todo") for kind in kinds) >= len(hostile.IDS) - 4


def test_what_was_refused_changed_nothing(client: httpx.Client) -> None:
    path = f"/todos/{a_todo(client)}"
    before = client.get(path).json()
    for body in hostile.ODD_BODIES:
        assert client.patch(path, content=body, headers=JSON).status_code >= 400
        assert client.put(path, content=body, headers=JSON).status_code >= 400
    assert client.get(path).json() == before
