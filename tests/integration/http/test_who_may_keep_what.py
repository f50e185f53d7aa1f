"""Every answer of every route says who may keep it: everybody, only its user, or nobody."""

import json
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from chalicelib.web import answers
from tests.support.clients import a_client
from tests.support.markdown import code, table
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import body_of, subject
from tests.unit.test_docs import API

PUBLIC = answers.KEEP_PUBLICLY["Cache-Control"]
PRIVATE = answers.KEEP_AND_ASK["Cache-Control"]
NOT = answers.KEEP_NOT["Cache-Control"]

WRONG: tuple[dict[str, str], ...] = (
    {"If-None-Match": "nonsense"},
    {"If-Match": "nonsense"},
    {"Revision": "many"},
    {"Idempotency-Key": "a b"},
    {"Content-Type": "text/plain"},
    {"Content-Encoding": "br"},
    {"Authorization": "nonsense"},
)


def heard(stack: Stack, user: User, route: Route) -> Iterator[httpx.Response]:
    """Have a route answer well and badly, to its user and to a stranger."""
    body = json.dumps(body_of(route)).encode() if route.has_body else None
    asked = [
        *(("", headers) for headers in ({}, {"If-None-Match": "*"}, {"If-Match": '"other"'})),
        *(("", headers) for headers in WRONG),
        *((query, {}) for query in ("?x=1", "?limit=1", "?cursor=x")),
    ]
    with user.client(stack.url) as client, a_client(stack.url) as stranger:
        for path in (subject(client, route), route.on("no-uuid")):
            for query, headers in asked:
                for each in (stranger, client):
                    yield each.request(route.method, path + query, headers=headers, content=body)
            for bad in (b"{", b"[]", b" " * 300_000):
                yield client.request(route.method, path, content=bad)
        yield client.request("TRACE", route.on(str(uuid4())))
        yield client.get(f"{route.on(str(uuid4()))}/nothing/here")


@pytest.mark.parametrize("route", routes(), ids=str)
def test_only_what_api_gateway_caches_may_be_kept_by_everybody(
    stack: Stack, anna: User, route: Route
) -> None:
    found = list(heard(stack, anna, route))
    for answer in found:
        sent = answer.headers.get_list("Cache-Control")
        told = (answer.request.method, str(answer.request.url), answer.status_code, sent)
        good = answer.is_success or answer.status_code == httpx.codes.NOT_MODIFIED
        may = {NOT}
        if good and answer.request.method == "GET":
            may = {PUBLIC} if route.is_cached else {PRIVATE, NOT}
        assert len(sent) == 1, told
        assert sent[0] in may, told
        if PRIVATE in sent:
            assert "Authorization" in answer.headers["Vary"], told
    assert any(answer.is_error for answer in found)
    assert any(answer.is_success for answer in found)


def test_the_page_says_the_same() -> None:
    told = {row["Who may keep it"]: row for row in table(API, "Answer", "`Cache-Control`")}
    assert {who: code(row["`Cache-Control`"]) for who, row in told.items()} == {
        "anybody, for an hour": [PUBLIC],
        "its user, who asks each time": [PRIVATE],
        "nobody": [NOT],
    }
    public = code(told["anybody, for an hour"]["Answer"])
    assert public == [str(route) for route in routes() if route.is_cached]
