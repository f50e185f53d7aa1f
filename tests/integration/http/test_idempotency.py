"""A request with an Idempotency-Key happens once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import body_of, least_of, subject

WRITING = [route for route in routes() if route.writes]
AT_ONCE = 8


def keyed() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def as_answered(answer: httpx.Response) -> tuple[int, Any, bytes]:
    headers = ("ETag", "Location", "Revision", "Content-Type", "Cache-Control")
    return answer.status_code, {name: answer.headers.get(name) for name in headers}, answer.content


def a_todo(client: httpx.Client) -> str:
    made = client.post("/todos", json={"title": "Once"})
    return f"/todos/{made.json()['id']}"


def test_a_replay_gives_the_first_answer_and_changes_nothing(client: httpx.Client) -> None:
    key = keyed()
    first, again = (client.post("/todos", json={"title": "Milk"}, headers=key) for _ in range(2))
    assert first.status_code == 201
    assert as_answered(again) == as_answered(first)
    assert client.get("/me").json()["usage"]["todos"] == 1
    assert client.get("/me").headers["Revision"] == "1"


def revision_of(client: httpx.Client) -> int:
    return int(client.get("/me").headers["Revision"])


@pytest.mark.parametrize("route", WRITING, ids=str)
def test_a_replay_of_any_write_gives_the_first_answer(client: httpx.Client, route: Route) -> None:
    path, key = subject(client, route), keyed()
    before = revision_of(client)
    first, again = (
        client.request(route.method, path, json=body_of(route), headers=key) for _ in range(2)
    )
    assert first.is_success
    assert as_answered(again) == as_answered(first)
    assert revision_of(client) == before + 1


@pytest.mark.parametrize("route", WRITING, ids=str)
def test_replays_of_any_write_at_once_are_one(
    stack: Stack, user: User, client: httpx.Client, route: Route
) -> None:
    path, key = subject(client, route), keyed()
    before = revision_of(client)

    def send(_: int) -> tuple[int, Any, bytes]:
        with user.client(stack.url) as own:
            return as_answered(own.request(route.method, path, json=body_of(route), headers=key))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(AT_ONCE)))
    assert answers[0][0] < 300
    assert answers == answers[:1] * AT_ONCE
    assert revision_of(client) == before + 1


@pytest.mark.parametrize("route", [each for each in WRITING if each.has_body], ids=str)
def test_another_body_under_the_key_of_any_write_is_refused(
    client: httpx.Client, route: Route
) -> None:
    assert route.model
    path, key = subject(client, route), keyed()
    client.request(route.method, path, json=body_of(route), headers=key).raise_for_status()
    before = revision_of(client)
    refused = client.request(route.method, path, json=least_of(route.model), headers=key)
    assert is_reuse(refused)
    assert revision_of(client) == before


@pytest.mark.parametrize("route", WRITING, ids=str)
def test_any_other_write_under_a_key_is_refused(client: httpx.Client, route: Route) -> None:
    path, key = subject(client, route), keyed()
    client.put(f"/todos/{uuid4()}", json={"title": "Once"}, headers=key).raise_for_status()
    assert is_reuse(client.request(route.method, path, json=body_of(route), headers=key))


def is_reuse(answer: httpx.Response) -> bool:
    slug = answer.json()["type"].rpartition(":")[2] if answer.is_error else None
    return (answer.status_code, slug) == (422, "idempotency-key-reused")


def test_a_replay_after_the_todo_was_changed_gives_the_first_answer(client: httpx.Client) -> None:
    path, key = a_todo(client), keyed()
    first = client.patch(path, json={"title": "First"}, headers=key)
    client.patch(path, json={"title": "Second"})
    assert as_answered(client.patch(path, json={"title": "First"}, headers=key)) == as_answered(
        first
    )
    assert client.get(path).json()["title"] == "Second"


def test_a_replay_after_the_todo_was_deleted_gives_the_first_answer(client: httpx.Client) -> None:
    key = keyed()
    first = client.post("/todos", json={"title": "Milk"}, headers=key)
    path = first.headers["Location"]
    client.delete(path)
    assert as_answered(client.post("/todos", json={"title": "Milk"}, headers=key)) == as_answered(
        first
    )
    assert client.get(path).status_code == 404


def test_a_replay_does_not_look_at_its_precondition_again(client: httpx.Client) -> None:
    path, key = a_todo(client), keyed()
    headers = key | {"If-Match": client.get(path).headers["ETag"]}
    first, again = (client.patch(path, json={"title": "B"}, headers=headers) for _ in range(2))
    assert first.status_code == 200
    assert as_answered(again) == as_answered(first)


@pytest.mark.parametrize(
    ("method", "body"), [("PATCH", {"title": "C"}), ("PUT", {"title": "B"}), ("DELETE", None)]
)
def test_the_key_of_another_request_is_refused(
    client: httpx.Client, method: str, body: dict[str, str] | None
) -> None:
    path, key = a_todo(client), keyed()
    client.patch(path, json={"title": "B"}, headers=key)
    refused = client.request(method, path, json=body, headers=key)
    assert refused.status_code == 422
    assert refused.json()["type"].endswith(":idempotency-key-reused")
    assert client.get(path).json()["title"] == "B"


def test_the_key_for_another_todo_is_refused(client: httpx.Client) -> None:
    key = keyed()
    assert client.patch(a_todo(client), json={"title": "B"}, headers=key).status_code == 200
    assert client.patch(a_todo(client), json={"title": "B"}, headers=key).status_code == 422


def test_spelling_the_same_body_differently_is_the_same_request(client: httpx.Client) -> None:
    key = keyed() | {"Content-Type": "application/json"}
    first = client.post("/todos", content=b'{"title": "A", "done": false}', headers=key)
    again = client.post("/todos", content=b'{"done":false,"title":"\\u0041"}', headers=key)
    assert as_answered(again) == as_answered(first)


def test_the_same_key_of_another_owner_is_another_request(
    stack: Stack, client: httpx.Client
) -> None:
    key = keyed()
    first = client.post("/todos", json={"title": "Milk"}, headers=key)
    with stack.user(f"other-{uuid4()}").client(stack.url) as other:
        second = other.post("/todos", json={"title": "Bread"}, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json()["title"] == "Bread"


def test_a_refusal_is_not_recorded(client: httpx.Client) -> None:
    path, key = a_todo(client), keyed()
    wrong = key | {"If-Match": '"another"'}
    assert client.patch(path, json={"title": "B"}, headers=wrong).status_code == 412
    assert client.patch(path, json={"title": "B"}, headers=key).status_code == 200
