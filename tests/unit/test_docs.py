"""docs/api.md against the code: what one says, the other does."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from chalicelib import __version__, errors
from chalicelib.model import fields as bounds
from chalicelib.model.drafts import NewTodo, TodoDraft
from chalicelib.model.todo import Todo
from chalicelib.store import views
from chalicelib.store.records import record_item, todo_entry
from chalicelib.web.queries import TODO_PARAMETERS
from contract import examples
from tests.builders import a_todo
from tests.support.deployed import deployed
from tests.support.markdown import Row, blocks, code, numbers, section, table, tables

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "api.md").read_text()


# Routes


def test_each_route_has_its_chapter_and_each_chapter_its_route() -> None:
    chapters = re.findall(r"^### `([A-Z]+ /.*)`$", API, re.MULTILINE)
    assert sorted(map(braced, chapters)) == sorted(map(braced, deployed().routes))


def test_the_list_of_routes_names_each_of_them() -> None:
    listed = [code(row["Route"])[0] for row in table(API, "Route", "What it does")]
    assert sorted(map(braced, listed)) == sorted(map(braced, deployed().routes))


def braced(route: str) -> str:
    """Forget what a path's parameters are called."""
    return re.sub(r"\{\w+\}", "{}", route)


def test_the_parameters_of_a_page_are_those_that_are_read() -> None:
    assert [code(row["Parameter"])[0] for row in table(API, "Parameter")] == list(TODO_PARAMETERS)


def test_the_views_are_those_that_there_are() -> None:
    assert [code(row["View"])[0] for row in table(API, "View")] == list(views.VIEWS)


# Fields


@pytest.fixture(scope="module")
def field_rows() -> dict[str, Row]:
    return {code(row["Field"])[0]: row for row in table(API, "Field", "Type", "Bounds")}


def test_the_fields_are_those_of_answers(field_rows: dict[str, Row]) -> None:
    assert set(field_rows) == {field.name for field in fields(Todo)} | {"has_notes"}


def test_a_client_writes_the_fields_that_are_read(field_rows: dict[str, Row]) -> None:
    written = {name for name, row in field_rows.items() if row["Written by"].startswith("client")}
    assert written == set(NewTodo.model_fields)


@pytest.mark.parametrize("name", TodoDraft.model_fields)
def test_a_field_has_the_default_that_is_told(field_rows: dict[str, Row], name: str) -> None:
    field = TodoDraft.model_fields[name]
    told = field_rows[name]["Default"]
    assert told == ("required" if field.is_required() else f"`{json.dumps(field.default)}`")


@pytest.mark.parametrize(
    ("name", "bounds"),
    [
        ("title", [1, bounds.TITLE_LENGTH]),
        ("notes", [bounds.NOTES_LENGTH]),
        ("labels", [bounds.LABELS, 1, bounds.LABEL_LENGTH]),
    ],
)
def test_a_field_has_the_bounds_that_are_told(
    field_rows: dict[str, Row], name: str, bounds: list[int]
) -> None:
    assert numbers(field_rows[name]["Bounds"]) == bounds


def test_the_priorities_are_those_that_there_are(field_rows: dict[str, Row]) -> None:
    told = [json.loads(value) for value in code(field_rows["priority"]["Bounds"])]
    assert told == list(get_args(bounds.Priority))


# Errors


def problem_types(base: type[errors.ApiError] = errors.ApiError) -> Iterator[type[errors.ApiError]]:
    for each in base.__subclasses__():
        if "slug" in vars(each):
            yield each
        yield from problem_types(each)


def test_each_problem_type_is_listed_with_its_status_and_no_other() -> None:
    listed = [
        (code(row["Type"])[0], int(row["Status"])) for row in table(API, "Type", "Status", "When")
    ]
    assert sorted(listed) == sorted((each.slug, each.status.value) for each in problem_types())


def test_a_problem_type_that_is_named_anywhere_has_the_status_beside_it() -> None:
    statuses = {each.slug: str(each.status.value) for each in problem_types()}
    for status, slug in re.findall(r"\b(\d{3}) `([a-z]+-[a-z-]+)`", API):
        assert statuses.get(slug) == status, slug


def test_types_begin_as_is_told() -> None:
    assert f"Each `type` is `{errors.TYPE_PREFIX}`" in API


# Headers


def test_the_headers_that_browsers_may_read_are_told() -> None:
    exposed = deployed().cors["Access-Control-Expose-Headers"].split(",")
    assert sorted(cors_line("Exposed headers:")) == sorted(exposed)
    answers = section(API, "## Headers").partition("Of answers:")[2]
    described = {name for row in next(tables(answers)) for name in code(row["Header"])}
    assert set(exposed) <= described


def test_the_headers_that_browsers_may_send_are_told() -> None:
    accepted = deployed().cors["Access-Control-Allow-Headers"].split(",")
    # Chalice adds some of API Gateway's own, which this API has no use for.
    ours = [name for name in accepted if not name.startswith("X-")]
    assert sorted(cors_line("Accepted headers:")) == sorted(ours)
    assert numbers(section(API, "## Headers").partition("**CORS.**")[2])[0] == int(
        deployed().cors["Access-Control-Max-Age"]
    )


def cors_line(begin: str) -> list[str]:
    return code(API.partition(f"- {begin}")[2].partition(".\n")[0])


# Examples


def json_examples() -> list[dict[str, Any]]:
    return [json.loads(block) for block in blocks(API, "json")]


def test_examples_have_the_fields_that_answers_have() -> None:
    entries = [entry for example in json_examples() for entry in example.get("items", ())]
    todos = [example for example in json_examples() if "notes" in example]
    assert entries
    assert todos
    for entry in entries:
        assert set(entry) == set(todo_entry(record_item("owner", a_todo())))
    for todo in todos:
        assert list(todo) == list(a_todo().document())


def test_the_configuration_is_that_of_the_contract() -> None:
    assert examples.config() in json_examples()


def test_the_version_is_the_one_that_is_told() -> None:
    newest = re.search(r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert newest[1] == __version__
    assert {"status": "ok", "version": __version__} in json_examples()
