"""What apps do with the API, the same on the local stack and through API Gateway and Lambda."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from botocore.exceptions import ClientError

from chalicelib.errors import MEDIA_TYPE, TYPE_PREFIX
from tests.contract.document import FILE
from tests.support.clients import a_client
from tests.support.folders import Folder
from tests.support.stack import Stack, User
from tests.support.tokens import bad_tokens

MILK = {
    "title": "Buy milk, 2 l 🥛",
    "notes": "semi-skimmed",
    "due": "2026-03-01T09:00:00",
    "due_zone": "Europe/Zurich",
    "priority": "high",
    "labels": ["home"],
}


def is_a_problem(answer: httpx.Response, status: int, *slugs: str) -> bool:
    """Tell whether an answer is this problem, as a browser's script can read it."""
    problem = answer.json()
    return (
        (answer.status_code, problem["status"]) == (status, status)
        and answer.headers["Content-Type"] == MEDIA_TYPE
        and problem["type"].removeprefix(TYPE_PREFIX) in slugs
        and bool(problem["title"] and problem["detail"])
        and answer.headers["Access-Control-Allow-Origin"] == "*"
        and "ETag" in answer.headers["Access-Control-Expose-Headers"]
        and answer.headers["Cache-Control"] == "no-store"
    )


def test_an_app_that_knows_the_address_learns_the_rest(place: Stack) -> None:
    with a_client(place.url) as client:
        answer = client.get("/config")
        again = client.get("/config", headers={"If-None-Match": answer.headers["ETag"]})
    told = answer.json()
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert again.status_code == 304
    demo = place.demo
    assert (told["user_pool_id"], told["user_pool_client_id"], told["identity_pool_id"]) == (
        demo.user_pool_id,
        demo.user_pool_client_id,
        demo.identity_pool_id,
    )
    assert (told["region"], told["bucket"]) == (demo.region, demo.bucket)
    assert told["limits"]["page"] == 100


def test_a_todo_is_made_read_changed_and_deleted(place: Stack, carla: User) -> None:
    with carla.client(place.url) as client:
        made = client.post("/todos", json=MILK)
        assert made.status_code == 201
        todo_id, first = made.json()["id"], made.headers["ETag"]
        assert made.headers["Location"].endswith(f"/todos/{todo_id}")
        shown = client.get(f"/todos/{todo_id}")
        assert shown.json() | MILK == shown.json()
        assert shown.json()["due_at"] == "2026-03-01T08:00:00Z"
        unchanged = client.get(f"/todos/{todo_id}", headers={"If-None-Match": first})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        done = client.patch(
            f"/todos/{todo_id}",
            json={"done": True},
            headers={"If-Match": first, "Content-Type": "application/merge-patch+json"},
        )
        assert done.json()["done"] is True
        late = client.patch(f"/todos/{todo_id}", json={"done": False}, headers={"If-Match": first})
        assert is_a_problem(late, 412, "precondition-failed")
        assert client.delete(f"/todos/{todo_id}").status_code == 204
        assert is_a_problem(client.get(f"/todos/{todo_id}"), 404, "no-such-todo")
        again = client.put(f"/todos/{todo_id}", json={"title": "Back?"})
        assert is_a_problem(again, 409, "todo-deleted")


def test_pages_show_each_todo_once(place: Stack) -> None:
    user = place.user(f"pages-{uuid4()}")
    with user.client(place.url) as client:
        made = {client.post("/todos", json={"title": f"{n}"}).json()["id"] for n in range(12)}
        seen: list[str] = []
        path = "/todos?limit=5"
        while path:
            page = client.get(path)
            seen += [item["id"] for item in page.json()["items"]]
            path = f"/todos{page.links['next']['url']}" if "next" in page.links else ""
    assert len(seen) == len(set(seen)) == 12
    assert set(seen) == made


def test_a_request_that_is_sent_twice_happens_once(place: Stack, carla: User) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    with carla.client(place.url) as client:
        first = client.post("/todos", json={"title": "Once"}, headers=key)
        second = client.post("/todos", json={"title": "Once"}, headers=key)
        other = client.post("/todos", json={"title": "Twice"}, headers=key)
    assert (second.status_code, second.json()) == (201, first.json())
    assert is_a_problem(other, 422, "idempotency-key-reused")


