"""The HTTP contract as docs/api.md states it, against the running stack."""

import gzip
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.integration.http.settling import Settled
from tests.support.clients import a_client
from tests.support.stack import Stack, User


@pytest.fixture
def settled(stack: Stack, user: User) -> Settled:
    return Settled(stack, user)


def made(client: httpx.Client, **fields: object) -> dict[str, Any]:
    answer = client.post("/todos", json={"title": "Milk"} | fields)
    assert answer.status_code == 201, answer.text
    todo: dict[str, Any] = answer.json()
    return todo


def titles(answer: httpx.Response) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def test_the_lines_of_a_header_are_one_list(client: httpx.Client) -> None:
    path, both = f"/todos/{uuid4()}", [("If-None-Match", "*"), ("If-None-Match", '"another"')]
    client.put(path, json={"title": "A"})
    assert client.put(path, json={"title": "B"}, headers=both).status_code == 400
    either = [("If-Match", client.get(path).headers["ETag"]), ("If-Match", '"another"')]
    assert client.put(path, json={"title": "B"}, headers=either).status_code == 200
    two_keys = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    assert client.put(path, json={"title": "C"}, headers=two_keys).status_code == 400


def test_a_new_todo_has_every_field(client: httpx.Client) -> None:
    todo = made(client)
    assert todo | {"id": "", "rank": "", "created_at": "", "updated_at": ""} == {
        "id": "",
        "title": "Milk",
        "notes": "",
        "done": False,
        "done_at": None,
        "due": None,
        "due_zone": None,
        "due_at": None,
        "priority": "none",
        "labels": [],
        "list": "inbox",
        "rank": "",
        "parent": None,
        "subtasks": 0,
        "recurrence": None,
        "series": None,
        "occurrence": None,
        "reminders": [],
        "created_at": "",
        "updated_at": "",
        "revision": 1,
    }


def test_what_was_made_is_found_at_its_location(client: httpx.Client) -> None:
    answer = client.post("/todos", json={"title": "Milk"})
    assert client.get(answer.headers["Location"]).json() == answer.json()


def test_a_client_may_bring_its_own_id_in_capitals(client: httpx.Client) -> None:
    own = str(uuid4())
    assert made(client, id=own.upper())["id"] == own
    assert client.get(f"/todos/{own.upper()}").json()["id"] == own


def test_an_id_that_is_taken_is_a_409(client: httpx.Client) -> None:
    todo = made(client)
    again = client.post("/todos", json={"title": "Bread", "id": todo["id"]})
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "id-taken")


