"""What is another's is like what never was: in any route's path, body, parameters and cursor."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.possessions import Possessions
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import (
    KINDS,
    PAGES,
    body_of,
    furnished,
    least_of,
    made,
    references,
    subject,
)

SECRET = "Nobody else may read this"  # noqa: S105 - a text, not a password
NAMING = [(route, field) for route in routes() if route.model for field in references(route.model)]
ASKED_FOR = [
    f"{route.path}?{query}" for route in routes() if route.is_page for query in PAGES[str(route)]
]
AGES: tuple[dict[str, str], ...] = ({}, {"Cache-Control": "max-stale=60"})
"""Answers may come from the table, or from a cache that both users have."""


@dataclass(frozen=True)
class Owner:
    """Somebody who has some of everything, and reads it, so that caches have it too."""

    user: User
    things: dict[str, str]
    """One of each kind, by its id."""
    cursors: dict[str, str]
    """One of each page, by the page."""


@pytest.fixture(scope="module")
def owner(stack: Stack) -> Owner:
    user = stack.user(f"owner-{uuid4()}")
    with user.client(stack.url) as client:
        things = furnished(client, SECRET)
        pages = {page: client.get(behind(page, things, limit="1")).json() for page in ASKED_FOR}
        for headers in AGES:
            client.get(f"/todos/{things['todos']}", headers=headers).raise_for_status()
            client.get(f"/lists/{things['lists']}", headers=headers).raise_for_status()
    return Owner(user, things, {page: read["next_cursor"] for page, read in pages.items()})


def behind(page: str, things: dict[str, str], **more: str) -> httpx.URL:
    """Return the address of a page, with somebody's things in it."""
    return httpx.URL(page.format(**things)).copy_merge_params(more)


@pytest.fixture(autouse=True)
def _nothing_of_the_owner_changes(stack: Stack, owner: Owner) -> Iterator[None]:
    possessions = Possessions(stack)
    before = possessions.of(owner.user)
    yield
    assert possessions.of(owner.user) == before


def as_sent(answer: httpx.Response) -> str:
    """Return all of an answer but its time, and the tag: that of a page tells what was asked."""
    headers = [each for each in answer.headers.multi_items() if each[0] not in {"date", "etag"}]
    return f"{answer.status_code} {headers} {answer.text}"


@pytest.mark.parametrize("headers", AGES, ids=["now", "stale"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("route", [each for each in routes() if each.has_id], ids=str)
def test_an_id_in_the_path(
    client: httpx.Client, owner: Owner, route: Route, kind: str, headers: dict[str, str]
) -> None:
    never, anothers = str(uuid4()), owner.things[kind]
    # PUT would make a thing of the caller's own; with If-Match it may only replace one.
    sent = headers | ({"If-Match": "*"} if route.method == "PUT" else {})
    nobodys, refused = (
        client.request(route.method, route.on(each), json=body_of(route), headers=sent)
        for each in (never, anothers)
    )
    assert refused.status_code == (412 if route.method == "PUT" else 404)
    if route.method != "PUT":
        assert refused.json()["type"].endswith(f":{KINDS[route.collection].missing}")
    assert as_sent(refused).replace(anothers, never) == as_sent(nobodys)


@pytest.mark.parametrize(("route", "field"), NAMING)
def test_an_id_in_a_body(client: httpx.Client, owner: Owner, route: Route, field: str) -> None:
    assert route.model
    path, never = subject(client, route), str(uuid4())
    for anothers in owner.things.values():
        nobodys, refused = (
            client.request(route.method, path, json=least_of(route.model) | {field: each})
            for each in (never, anothers)
        )
        assert refused.status_code == 409
        assert as_sent(refused).replace(anothers, never) == as_sent(nobodys)
        assert client.get("/me").json()["usage"]["todos"] <= 1


@pytest.mark.parametrize("page", ASKED_FOR)
def test_a_page_and_what_its_parameters_name(client: httpx.Client, owner: Owner, page: str) -> None:
    never = {kind: str(uuid4()) for kind in KINDS}
    for headers in AGES:
        nobodys, anothers = (
            client.get(behind(page, things), headers=headers) for things in (never, owner.things)
        )
        assert not anothers.is_server_error
        assert SECRET not in anothers.text
        assert anothers.is_error or anothers.json()["items"] == []
        assert as_sent(anothers) == as_sent(nobodys)


@pytest.mark.parametrize("page", ASKED_FOR)
def test_a_cursor(client: httpx.Client, owner: Owner, page: str) -> None:
    own = furnished(client)
    first = client.get(behind(page, own, limit="1")).json()
    assert SECRET not in str(first)
    assert first["next_cursor"], "the furniture is enough for two pages"
    for things in (own, owner.things):
        nobodys, anothers = (
            client.get(behind(page, things, cursor=cursor))
            for cursor in ("A" * 64, owner.cursors[page])
        )
        assert (anothers.status_code, kind_of(anothers)) == (400, "invalid-cursor")
        assert as_sent(anothers) == as_sent(nobodys)


def test_a_cursor_of_another_page_of_ones_own(stack: Stack, owner: Owner) -> None:
    with owner.user.client(stack.url) as client:
        for page in ASKED_FOR:
            for other in ASKED_FOR:
                cursor = owner.cursors[other]
                answer = client.get(behind(page, owner.things, cursor=cursor))
                assert answer.status_code == (200 if page == other else 400), (page, other)


def kind_of(answer: httpx.Response) -> str:
    problem: dict[str, Any] = answer.json()
    return str(problem["type"]).rpartition(":")[2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_id_of_anothers_thing_can_be_ones_own_too(
    client: httpx.Client, owner: Owner, kind: str
) -> None:
    anothers = owner.things[kind]
    KINDS[kind].make(client, anothers, "Own")
    shown = client.get("/lists" if kind == "lists" else "/trash" if kind == "trash" else "/todos")
    assert [each["id"] for each in shown.json()["items"]] == [anothers]
    assert SECRET not in shown.text


def test_a_label_of_anothers(client: httpx.Client) -> None:
    made(client, "todos")
    rename = {"label": "home", "name": "house"}
    assert client.post("/labels/rename", json=rename).status_code == 202