def test_users_never_meet(place: Stack, carla: User, dora: User) -> None:
    with carla.client(place.url) as hers, dora.client(place.url) as client:
        todo_id = hers.post("/todos", json={"title": "Carla's"}).json()["id"]
        assert is_a_problem(client.get(f"/todos/{todo_id}"), 404, "no-such-todo")
        assert is_a_problem(client.delete(f"/todos/{todo_id}"), 404, "no-such-todo")
        assert todo_id not in client.get("/todos?limit=100").text
        assert client.get("/me").json()["id"] == dora.owner
        assert hers.get("/me").json()["id"] == carla.owner
        assert hers.get(f"/todos/{todo_id}").json()["title"] == "Carla's"


def test_no_bad_token_opens_anything(place: Stack, carla: User) -> None:
    for name, token in bad_tokens(place, carla).items():
        with a_client(place.url, token) as client:
            for path in ("/todos", f"/todos/{uuid4()}", "/me"):
                answer = client.get(path)
                slugs = ("token-rejected", "token-missing", "token-invalid", "token-expired")
                assert is_a_problem(answer, 401, *slugs), (name, path)
                assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_may_stand_after_bearer(place: Stack, carla: User) -> None:
    with a_client(place.url, f"Bearer {carla.token}") as client:
        assert client.get("/me").json()["id"] == carla.owner


@pytest.mark.parametrize("path", ["/nothing", "/", "/todos/a/b", "/TODOS", "/config/x"])
def test_an_unknown_path_is_a_404_whoever_asks(place: Stack, carla: User, path: str) -> None:
    for token in (None, carla.token, f"Bearer {carla.token}", "letmein"):
        with a_client(place.url, token) as client:
            for method in ("GET", "POST", "DELETE"):
                assert is_a_problem(client.request(method, path), 404, "no-such-route")


def test_an_unknown_method_is_a_405_that_says_which_there_are(place: Stack) -> None:
    with a_client(place.url) as client:
        answer = client.put("/todos", json={})
        assert client.head("/todos").status_code == 405
    assert is_a_problem(answer, 405, "method-not-allowed")
    assert {each.strip() for each in answer.headers["Allow"].split(",")} == {
        *("GET", "POST", "OPTIONS")
    }


def test_a_browser_may_ask_first(place: Stack) -> None:
    wanted = {"Origin": "https://app.example", "Access-Control-Request-Method": "PATCH"}
    with a_client(place.url) as client:
        answer = client.options(f"/todos/{uuid4()}", headers=wanted)
    assert answer.status_code == 200
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert "If-Match" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        ({"content": b"{"}, 400, "malformed-request"),
        ({"content": b"[1]"}, 422, "invalid-input"),
        ({"json": {"title": "x", "colour": "red"}}, 422, "invalid-input"),
        ({"content": b"<a/>", "headers": {"Content-Type": "text/xml"}}, 415, None),
        ({"json": {"title": "x" * 300_000}}, 413, "body-too-large"),
    ],
)
def test_bad_input_is_told_in_the_same_words(
    place: Stack, carla: User, sent: dict[str, Any], status: int, slug: str | None
) -> None:
    request = {"headers": {"Content-Type": "application/json"}} | sent
    with carla.client(place.url) as client:
        answer = client.post("/todos", **request)
    assert is_a_problem(answer, status, slug or "unsupported-media-type")


def test_the_contract_is_served_as_it_is(place: Stack) -> None:
    with a_client(place.url) as client:
        assert client.get("/openapi.json").content == FILE.read_bytes()
        assert client.get("/health").json()["status"] == "ok"


def test_everybody_works_in_the_own_folder(place: Stack, carla: User, dora: User) -> None:
    mine, theirs = Folder(place.demo, carla), Folder(place.demo, dora)
    key = mine.key("a.txt")
    mine.s3.put_object(Bucket=mine.bucket, Key=key, Body=b"Carla's")
    assert mine.s3.get_object(Bucket=mine.bucket, Key=key)["Body"].read() == b"Carla's"
    with pytest.raises(ClientError, match="AccessDenied"):
        theirs.s3.get_object(Bucket=mine.bucket, Key=key)


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