def test_put_makes_and_then_replaces(client: httpx.Client) -> None:
    path = f"/todos/{uuid4()}"
    first = client.put(path, json={"title": "Milk", "notes": "2 l"})
    second = client.put(path, json={"title": "Bread"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["Location"] == path
    assert "Location" not in second.headers
    assert (second.json()["title"], second.json()["notes"]) == ("Bread", "")
    assert second.json()["created_at"] == first.json()["created_at"]


def test_put_with_if_none_match_only_makes(client: httpx.Client) -> None:
    path, only_make = f"/todos/{uuid4()}", {"If-None-Match": "*"}
    assert client.put(path, json={"title": "A"}, headers=only_make).status_code == 201
    assert client.put(path, json={"title": "B"}, headers=only_make).status_code == 412
    assert client.get(path).json()["title"] == "A"


@pytest.mark.parametrize("media_type", ["application/merge-patch+json", "application/json"])
def test_patch_changes_what_it_names(client: httpx.Client, media_type: str) -> None:
    todo = made(client, notes="2 l", priority="high")
    answer = client.patch(
        f"/todos/{todo['id']}",
        content=b'{"title": "Bread", "priority": null}',
        headers={"Content-Type": media_type},
    )
    changed = answer.json()
    assert (changed["title"], changed["notes"], changed["priority"]) == ("Bread", "2 l", "none")


def test_a_body_that_was_read_can_be_patched_back(client: httpx.Client) -> None:
    todo = made(client, notes="2 l", due="2026-03-29T02:30:00", due_zone="Europe/Zurich")
    client.patch(f"/todos/{todo['id']}", json={"done": True})
    before = client.get(f"/todos/{todo['id']}").json()
    after = client.patch(f"/todos/{todo['id']}", json=before).json()
    changing = {"revision": 0, "updated_at": ""}
    assert after | changing == before | changing


def test_a_page_item_can_be_patched_back(client: httpx.Client) -> None:
    made(client, notes="2 l")
    (item,) = client.get("/todos").json()["items"]
    assert item["has_notes"]
    assert client.patch(f"/todos/{item['id']}", json=item).json()["notes"] == "2 l"


def test_a_deleted_id_is_gone_for_reading_and_taken_for_writing(client: httpx.Client) -> None:
    todo = made(client)
    path = f"/todos/{todo['id']}"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.patch(path, json={"title": "A"}).status_code == 404
    assert client.delete(path).status_code == 404
    for again in (
        client.put(path, json={"title": "A"}),
        client.post("/todos", json={"title": "A", "id": todo["id"]}),
    ):
        assert again.status_code == 409
        assert again.json()["type"].endswith(":todo-deleted")


def test_if_match_lets_only_the_first_of_two_writers_through(client: httpx.Client) -> None:
    path = f"/todos/{made(client)['id']}"
    seen = {"If-Match": client.get(path).headers["ETag"]}
    assert client.patch(path, json={"title": "A"}, headers=seen).status_code == 200
    for answer in (
        client.patch(path, json={"title": "B"}, headers=seen),
        client.put(path, json={"title": "B"}, headers=seen),
        client.delete(path, headers=seen),
    ):
        assert answer.status_code == 412
    assert client.get(path).json()["title"] == "A"


def test_the_tag_of_a_write_is_the_tag_of_what_is_then_read(client: httpx.Client) -> None:
    written = client.post("/todos", json={"title": "Milk"})
    read = client.get(written.headers["Location"])
    assert read.headers["ETag"] == written.headers["ETag"]
    assert not read.headers["ETag"].startswith("W/")


def test_a_todo_that_did_not_change_is_a_304(client: httpx.Client) -> None:
    path = f"/todos/{made(client)['id']}"
    read = client.get(path)
    again = client.get(path, headers={"If-None-Match": read.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == read.headers[name]


def test_a_page_is_offered_for_keeping_once_it_is_settled(
    client: httpx.Client, settled: Settled
) -> None:
    made(client)
    assert "ETag" not in client.get("/todos").headers
    settled.now()
    read = client.get("/todos")
    assert read.headers["ETag"].startswith('W/"')
    again = client.get("/todos", headers={"If-None-Match": read.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Revision", "Cache-Control", "Vary"):
        assert again.headers[name] == read.headers[name]


def test_a_write_ends_the_304_at_once(client: httpx.Client, settled: Settled) -> None:
    made(client)
    settled.now()
    tag = client.get("/todos").headers["ETag"]
    made(client, title="Bread")
    again = client.get("/todos", headers={"If-None-Match": tag})
    assert (again.status_code, titles(again)) == (200, ["Milk", "Bread"])


def test_the_tag_of_one_page_is_not_that_of_another(client: httpx.Client, settled: Settled) -> None:
    made(client)
    settled.now()
    tag = client.get("/todos").headers["ETag"]
    answer = client.get("/todos?view=agenda", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_a_reader_sees_each_write_at_once(client: httpx.Client) -> None:
    for number in range(5):
        todo = made(client, title=str(number))
        assert titles(client.get("/todos"))[-1] == str(number)
        assert client.get("/todos").headers["Revision"] == str(todo["revision"])


def test_views_show_what_is_open_by_due_date_and_what_is_done_newest_first(
    client: httpx.Client,
) -> None:
    made(client, title="undated")
    made(client, title="at nine", due="2026-03-01T09:00:00")
    made(client, title="that day", due="2026-03-01")
    made(client, title="before", due="2026-02-28T23:59:59")
    made(client, title="done first", done=True, done_at="2026-01-01T00:00:00Z")
    made(client, title="done last", done=True, done_at="2026-01-02T01:00:00+02:00")
    agenda = ["before", "that day", "at nine", "undated"]
    assert titles(client.get("/todos?view=agenda")) == agenda
    assert titles(client.get("/todos?view=history")) == ["done last", "done first"]
    assert len(titles(client.get("/todos?view=all"))) == 6
    day = "/todos?view=agenda&due_from=2026-03-01&due_to=2026-03-01"
    assert titles(client.get(day)) == ["that day", "at nine"]


def test_links_lead_through_every_page(client: httpx.Client) -> None:
    for number in range(7):
        made(client, title=str(number), due=f"2026-03-0{number + 1}")
    url, seen = "/todos?view=agenda&due_from=2026-03-02&limit=2", list[str]()
    while url:
        answer = client.get(url)
        seen += titles(answer)
        link = answer.links.get("next", {}).get("url", "")
        assert bool(link) == bool(answer.json()["next_cursor"])
        url = str(answer.url.join(link)) if link else ""
    assert seen == ["1", "2", "3", "4", "5", "6"]


def test_a_cursor_of_another_query_is_refused(client: httpx.Client) -> None:
    for _ in range(3):
        made(client)
    cursor = client.get("/todos?limit=1").json()["next_cursor"]
    assert client.get(f"/todos?limit=2&cursor={cursor}").status_code == 200
    assert client.get(f"/todos?view=agenda&cursor={cursor}").status_code == 400


def test_me_tells_who_asks_and_what_there_is(client: httpx.Client, user: User) -> None:
    todo = made(client)
    me = client.get("/me").json()
    assert (me["id"], me["email"]) == (user.owner, f"{user.name}@example.com")
    assert me["usage"]["todos"] == 1
    assert me["usage"]["bytes"] == len(todo["title"])
    assert me["quotas"].keys() == me["usage"].keys()


def test_me_tells_where_the_files_are(client: httpx.Client, stack: Stack, user: User) -> None:
    folder = {"bucket": stack.demo.bucket, "prefix": f"users/{user.owner}/"}
    assert client.get("/me").json()["folder"] == folder


def test_the_token_may_follow_bearer(stack: Stack, user: User) -> None:
    with a_client(stack.url, f"Bearer {user.token}") as client:
        assert client.get("/me").status_code == 200


def test_answers_to_scripts_of_any_origin_show_their_headers(client: httpx.Client) -> None:
    for answer in (client.get("/todos"), client.get("/todos/x"), client.get("/nowhere")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        exposed = answer.headers["Access-Control-Expose-Headers"].split(",")
        assert exposed == ["ETag", "Link", "Location", "Revision", "Retry-After"]


def test_a_preflight_allows_what_the_api_uses(stack: Stack) -> None:
    with a_client(stack.url) as browser:
        answer = browser.options("/todos/x")
    assert answer.is_success
    allowed = answer.headers["Access-Control-Allow-Headers"].split(",")
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(allowed)
    assert {"If-Match", "If-None-Match"} <= set(allowed)
    methods = answer.headers["Access-Control-Allow-Methods"].split(",")
    assert {"GET", "PUT", "PATCH", "DELETE"} <= set(methods)


def test_long_answers_are_compressed_for_who_wants_it(client: httpx.Client) -> None:
    path = f"/todos/{made(client, notes='milk ' * 1000)['id']}"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert "Content-Encoding" not in plain.headers
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(raw) < len(plain.content) / 5
    assert gzip.decompress(raw) == plain.content


def test_an_unknown_path_is_a_404_and_an_unknown_method_a_405(client: httpx.Client) -> None:
    assert client.get("/nowhere").json()["type"].endswith(":no-such-route")
    answer = client.request("PATCH", "/todos")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))
