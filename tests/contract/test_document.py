"""The contract is what the code would write now, is OpenAPI 3.1, and shows what is valid."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chalicelib import __version__
from tests.contract.document import FILE, committed, matches, operations, resolved

DOCUMENT = committed()


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
