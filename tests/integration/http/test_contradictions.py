"""What can't be, whoever asks for it: each is refused with the field that contradicts."""

from uuid import uuid4

import httpx
import pytest

from tests.integration.http.hostile import fields_named
from tests.support.routes import Route, routes
from tests.support.subjects import body_of, made

INBOX = [each for each in routes() if each.has_id and each.collection == "lists" and each.writes]


@pytest.mark.parametrize("route", INBOX, ids=str)
def test_the_inbox_stays_as_it_is(client: httpx.Client, route: Route) -> None:
    answer = client.request(route.method, route.on("inbox"), json=body_of(route))
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (409, "inbox-fixed")
    assert client.get("/me").headers["Revision"] == "0"


@pytest.mark.parametrize("kind", ["todos", "lists"])
def test_a_move_has_one_destination(client: httpx.Client, kind: str) -> None:
    moved, after, before = (made(client, kind) for _ in range(3))
    one = {"after": after, "before": before, "to": "first"}
    for missing in ("", *one):
        several = {name: value for name, value in one.items() if name != missing}
        answer = client.post(f"/{kind}/{moved}/move", json=several)
        assert (missing, answer.status_code) == (missing, 422)


@pytest.mark.parametrize("kind", ["todos", "lists"])
def test_nothing_goes_beside_itself(client: httpx.Client, kind: str) -> None:
    moved = made(client, kind)
    for place in ("after", "before"):
        answer = client.post(f"/{kind}/{moved}/move", json={place: moved.upper()})
        assert (answer.status_code, fields_named(answer.json())) == (422, [place])


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_nothing_is_its_own_parent(client: httpx.Client, method: str) -> None:
    its_id = made(client, "todos")
    answer = client.request(method, f"/todos/{its_id}", json={"title": "x", "parent": its_id})
    assert (answer.status_code, fields_named(answer.json())) == (422, ["parent"])
    brought = str(uuid4())
    answer = client.post("/todos", json={"title": "x", "id": brought, "parent": brought})
    assert (answer.status_code, fields_named(answer.json())) == (422, ["parent"])
