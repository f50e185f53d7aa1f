"""The contract is what the code would write now, is OpenAPI 3.1, and shows what is valid."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from chalicelib import __version__, times
from chalicelib.model.drafts import NewTodo, TodoDraft, TodoPatch
from chalicelib.model.todo import Todo
from chalicelib.web import etags
from contract import keywords
from tests import strategies
from tests.contract.document import FILE, committed, operations, resolved

DOCUMENT = committed()


def says(name: str, value: object) -> bool:
    """Tell whether a value is one of those that a schema of the contract describes."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return matches(schema, value)


def matches(schema: dict[str, Any], value: object) -> bool:
    return Draft202012Validator(schema).is_valid(value)


def test_the_committed_contract_is_what_make_openapi_writes(tmp_path: Path) -> None:
    again = tmp_path / "openapi.json"
    subprocess.run([sys.executable, "-m", "contract", str(again)], check=True)  # noqa: S603 - our own
    assert again.read_bytes() == FILE.read_bytes(), "run make openapi, and commit the file"


def test_it_is_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(DOCUMENT).validate()
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_its_version_is_that_of_the_code_and_its_server_has_the_stage() -> None:
    assert DOCUMENT["info"]["version"] == __version__
    cloud, laptop = DOCUMENT["servers"]
    assert cloud["url"].endswith("/{version}")
    assert cloud["variables"]["version"]["default"] == "v1"
    assert laptop["url"] == "http://127.0.0.1:8000"


# Examples


def examples() -> Iterator[tuple[str, dict[str, Any], object]]:
    """Yield each example with its schema."""
    for route, operation in operations(DOCUMENT).items():
        for each in operation.get("parameters", []):
            yield from _shown(route, resolved(DOCUMENT, each))
        for response in operation["responses"].values():
            whole = resolved(DOCUMENT, response)
            for header in whole.get("headers", {}).values():
                yield from _shown(route, resolved(DOCUMENT, header))
            for content in whole.get("content", {}).values():
                yield from _shown(route, content)
        for content in operation.get("requestBody", {"content": {}})["content"].values():
            yield from _shown(route, content)


def _shown(route: str, holder: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], object]]:
    if "example" in holder:
        yield route, holder["schema"], holder["example"]
    for example in holder.get("examples", {}).values():
        yield route, holder["schema"], resolved(DOCUMENT, example)["value"]


def test_each_example_is_valid() -> None:
    shown = list(examples())
    assert len(shown) > 100
    for route, schema, example in shown:
        assert matches({**schema, "components": DOCUMENT["components"]}, example), route


@pytest.mark.parametrize("route", operations(DOCUMENT))
def test_each_body_has_an_example(route: str) -> None:
    operation = operations(DOCUMENT)[route]
    bodies = [*operation["responses"].values(), operation.get("requestBody", {})]
    contents = [
        content
        for body in bodies
        for content in resolved(DOCUMENT, body).get("content", {}).values()
        if content["schema"] != {"$ref": "#/components/schemas/OpenApi"}  # it is this document
    ]
    assert [content for content in contents if not content.keys() & {"example", "examples"}] == []


# What the models accept, in the words of JSON Schema


@given(strategies.documents())
def test_whatever_may_be_written_is_described(document: dict[str, Any]) -> None:
    assert says("TodoDraft", document)
    assert says("NewTodo", document)
    assert says("TodoPatch", document)


@given(strategies.todos())
def test_whatever_is_answered_is_described_and_may_be_sent_back(todo: Todo) -> None:
    answered = todo.document() | {"labels": list(todo.labels)}
    assert says("Todo", answered)
    assert says("TodoDraft", answered)
    assert says("TodoPatch", answered)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " \t\u3000"},
        {"title": "x" * 501},
        {"title": "a\0b"},
        {"title": None},
        {"title": "x", "owner": "somebody"},
        {"title": "x", "done": "true"},
        {"title": "x", "labels": ["a", "a"]},
        {"title": "x", "labels": [" "]},
        {"title": "x", "labels": [str(number) for number in range(21)]},
        {"title": "x", "priority": "urgent"},
        {"title": "x", "due": "2026-13-01"},
        {"title": "x", "due": "1899-12-31"},
        {"title": "x", "due": "9999-01-01"},
        {"title": "x", "due_zone": "Europe/Zurich"},
        {"title": "x", "due": "2026-03-01", "due_zone": "Europe/Zurich"},
        {"title": "x", "done_at": "2026-03-01T08:00:00Z"},
        {"title": "x", "has_notes": True},
        {},
    ],
)
def test_what_is_refused_is_not_described(wrong: dict[str, Any]) -> None:
    assert not says("TodoDraft", wrong)
    assert not says("NewTodo", wrong)


def test_a_patch_takes_no_title_away_and_may_be_empty() -> None:
    assert not says("TodoPatch", {"title": None})
    assert says("TodoPatch", {})
    assert says("TodoPatch", {"labels": None, "done": None})


@pytest.mark.parametrize("model", [NewTodo, TodoDraft, TodoPatch], ids=lambda model: model.__name__)
def test_a_body_names_the_fields_of_its_model(model: type[NewTodo | TodoDraft | TodoPatch]) -> None:
    schema = DOCUMENT["components"]["schemas"][model.__name__]
    assert set(schema["properties"]) == set(model.model_fields) | model.read_only
    assert schema["additionalProperties"] is False


@given(st.text())
def test_blank_means_the_same_to_both(text: str) -> None:
    visible = matches({"pattern": keywords.VISIBLE}, text)
    assert visible == (bool(text.strip()) and "\0" not in text)


def test_blank_is_each_character_that_strip_takes_away() -> None:
    spaces = [chr(point) for point in range(sys.maxunicode + 1) if chr(point).isspace()]
    assert [each for each in spaces if matches({"pattern": keywords.VISIBLE}, each)] == []


def test_years_mean_the_same_to_both() -> None:
    described = [year for year in range(10_000) if matches(keywords.LOCAL_DATE, f"{year:04}-01-01")]
    assert described == list(range(times.FIRST_YEAR, times.LAST_YEAR + 1))


@given(strategies.days.map(date.isoformat), strategies.locals_.map(datetime.isoformat))
def test_each_due_is_described(day: str, time: str) -> None:
    assert matches(keywords.LOCAL_DATE, day)
    assert not matches(keywords.LOCAL_DATE, time)
    assert matches(keywords.DUE, day)
    assert matches(keywords.DUE, time)


@given(st.from_regex(etags.LIST, fullmatch=True))
def test_each_header_of_tags_is_described(header: str) -> None:
    assert matches(DOCUMENT["components"]["parameters"]["If-Match"]["schema"], header)
