"""The contract as it is committed, and ways to ask it something."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from chalicelib.errors import MEDIA_TYPE, TYPE_PREFIX
from tests.contract.told import Told

FILE = Path(__file__).parents[2] / "chalicelib" / "web" / "openapi.json"


def committed() -> dict[str, Any]:
    """Read the contract; whoever asks may change it."""
    document: dict[str, Any] = json.loads(FILE.read_text())
    return document


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the operations by route."""
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, if it is one."""
    if "$ref" not in node:
        return node
    found = document
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def answers(document: dict[str, Any], operation: dict[str, Any]) -> set[Told]:
    """Return every answer that an operation may give."""
    return {
        Told(status, slug)
        for status, response in operation["responses"].items()
        for slug in problem_types(document, resolved(document, response)) or [""]
    }


def problem_types(document: dict[str, Any], response: dict[str, Any]) -> list[str]:
    """Return the slugs that a response's problem details may have."""
    content = response.get("content", {}).get(MEDIA_TYPE)
    if content is None:
        return []
    schema = resolved(document, content["schema"])
    return [each.removeprefix(TYPE_PREFIX) for each in schema["properties"]["type"]["enum"]]


def parameters(document: dict[str, Any], operation: dict[str, Any], place: str) -> set[str]:
    """Return the names of an operation's parameters in ``query``, ``header`` or ``path``."""
    all_ = [resolved(document, each) for each in operation.get("parameters", [])]
    return {each["name"] for each in all_ if each["in"] == place}


def says(document: dict[str, Any], name: str, value: object) -> bool:
    """Tell whether a value is one of those that a schema of the contract describes."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return matches(schema, value)


def matches(schema: dict[str, Any], value: object) -> bool:
    """Tell whether a value is what a schema describes."""
    return Draft202012Validator(schema).is_valid(value)
