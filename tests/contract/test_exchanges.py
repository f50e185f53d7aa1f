"""What the running stack sends has each header that the contract names, and no other."""

from collections.abc import Iterator
from typing import NamedTuple

import httpx
import pytest

from tests.contract.document import committed, operations, resolved

CONNECTION = {"date", "content-type", "content-length", "content-encoding", "connection"}
"""Not the API's: HTTP's own. CORS headers are on every answer, and tested with the gateway."""

HAS = {"If-None-Match": "*"}
"""The client has whatever there is."""


class Exchange(NamedTuple):
    """A route, and what it answered: a status, and the names of headers in lower case."""

    route: str
    status: str
    headers: frozenset[str]


def heard(route: str, answer: httpx.Response) -> Exchange:
    names = {name for name in answer.headers if not name.startswith("access-control-")}
    return Exchange(route, str(answer.status_code), frozenset(names - CONNECTION))


def exchanges(client: httpx.Client, stranger: httpx.Client) -> Iterator[Exchange]:
    """Have every route answer all that it can be brought to."""
    yield from _with_todos(client)
    yield from _with_lists(client)
    yield from _with_trash(client)
    for path in ("/me", "/health", "/config", "/openapi.json"):
        yield heard(f"GET {path}", client.get(path))
    for path in ("/config", "/openapi.json"):
        yield heard(f"GET {path}", client.get(path, headers=HAS))
    made = client.post("/todos", json={"title": "Buy bread"}).json()["id"]
    for route in operations(committed()):
        method, at = route.replace("{id}", made).split()
        yield heard(route, stranger.request(method, at))
        yield heard(route, client.request(method, f"{at}?unknown=1"))
        if method in {"POST", "PUT", "PATCH"}:
            for wrong in ({"Content-Type": "text/plain"}, {"If-Match": '"other"'}):
                sent = {"Content-Type": "application/json"} | wrong
                yield heard(
                    route, client.request(method, at, content='{"title":"x"}', headers=sent)
                )
            yield heard(route, client.request(method, at, content=b"{"))
            yield heard(route, client.request(method, at, content=b" " * 300_000))


def _with_todos(client: httpx.Client) -> Iterator[Exchange]:
    body = {"title": "Buy milk", "id": "01a20489-d870-759a-9e16-000000000001"}
    path, one = f"/todos/{body['id']}", "/todos/{id}"
    for route, answer in (
        (f"PUT {one}", client.put(path, json=body)),
        ("POST /todos", client.post("/todos", json={"title": "Buy bread"})),
        ("POST /todos", client.post("/todos", json=body)),
        (f"PUT {one}", client.put(path, json=body)),
        (f"POST {one}/move", client.post(f"{path}/move", json={"to": "first"})),
        (f"PATCH {one}", client.patch(path, json={"done": True})),
        (f"GET {one}", client.get(path)),
        (f"GET {one}", client.get(path, headers=HAS)),
        ("GET /todos", client.get("/todos?limit=1")),
        ("GET /todos", client.get("/todos", headers=HAS)),
        ("GET /todos", client.get("/todos?cursor=x")),
        ("POST /labels/rename", client.post("/labels/rename", json={"label": "a", "name": "b"})),
        (f"DELETE {one}", client.delete(path)),
        (f"GET {one}", client.get(path)),
    ):
        yield heard(route, answer)


def _with_lists(client: httpx.Client) -> Iterator[Exchange]:
    body = {"name": "Groceries", "id": "01a20489-d870-759a-9e16-000000000002"}
    path, one = f"/lists/{body['id']}", "/lists/{id}"
    for route, answer in (
        (f"PUT {one}", client.put(path, json=body)),
        ("POST /lists", client.post("/lists", json={"name": "Work"})),
        ("POST /lists", client.post("/lists", json=body)),
        (f"PUT {one}", client.put(path, json=body)),
        (f"POST {one}/move", client.post(f"{path}/move", json={"to": "first"})),
        (f"PATCH {one}", client.patch(path, json={"colour": "#1e90ff"})),
        (f"PATCH {one}", client.patch("/lists/inbox", json={"name": "Mine"})),
        (f"GET {one}", client.get(path)),
        (f"GET {one}", client.get(path, headers=HAS)),
        ("GET /lists", client.get("/lists?limit=1")),
        ("GET /lists", client.get("/lists", headers=HAS)),
        ("GET /lists", client.get("/lists?cursor=x")),
        (f"DELETE {one}", client.delete(path)),
        (f"GET {one}", client.get(path)),
        ("GET /todos", client.get(f"/todos?view=board&list={body['id']}")),
    ):
        yield heard(route, answer)


def _with_trash(client: httpx.Client) -> Iterator[Exchange]:
    path = f"/todos/{client.post('/todos', json={'title': 'Buy soap'}).json()['id']}"
    client.delete(path)
    restoring = path.replace("/todos/", "/trash/") + "/restore"
    for route, answer in (
        ("GET /trash", client.get("/trash?limit=1")),
        ("GET /trash", client.get("/trash", headers=HAS)),
        ("GET /trash", client.get("/trash?cursor=x")),
        ("POST /trash/{id}/restore", client.post(restoring)),
        ("POST /trash/{id}/restore", client.post(restoring)),
        ("DELETE /trash", client.delete("/trash")),
    ):
        yield heard(route, answer)


@pytest.fixture(scope="module")
def found(client: httpx.Client, stranger: httpx.Client) -> set[Exchange]:
    return set(exchanges(client, stranger))


def differs(exchange: Exchange) -> set[str]:
    """Name the headers that are in an answer or, as always there, in the contract: not in both."""
    document = committed()
    response = resolved(
        document, operations(document)[exchange.route]["responses"][exchange.status]
    )
    described = {
        name.lower(): resolved(document, header) for name, header in response["headers"].items()
    }
    always = {name for name, header in described.items() if header.get("required")}
    return {*(exchange.headers - set(described)), *(always - exchange.headers)}


def test_each_answer_has_the_headers_that_the_contract_names(found: set[Exchange]) -> None:
    assert [(exchange, differs(exchange)) for exchange in found if differs(exchange)] == []


def test_most_of_the_contract_was_heard(found: set[Exchange]) -> None:
    never_here = {"403", "410", "429", "500", "503"}
    heard_ = {(exchange.route, exchange.status) for exchange in found}
    silent = {
        (route, status)
        for route, operation in operations(committed()).items()
        for status in set(operation["responses"]) - never_here
    } - heard_
    assert {status for _, status in silent} <= {"400", "404", "409", "412"}


def test_a_header_that_the_contract_does_not_name_is_found(found: set[Exchange]) -> None:
    for exchange in found:
        more = exchange._replace(headers=exchange.headers | {"x-new"})
        assert differs(more) == {"x-new"}


def test_a_header_that_an_answer_lost_is_found(found: set[Exchange]) -> None:
    for exchange in found:
        for name in exchange.headers - {"etag", "link"}:
            assert differs(exchange._replace(headers=exchange.headers - {name})) == {name}
