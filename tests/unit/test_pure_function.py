"""What API Gateway keeps for everybody depends on what is in its key, and on nothing else.

The function is asked itself, since a cache in front would hide it. An answer that some request can
change would be given to others for an hour (docs/decisions/0011-cached-answers-are-pure.md).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.web import client_config, openapi
from chalicelib.web.etags import text_tag
from local.events import Event, Match, event
from local.http_head import Head
from local.state import PROJECT
from templates.read import read
from tests.integration.http import hostile
from tests.support.function import function_answers
from tests.support.routes import Route, routes
from tests.unit.deployments import ENVIRONMENT, a_deployment

CACHED = [route for route in routes() if route.is_cached]

Key = tuple[tuple[str, str], ...]
"""The headers that are in a request's key."""

Answer = dict[str, Any]
"""What Lambda returns: JSON."""

CLAIMS = {"sub": "somebody", "email": "anna@example.com", "token_use": "id", "aud": "client"}

QUERIES = [
    *(query for query, _ in hostile.PARAMETERS.values()),
    *(f"cursor={cursor}" for cursor in hostile.CURSORS),
    *("view=all&limit=1&due_from=2026-03-01&due_to=2026-03-02&cursor=x", "unknown=1", "v=1&v=2"),
    *("%", "%zz", "a=%ff", "=", "&&&", "a" * 9000, "If-None-Match=*", "token=x", "__proto__=1"),
]

HEADERS: list[tuple[tuple[str, str], ...]] = [
    *(
        tuple((name.lower(), value) for name, value in sent.items())
        for sent in hostile.HEADERS.values()
        if "If-None-Match" not in sent  # that is in the key
    ),
    *((("authorization", token),) for token in ("", "x", "Bearer a.b.c", "Basic eDp5", "a.e30.")),
    *(
        (("cache-control", value),)
        for value in ("max-age=0", "no-cache", "no-store", "max-stale=10", "only-if-cached")
    ),
    *((("revision", value),) for value in ("1", "-1", "9" * 400, "x")),
    *((("range", value),) for value in ("bytes=0-0", "bytes=-1", "bytes=9-", "lines=1")),
    *((("accept", value),) for value in ("text/html", "application/xml", "*/*;q=0", "", "/")),
    *((("content-encoding", value),) for value in ("gzip", "br", "x", "")),
    (("x-http-method-override", "DELETE"), ("x-http-method", "PUT"), ("x-method-override", "POST")),
    (("if-match", '"other"'), ("if-modified-since", "x"), ("if-unmodified-since", "x")),
    (("if-range", '"other"'), ("te", "trailers"), ("upgrade", "h2c"), ("connection", "upgrade")),
    (("x-forwarded-for", "::1"), ("x-forwarded-proto", "ftp"), ("forwarded", "for=x")),
    (("origin", "https://example.com"), ("referer", "https://example.com/?x")),
    (("accept-language", "de"), ("cookie", "a=b"), ("user-agent", ""), ("dnt", "1")),
    (("idempotency-key", "a"), ("idempotency-key", "b"), ("content-type", "x"), ("host", "x")),
]

BODIES = [b"", b"{", b"\xff", b"x" * 300_000, *hostile.ODD_BODIES]


def asked(
    route: Route,
    query: str = "",
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes = b"",
) -> Event:
    """Return the event of a request."""
    head = Head(route.method, route.path, query, 1, headers)
    return event(head, body, Match(route.path, {}), "v1", [])


def signed_in(request: Event) -> Event:
    """Return it with what an authorizer would tell, if somebody put one before the route."""
    told = {"authorizer": {"claims": CLAIMS}}
    return request | {"requestContext": request["requestContext"] | told}


def told_less(request: Event) -> Event:
    """Return it as API Gateway's console sends it: no lists, no nothing."""
    none = dict.fromkeys(("queryStringParameters", "multiValueQueryStringParameters", "body"))
    return request | none | {"multiValueHeaders": None, "pathParameters": None}


def variants(route: Route, key: Key) -> list[Event]:
    """Return requests that have the same key, and as little else in common as possible."""
    plain = asked(route, headers=key)
    return [
        plain,
        signed_in(plain),
        told_less(plain),
        *(asked(route, query, key) for query in QUERIES),
        *(asked(route, headers=(*more, *key)) for more in HEADERS if more[0][0] not in dict(key)),
        *(asked(route, body=body, headers=key) for body in BODIES),
        *(
            signed_in(asked(route, query, (*more, *key), body))
            for query, more, body in zip(QUERIES, HEADERS * 9, BODIES * 9, strict=False)
            if more[0][0] not in dict(key)
        ),
    ]


