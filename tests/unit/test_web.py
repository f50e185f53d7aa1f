"""Requests as API Gateway hands them over, and answers that depend on them."""

from typing import Any

import pytest
from chalice.app import Request

from chalicelib.errors import TokenInvalidError
from chalicelib.store.operations import Written
from chalicelib.web.answers import written
from chalicelib.web.conditions import has_tag
from chalicelib.web.requests import owner_of
from tests.builders import a_todo
from tests.unit.deployments import ENVIRONMENT, a_deployment

CLAIMS = {"sub": "anna", "token_use": "id", "aud": ENVIRONMENT["USER_POOL_CLIENT_ID"]}


def a_request(
    method: str = "GET", path: str = "/v1/todos", claims: object = CLAIMS, **event: object
) -> Request:
    context = {"httpMethod": method, "resourcePath": "/todos", "path": path}
    return Request(
        {
            "multiValueQueryStringParameters": None,
            "headers": {},
            "pathParameters": None,
            "requestContext": context | {"authorizer": {"claims": claims}},
            "stageVariables": None,
            "body": None,
        }
        | event
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"headers": {"if-none-match": '"a"'}},
        {"headers": {"If-None-Match": '"a"'}, "multiValueHeaders": {"If-None-Match": ['"a"']}},
        {
            "headers": {"If-None-Match": '"b"'},
            "multiValueHeaders": {"if-none-match": ['"a"', '"b"']},
        },
    ],
)
def test_no_line_of_a_header_is_overlooked(headers: dict[str, Any]) -> None:
    assert has_tag(a_request(**headers), '"a"')


@pytest.mark.parametrize(
    "claims",
    [
        None,
        {},
        *({name: value for name, value in CLAIMS.items() if name != left} for left in CLAIMS),
        CLAIMS | {"sub": ""},
        CLAIMS | {"token_use": "access"},
        CLAIMS | {"aud": "another app of the same pool"},
    ],
)
def test_whoever_has_no_id_token_of_this_app_is_nobody(
    environment: dict[str, str], claims: object
) -> None:
    with a_deployment(environment), pytest.raises(TokenInvalidError):
        owner_of(a_request(claims=claims))


def test_whoever_has_one_is_its_sub(environment: dict[str, str]) -> None:
    with a_deployment(environment):
        assert owner_of(a_request()) == "anna"


def test_a_request_that_no_authorizer_has_seen_is_nobodys() -> None:
    request = a_request()
    del request.context["authorizer"]
    with pytest.raises(TokenInvalidError):
        owner_of(request)


@pytest.mark.parametrize(
    ("method", "path", "collection"),
    [
        ("POST", "/todos", "/todos"),
        ("POST", "/todos/", "/todos"),
        ("POST", "/v1/todos", "/v1/todos"),
        ("POST", "/todos-api/todos", "/todos-api/todos"),
        ("PUT", "/v1/todos/{}", "/v1/todos"),
        ("PUT", "/todos/todos/{}", "/todos/todos"),
    ],
)
def test_a_location_is_behind_the_path_that_was_asked_for(
    environment: dict[str, str], method: str, path: str, collection: str
) -> None:
    todo = a_todo()
    with a_deployment(environment):
        answer = written(
            a_request(method, path.format(todo.id)), Written(record=todo, created=True, revision=1)
        )
    assert answer.headers["Location"] == f"{collection}/{todo.id}"
