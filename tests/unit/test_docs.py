"""docs/api.md against the code: what one says, the other does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib import __version__, errors
from chalicelib.model.series import occurrence_id
from chalicelib.web.queries import (
    LIST_PARAMETERS,
    TODO_PARAMETERS,
    TODO_VIEWS,
    TRASH_PARAMETERS,
)
from contract import examples
from tests.support.deployed import deployed
from tests.support.markdown import blocks, code, numbers, section, table, tables

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


@pytest.mark.parametrize(
    ("route", "known"),
    [
        ("GET /todos", TODO_PARAMETERS),
        ("GET /lists", LIST_PARAMETERS),
        ("GET /trash", TRASH_PARAMETERS),
    ],
)
def test_the_parameters_of_a_page_are_those_that_are_read(
    route: str, known: tuple[str, ...]
) -> None:
    told = table(section(API, f"### `{route}`"), "Parameter")
    assert [code(row["Parameter"])[0] for row in told] == list(known)


def test_the_views_are_those_that_there_are() -> None:
    assert [code(row["View"])[0] for row in table(API, "View")] == list(TODO_VIEWS)
    (row, *_) = table(section(API, "### `GET /todos`"), "Parameter")
    assert code(row["Values"]) == list(TODO_VIEWS)


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


def test_examples_are_those_of_the_contract() -> None:
    shown = json_examples()
    for example in (
        examples.config(),
        examples.todo_list(),
        examples.page_of_trash(),
        examples.me(),
    ):
        assert example in shown


def test_a_new_todo_and_its_entry_in_a_page_are_those_of_the_contract() -> None:
    (page,) = [example for example in json_examples() if example.get("next_cursor")]
    assert page["items"] == examples.page()["items"]
    assert examples.todo() in json_examples()
    assert [list(each) for each in page["items"]] == [list(examples.page()["items"][0])]


def test_what_is_sent_in_examples_is_what_the_contract_sends() -> None:
    sent = [json.loads(block.partition("\n\n")[2]) for block in blocks(API, "http") if "{" in block]
    for body in (
        examples.NEW,
        examples.WHOLE,
        examples.PATCH,
        examples.TODO_MOVE,
        examples.NEW_LIST,
        examples.RENAME,
    ):
        assert body in sent


def test_the_ids_of_the_next_ones_are_made_as_is_told() -> None:
    (row,) = table(section(API, "## Recurrence"), "`series`")
    series, occurrence, its_id = (code(cell)[0] for cell in row.values())
    assert series == examples.MADE.series
    assert its_id == occurrence_id(series, occurrence)


def test_the_version_is_the_one_that_is_told() -> None:
    newest = re.search(r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert newest[1] == __version__
    assert {"status": "ok", "version": __version__} in json_examples()
