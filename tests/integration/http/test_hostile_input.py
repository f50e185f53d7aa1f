"""No input gets a 5xx, and what is refused says why: on every route, with everything hostile."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl

import httpx
import pytest

from chalicelib.model.drafts import Body
from chalicelib.web.strict_json import LONGEST_BODY_BYTES
from tests.integration.http import hostile
from tests.integration.http.hostile_bodies import bodies
from tests.support.possessions import Possessions
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import KINDS, body_of, least_of, subject

WITH_BODY = [route for route in routes() if route.has_body]
WITHOUT_BODY = [route for route in routes() if not route.has_body]
WITH_ID = [route for route in routes() if route.has_id]
MODELS = sorted({route.model for route in routes() if route.model}, key=str)
JSON = {"Content-Type": "application/json"}
VALUES: tuple[object, ...] = (
    *(None, "\0", hostile.NOBODY, "9" * 9000, -1, {"": []}, [None], [[{}]]),
)
HIGHEST_S = 5
"""The time in which anything is refused, on the slowest of machines: grammars can take for ever."""

Wrong = dict[str, tuple[int, str]]
"""What was not answered as it must be, by its name."""


@pytest.fixture
def path(stack: Stack, user: User, client: httpx.Client, route: Route) -> Iterator[str]:
    """The path of a thing that is asked about in vain: nothing of its owner's may change."""
    its_path, possessions = subject(client, route), Possessions(stack)
    before = possessions.of(user)
    yield its_path
    assert possessions.of(user) == before


def is_told_properly(answer: httpx.Response) -> bool:
    """Whether an answer is none of a failing server, and a refusal is problem details."""
    if answer.status_code < 400:
        return True
    problem = answer.json()
    return (
        answer.status_code < 500
        and answer.headers["Content-Type"] == "application/problem+json"
        and answer.headers["Access-Control-Allow-Origin"] == "*"
        and answer.headers["Cache-Control"] == "no-store"
        and problem["status"] == answer.status_code
        and problem.keys() <= {"type", "title", "status", "detail", "errors"}
        and "Traceback" not in answer.text
        and answer.elapsed.total_seconds() < HIGHEST_S
    )


def unlike(
    client: httpx.Client, route: Route, path: str, status: int, sent: dict[str, tuple[bytes, str]]
) -> Wrong:
    """Send bodies, and return the answers that are not this status, naming that field."""
    found = {}
    for name, (body, field) in sent.items():
        answer = client.request(route.method, path, content=body, headers=JSON)
        told = answer.status_code == status and hostile.fields_named(answer.json()) == [field]
        if not (told and is_told_properly(answer)):
            found[name] = (answer.status_code, answer.text)
    return found


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_a_body_that_cannot_be_read_is_a_400(client: httpx.Client, route: Route, path: str) -> None:
    assert unlike(client, route, path, 400, hostile.SYNTAX) == {}


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_a_body_that_cannot_be_accepted_is_a_422_with_the_field(
    client: httpx.Client, route: Route, path: str
) -> None:
    assert route.model
    assert unlike(client, route, path, 422, bodies(route.model)) == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_field_of_a_body_is_among_those_that_cannot_be_accepted(model: type[Body]) -> None:
    named = {field.partition(".")[0] for _, field in bodies(model).values()}
    assert model.model_fields.keys() <= named


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_a_body_that_is_too_long_is_a_413_and_another_media_type_a_415(
    client: httpx.Client, route: Route, path: str
) -> None:
    long = json.dumps(body_of(route)).encode() + b" " * LONGEST_BODY_BYTES
    for body, media_type, status in ((long, "application/json", 413), (b"<a/>", "text/xml", 415)):
        headers = {"Content-Type": media_type}
        answer = client.request(route.method, path, content=body, headers=headers)
        assert is_told_properly(answer)
        assert answer.status_code == status


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_no_value_of_any_field_fails_a_route(client: httpx.Client, route: Route) -> None:
    assert route.model
    path = subject(client, route)
    for field in route.model.model_fields:
        for value in VALUES:
            body = json.dumps(least_of(route.model) | {field: value})
            answer = client.request(route.method, path, content=body, headers=JSON)
            assert is_told_properly(answer), (field, value)


@pytest.mark.parametrize("route", WITHOUT_BODY, ids=str)
def test_a_route_that_takes_no_body_heeds_none(client: httpx.Client, route: Route) -> None:
    path = subject(client, route)
    for body in (*hostile.ODD_BODIES[:: 9 if route.uses_up else 1], b"x" * LONGEST_BODY_BYTES):
        path = subject(client, route) if route.uses_up else path
        answer = client.request(route.method, path, content=body, headers=JSON)
        assert is_told_properly(answer)
        assert answer.is_success, body[:50]


@pytest.mark.parametrize("route", routes(), ids=str)
def test_no_header_fails_a_route(client: httpx.Client, route: Route) -> None:
    path, body = subject(client, route), body_of(route)
    for name, headers in hostile.HEADERS.items():
        path = subject(client, route) if route.uses_up else path
        content = json.dumps(body).encode() if body else None
        answer = client.request(route.method, path, content=content, headers=JSON | headers)
        assert is_told_properly(answer), name


@pytest.mark.parametrize("route", [each for each in routes() if not each.is_cached], ids=str)
def test_a_wrong_parameter_is_a_422_with_its_name(
    client: httpx.Client, route: Route, path: str
) -> None:
    for query, parameter in hostile.PARAMETERS.values():
        answer = client.request(route.method, f"{path}?{query}", json=body_of(route))
        assert is_told_properly(answer)
        named, unknown = hostile.fields_named(answer.json()), unknown_in(query, route)
        assert (query, answer.status_code) == (query, 422)
        assert parameter in named or (unknown and unknown <= set(named))


def unknown_in(query: str, route: Route) -> set[str]:
    sent = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    return sent - set(route.parameters)


@pytest.mark.parametrize("route", [each for each in routes() if each.is_page], ids=str)
def test_a_cursor_that_was_not_given_is_a_400(client: httpx.Client, route: Route) -> None:
    for cursor in hostile.CURSORS:
        answer = client.get(f"{route.path}?cursor={cursor}")
        assert is_told_properly(answer)
        told = answer.status_code, hostile.fields_named(answer.json())
        assert (cursor, *told) == (cursor, 400, ["cursor"])


@pytest.mark.parametrize("route", WITH_ID, ids=str)
def test_an_id_that_is_none_is_nobodys(client: httpx.Client, route: Route) -> None:
    missing = (404, KINDS[route.collection].missing)
    told = []
    for its_id in hostile.IDS:
        answer = client.request(route.method, route.on(its_id), json=body_of(route))
        assert is_told_properly(answer)
        told.append((answer.status_code, answer.json()["type"].rpartition(":")[2]))
    # What is no path of the API, as "/todos/.." is, does not reach a route.
    assert set(told) <= {missing, (404, "no-such-route"), (400, "malformed-request")}
    assert told.count(missing) >= len(hostile.IDS) - 5