def tags_of(text: str) -> list[str]:
    tag = text_tag(text)
    return [
        *(tag, f"W/{tag}", "*", f'"other", {tag}', f"{tag},", '"other"', 'W/""', ""),
        *("abc", '"', tag.strip('"'), f"{tag} {tag}", "," * 5000, '"x", ' * 900, f"*, {tag}"),
    ]


def keys(route: Route) -> list[Key]:
    """Return many values of a route's key: one header that api.yaml names, or none of them."""
    with a_deployment(ENVIRONMENT):
        texts = [client_config.text(), openapi.text()]
        client_config.text.cache_clear()
    values = {
        "if-none-match": [tag for text in texts for tag in tags_of(text)],
        "accept-encoding": ["gzip", "identity", "gzip;q=0", "*", "br", "", "x" * 999],
    }
    return [(), *(((name, value),) for name in key_headers(route) for value in values[name])]


def key_headers(route: Route) -> list[str]:
    """Return the headers in the key, as api.yaml names them. A key of these has nothing else."""
    paths = read(PROJECT / "api.yaml")["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][
        "paths"
    ]
    said = paths[route.path][route.method.lower()]["x-amazon-apigateway-integration"]
    named = [each.partition("method.request.header.") for each in said["cacheKeyParameters"]]
    assert [before for before, _, name in named if before or not name] == []
    return [name.lower() for _, _, name in named]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, its key, and what the function answered."""

    key: Key
    request: Event
    answer: Answer


def exchanges(route: Route) -> list[Exchange]:
    """Have the function answer many requests under each of many keys."""
    asked_ = [(key, request) for key in keys(route) for request in variants(route, key)]
    answers = function_answers([request for _, request in asked_])
    return [Exchange(*each, answer) for each, answer in zip(asked_, answers, strict=True)]


@pytest.fixture(scope="module", params=CACHED, ids=str)
def heard(request: pytest.FixtureRequest) -> list[Exchange]:
    route: Route = request.param
    return exchanges(route)


def impure(heard: list[Exchange]) -> set[Key]:
    """Return the keys under which requests were answered in more than one way."""
    by_key: dict[Key, set[str]] = {each.key: set() for each in heard}
    for each in heard:
        by_key[each.key].add(json.dumps(each.answer, sort_keys=True))
    return {key for key, answers in by_key.items() if len(answers) > 1}


def test_some_routes_are_cached() -> None:
    assert CACHED


def test_requests_with_the_same_key_get_the_same_answer(heard: list[Exchange]) -> None:
    assert impure(heard) == set()


def test_only_what_the_caller_has_already_makes_a_difference(heard: list[Exchange]) -> None:
    different = {json.dumps(each.answer, sort_keys=True) for each in heard}
    assert {each.answer["statusCode"] for each in heard} == {200, 304}
    assert len(different) == 2


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_two_lines_of_tags_never_make_a_304(route: Route) -> None:
    (answer,) = function_answers([asked(route)])
    each = (answer["headers"]["ETag"], "*", "x")
    lines = [(("if-none-match", a), ("if-none-match", b)) for a in each for b in each]
    answers = function_answers([asked(route, headers=two) for two in lines])
    assert {answer["statusCode"] for answer in answers} == {200}


WRONG: dict[str, Callable[[Event], object]] = {
    "refuses parameters": lambda request: request["queryStringParameters"],
    "reads claims": lambda request: request["requestContext"].get("authorizer"),
    "reads tokens": lambda request: request["headers"].get("authorization"),
    "answers ranges": lambda request: request["headers"].get("range"),
    "looks at what is accepted": lambda request: request["headers"].get("accept"),
    "lets the method be another": lambda request: request["headers"].get("x-http-method-override"),
    "reads bodies": lambda request: request["body"] == "{",
    "fails without lists of headers": lambda request: request["multiValueHeaders"] is None,
}
"""What a function might heed that is in no key: planted, each must be found."""


@pytest.mark.parametrize("heeded", WRONG.values(), ids=WRONG)
def test_a_function_that_heeds_anything_else_is_found(
    heard: list[Exchange], heeded: Callable[[Event], object]
) -> None:
    wrong = [
        replace(each, answer={"statusCode": 400}) if heeded(each.request) else each
        for each in heard
    ]
    assert impure(wrong) == {each.key for each in heard}
