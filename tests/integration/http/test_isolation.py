"""Every route, asked by everybody: only the owner gets through, on either local server."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.support.clients import a_client
from tests.support.possessions import Possessions
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import body_of, made, subject
from tests.support.tokens import bad_tokens

SIGNED_IN = [route for route in routes() if route.needs_token]


@pytest.fixture(scope="module", params=["make run", "chalice local"])
def url(stack: Stack, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "make run":
        yield stack.url
    else:
        with stack.server() as chalice_local:
            yield chalice_local


@pytest.fixture(scope="module")
def refused(stack: Stack, anna: User) -> dict[str, str | None]:
    return bad_tokens(stack, anna)


@pytest.fixture(scope="module")
def possessions(stack: Stack) -> Possessions:
    return Possessions(stack)


def ask(url: str, route: Route, path: str, token: str | None) -> httpx.Response:
    """Ask for a route with a body that it accepts."""
    with a_client(url, token) as client:
        return client.request(route.method, path, json=body_of(route))


def a_todo(url: str, user: User) -> str:
    with user.client(url) as client:
        return made(client, "todos", "Anna's")


@pytest.mark.parametrize("route", SIGNED_IN, ids=str)
def test_no_bad_token_opens_a_route(
    url: str, route: Route, anna: User, refused: dict[str, str | None], possessions: Possessions
) -> None:
    with anna.client(url) as client:
        path = subject(client, route)
    before = possessions.of(anna)
    for name, token in refused.items():
        answer = ask(url, route, path, token)
        assert (name, answer.status_code) == (name, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.json()["type"].rpartition(":")[2] == kind_of_refusal(name)
    assert possessions.of(anna) == before


def kind_of_refusal(name: str) -> str:
    return {"no token": "token-missing", "expired": "token-expired"}.get(name, "token-invalid")


@pytest.mark.parametrize("route", SIGNED_IN, ids=str)
def test_each_route_is_open_to_the_owner_and_touches_nobody_else(
    url: str, route: Route, user: User, anna: User, possessions: Possessions
) -> None:
    with user.client(url) as client:
        path, before, others = subject(client, route), possessions.of(user), possessions.of(anna)
        assert client.request(route.method, path, json=body_of(route)).is_success
    assert (possessions.of(user) != before) == route.writes
    assert possessions.of(anna) == others


def test_the_same_id_is_a_todo_of_its_own_for_each_user(url: str, anna: User, ben: User) -> None:
    todo_id = a_todo(url, anna)
    with ben.client(url) as client:
        assert client.put(f"/todos/{todo_id}", json={"title": "Ben's"}).status_code == 201
        assert client.delete(f"/todos/{todo_id}").status_code == 204
    with anna.client(url) as client:
        assert client.get(f"/todos/{todo_id}").json()["title"] == "Anna's"


def test_lists_hold_only_the_callers_own(url: str, stack: Stack) -> None:
    carla, dora = stack.user(f"carla-{uuid4()}"), stack.user(f"dora-{uuid4()}")
    todo_id = a_todo(url, carla)
    for view in ("all", "agenda", "history"):
        with dora.client(url) as client:
            assert client.get("/todos", params={"view": view}).json()["items"] == []
    with carla.client(url) as client:
        assert [item["id"] for item in client.get("/todos").json()["items"]] == [todo_id]


def test_a_tag_of_one_user_says_nothing_to_another_on_the_same_device(
    url: str, stack: Stack
) -> None:
    users = [stack.user(f"shared-{uuid4()}") for _ in range(2)]
    ids = [a_todo(url, user) for user in users]
    with users[0].client(url) as client:
        tag = client.get(f"/todos/{ids[0]}").headers["ETag"]
    with users[1].client(url) as client:
        client.put(f"/todos/{ids[0]}", json={"title": "Another"})
        answer = client.get(f"/todos/{ids[0]}", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_chalice_local_is_as_strict_without_a_stage(stack: Stack, anna: User) -> None:
    chalice = str(Path(sys.executable).with_name("chalice"))
    with stack.server(chalice, "local", "--no-autoreload") as url:
        with a_client(url) as client:
            assert client.get("/todos").status_code == 401
        with anna.client(url) as client:
            assert client.get("/todos").status_code == 200


def test_health_needs_no_token(url: str) -> None:
    with a_client(url) as client:
        assert client.get("/health").json()["status"] == "ok"


def test_only_what_is_the_same_for_everybody_needs_no_token() -> None:
    public = ["GET /health", "GET /config", "GET /openapi.json"]
    assert [str(route) for route in routes() if not route.needs_token] == public
