"""What people do with lists, order, subtasks, series and the trash, in each place."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.e2e.test_api_journeys import is_a_problem
from tests.support.stack import Stack


@pytest.fixture
def client(place: Stack) -> Iterator[httpx.Client]:
    """Somebody who has just signed up."""
    with place.user(f"journey-{uuid4()}").client(place.url) as client:
        yield client


def made(client: httpx.Client, path: str, **fields: object) -> dict[str, Any]:
    answer = client.post(path, json=fields)
    assert answer.status_code == 201, answer.text
    thing: dict[str, Any] = answer.json()
    assert answer.headers["Location"].endswith(f"{path}/{thing['id']}")
    return thing


def texts(client: httpx.Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [item.get("title", item.get("name")) for item in answer.json()["items"]]


def test_a_list_is_filled_and_put_in_order(client: httpx.Client) -> None:
    home = made(client, "/lists", name="Home", colour="#1E90FF")
    assert home["colour"] == "#1e90ff"
    board = f"/todos?view=board&list={home['id']}"
    sweep, cook, rest = (
        made(client, "/todos", title=title, list=home["id"]) for title in ("Sweep", "Cook", "Rest")
    )
    assert texts(client, board) == ["Sweep", "Cook", "Rest"]
    for moved, where in (
        (rest, {"to": "first"}),
        (sweep, {"after": cook["id"]}),
        (cook, {"before": rest["id"]}),
    ):
        assert client.post(f"/todos/{moved['id']}/move", json=where).status_code == 200
    assert texts(client, board) == ["Cook", "Rest", "Sweep"]
    assert client.post(f"/todos/{rest['id']}/move", json={"list": "inbox"}).is_success
    assert texts(client, board) == ["Cook", "Sweep"]
    assert texts(client, "/todos?view=board&list=inbox") == ["Rest"]
    beside = client.post(f"/todos/{cook['id']}/move", json={"after": rest["id"]})
    assert is_a_problem(beside, 409, "neighbour-gone")


def test_lists_have_an_order_and_can_be_put_away(client: httpx.Client) -> None:
    home, work = (made(client, "/lists", name=name) for name in ("Home", "Work"))
    assert client.post(f"/lists/{work['id']}/move", json={"before": home["id"]}).is_success
    assert texts(client, "/lists") == ["Work", "Home"]
    assert client.patch(f"/lists/{work['id']}", json={"archived": True}).json()["archived"]
    assert (texts(client, "/lists"), texts(client, "/lists?archived=true")) == (["Home"], ["Work"])
    assert client.get("/lists/inbox").json()["name"] == "Inbox"
    assert is_a_problem(client.delete("/lists/inbox"), 409, "inbox-fixed")


def test_subtasks_go_with_their_parent(client: httpx.Client) -> None:
    shopping = made(client, "/lists", name="Shopping")
    party = made(client, "/todos", title="Party", list=shopping["id"])
    for title in ("Cake", "Candles"):
        subtask = made(client, "/todos", title=title, parent=party["id"])
        assert subtask["list"] == shopping["id"]
    path, inside = f"/todos/{party['id']}", f"/todos?view=subtasks&parent={party['id']}"
    assert client.get(path).json()["subtasks"] == 2
    assert client.post(f"{path}/move", json={"list": "inbox"}).is_success
    items = client.get(inside).json()["items"]
    assert [(item["title"], item["list"]) for item in items] == [
        ("Cake", "inbox"),
        ("Candles", "inbox"),
    ]
    assert client.patch(path, json={"done": True}).is_success
    assert all(client.get(f"/todos/{item['id']}").json()["done"] for item in items)
    deeper = client.post("/todos", json={"title": "Wax", "parent": items[0]["id"]})
    assert is_a_problem(deeper, 409, "parent-unfit")


def test_what_recurs_comes_again_once(client: httpx.Client) -> None:
    plants = made(
        client,
        "/todos",
        title="Water the plants",
        due="2026-03-28T09:00:00",
        due_zone="Europe/Zurich",
        recurrence="FREQ=DAILY",
        reminders=["-PT30M"],
    )
    path = f"/todos/{plants['id']}"
    for _ in "12":
        client.patch(path, json={"done": True}).raise_for_status()
        client.patch(path, json={"done": False}).raise_for_status()
    client.patch(path, json={"done": True}).raise_for_status()
    (again,) = client.get("/todos?view=agenda").json()["items"]
    assert again["id"] != plants["id"]
    assert again["series"] == plants["series"]
    assert (again["due"], again["due_at"]) == ("2026-03-29T09:00:00", "2026-03-29T07:00:00Z")
    assert again["reminders"] == ["-PT30M"]


def test_what_was_deleted_by_mistake_comes_back(client: httpx.Client) -> None:
    party = made(client, "/todos", title="Party", notes="at nine")
    cake = made(client, "/todos", title="Cake", parent=party["id"])
    path = f"/todos/{party['id']}"
    assert client.delete(path).status_code == 204
    assert sorted(texts(client, "/trash")) == ["Cake", "Party"]
    assert texts(client, "/todos") == []
    restored = client.post(f"/trash/{party['id']}/restore")
    assert restored.json()["notes"] == "at nine"
    assert client.get(f"/todos/{cake['id']}").json()["parent"] == party["id"]
    assert texts(client, "/trash") == []
    client.delete(path).raise_for_status()
    assert client.delete("/trash").status_code == 204
    assert texts(client, "/trash") == []
    late = client.post(f"/trash/{party['id']}/restore")
    assert is_a_problem(late, 404, "no-such-todo")


def test_a_list_is_gone_at_once_and_what_was_in_it_soon(client: httpx.Client) -> None:
    home = made(client, "/lists", name="Home")
    inside = made(client, "/todos", title="Sweep", list=home["id"])
    path = f"/lists/{home['id']}"
    assert client.delete(path).status_code == 204
    for gone in (path, f"/todos?view=board&list={home['id']}"):
        assert is_a_problem(client.get(gone), 404, "no-such-list")
    assert texts(client, "/lists") == []
    assert client.get(f"/todos/{inside['id']}").status_code in {200, 404}
    into = client.post("/todos", json={"title": "Late", "list": home["id"]})
    assert is_a_problem(into, 409, "list-gone")
    assert is_a_problem(client.put(path, json={"name": "Back?"}), 409, "list-deleted")


def test_a_label_gets_another_name(client: httpx.Client) -> None:
    todo = made(client, "/todos", title="Sweep", labels=["home"])
    answer = client.post("/labels/rename", json={"label": "home", "name": "house"})
    assert (answer.status_code, answer.content) == (202, b"")
    assert int(answer.headers["Revision"]) > todo["revision"]
    assert client.get(f"/todos/{todo['id']}").json()["labels"] in (["home"], ["house"])
