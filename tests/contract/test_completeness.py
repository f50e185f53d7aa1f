"""Nothing of the API is missing in the contract, and nothing else is in it.

The other side is what the code says of itself, and what docs/api.md tells people.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.web.queries import LIST_PARAMETERS, TODO_PARAMETERS, TRASH_PARAMETERS
from tests.contract import told
from tests.contract.document import answers, committed, operations, parameters, resolved
from tests.support.deployed import deployed

Document = dict[str, Any]

QUERIES = {
    "GET /todos": TODO_PARAMETERS,
    "GET /lists": LIST_PARAMETERS,
    "GET /trash": TRASH_PARAMETERS,
}
"""The parameters in the query of each route that has any."""


def differences(document: Document) -> list[str]:
    """Name what is in the contract or in the API, and not in the other."""
    described = operations(document)
    found = [f"route {route}" for route in set(described) ^ set(told.routes())]
    for route in set(described) & set(told.routes()):
        found += [f"{route}: {each}" for each in _differences_of(document, route)]
    headers = {
        name
        for operation in [*described.values(), {"responses": document["components"]["responses"]}]
        for response in operation["responses"].values()
        for name in resolved(document, response).get("headers", {})
    }
    return found + [f"header {name}" for name in headers ^ told.answer_headers()]


def _differences_of(document: Document, route: str) -> Iterator[object]:
    operation = operations(document)[route]
    yield from answers(document, operation) ^ told.answers(route)
    yield from parameters(document, operation, "header") ^ told.request_headers(route)
    yield from parameters(document, operation, "query") ^ {*QUERIES.get(route, ())}
    yield from parameters(document, operation, "path") ^ ({"id"} if "{id}" in route else set())
    body = operation.get("requestBody", {"content": {}})
    yield from set(body["content"]) ^ told.media_types(route)
    if bool(operation["security"]) != (route not in told.PUBLIC):
        yield "security"


def test_the_contract_says_what_the_api_does_and_nothing_else() -> None:
    assert differences(committed()) == []


ROUTES = sorted(operations(committed()))


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_that_is_missing_is_found(route: str) -> None:
    document = committed()
    method, path = route.split()
    del document["paths"][path][method.lower()]
    assert differences(document)


@pytest.mark.parametrize("route", ROUTES)
def test_each_status_that_is_missing_is_found(route: str) -> None:
    for status in operations(committed())[route]["responses"]:
        document = committed()
        del operations(document)[route]["responses"][status]
        assert differences(document), status


@pytest.mark.parametrize("route", ROUTES)
def test_each_parameter_that_is_missing_is_found(route: str) -> None:
    for place in range(len(operations(committed())[route].get("parameters", []))):
        document = committed()
        del operations(document)[route]["parameters"][place]
        assert differences(document), place


@pytest.mark.parametrize("route", ROUTES)
def test_each_problem_type_that_is_missing_is_found(route: str) -> None:
    for status, reference in operations(committed())[route]["responses"].items():
        document = committed()
        response = copy.deepcopy(resolved(document, reference))
        operations(document)[route]["responses"][status] = response
        content = response.get("content", {}).get(errors.MEDIA_TYPE)
        if content:
            content["schema"] = copy.deepcopy(resolved(document, content["schema"]))
            content["schema"]["properties"]["type"]["enum"].pop()
            assert differences(document), status


def test_each_problem_type_is_somewhere_with_its_meaning_and_an_example() -> None:
    document = committed()
    listed = {
        kind
        for response in document["components"]["responses"].values()
        for kind in response["content"][errors.MEDIA_TYPE]["examples"]
    }
    assert listed == set(document["components"]["examples"]) == set(_slugs(errors.ApiError))


def _slugs(base: type[errors.ApiError]) -> Iterator[str]:
    for each in base.__subclasses__():
        if "slug" in vars(each):
            yield each.slug
        yield from _slugs(each)


def test_each_operation_has_a_name_of_its_own_for_generated_clients() -> None:
    names = [operation["operationId"] for operation in operations(committed()).values()]
    assert names == [
        *("listTodos", "createTodo", "getTodo", "putTodo", "patchTodo", "deleteTodo", "moveTodo"),
        *("listLists", "createList", "getList", "putList", "patchList", "deleteList", "moveList"),
        *("renameLabel", "listTrash", "emptyTrash", "restoreTodo"),
        *("getMe", "getHealth", "getConfig", "getOpenApi"),
    ]


def test_headers_that_browsers_may_use_are_in_the_contract() -> None:
    document = committed()
    sent = {
        name
        for operation in operations(document).values()
        for name in parameters(document, operation, "header")
    }
    allowed = set(deployed().cors["Access-Control-Allow-Headers"].split(","))
    assert sent - allowed == {"Content-Encoding"}  # no preflight allows it
