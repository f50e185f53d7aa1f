"""A new route gets into the suites over all routes, or one of these says what they need for it."""

from urllib.parse import parse_qsl

import pytest

from chalicelib.model import drafts
from chalicelib.model.drafts import NewTodo, TodoMove, TodoPatch, parse
from chalicelib.web.queries import PAGING, TODO_VIEWS
from tests.support.routes import Route, routes
from tests.support.subjects import BODIES, KINDS, PAGES, body_of, least_of, references

MODELS = {route.model for route in routes() if route.model}


def test_each_kind_of_thing_that_a_path_names_can_be_made() -> None:
    assert {route.collection for route in routes() if route.has_id} == set(KINDS)


def test_each_model_of_a_route_has_a_valid_body() -> None:
    assert set(BODIES) == MODELS
    for model, body in BODIES.items():
        assert parse(model, body("Asked"))
        assert parse(model, least_of(model))
        assert least_of(model) != body("Asked")


def test_each_field_that_names_another_thing_is_found() -> None:
    assert references(NewTodo) == references(TodoPatch) == ["list", "parent"]
    assert references(TodoMove) == ["after", "before", "list"]
    assert references(drafts.LabelRename) == []


def test_each_page_is_asked_for_in_every_way() -> None:
    pages = {str(route): route for route in routes() if route.is_page}
    assert pages.keys() == PAGES.keys()
    for name, queries in PAGES.items():
        sent = {parameter for query in queries for parameter, _ in parse_qsl(query)}
        assert sent | set(PAGING) == set(pages[name].parameters)
    views = {dict(parse_qsl(query)).get("view", "all") for query in PAGES["GET /todos"]}
    assert views == set(TODO_VIEWS)


@pytest.mark.parametrize("route", routes(), ids=str)
def test_a_route_with_a_body_is_given_one(route: Route) -> None:
    assert (body_of(route) is not None) == route.has_body
    assert route.writes or not route.has_body
