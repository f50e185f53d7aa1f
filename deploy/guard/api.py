"""A template's API and the contract's operations, in a form that can be compared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from deploy.words import DeployError

Template = dict[str, Any]
"""A template, a contract, or a part of one: JSON, so its values have no common type."""

API = "RestAPI"
"""The API's name in the template, which Chalice gives it."""
SERVERLESS_API = "AWS::Serverless::Api"
FUNCTION = "AWS::Serverless::Function"
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
ANY = "x-amazon-apigateway-any-method"


@dataclass(frozen=True, slots=True)
class Method:
    """A method as API Gateway gets it."""

    name: str
    path: str
    definition: Template

    @property
    def label(self) -> str:
        """The method as people name it."""
        return f"{self.name} {self.path}"

    @property
    def integration(self) -> Template:
        """What it calls."""
        found: Template = self.definition.get("x-amazon-apigateway-integration") or {}
        return found

    @property
    def reaches_lambda(self) -> bool:
        """Tell whether anything but a fixed answer is behind it."""
        return str(self.integration.get("type", "")).lower() != "mock"


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the contract."""

    inputs: frozenset[tuple[str, str]]
    """What it reads: ``("header", "if-none-match")``; headers in lower case."""
    has_body: bool
    signed_in: bool
    keepable: bool
    """Whether each of its good answers says ``Cache-Control: public``."""


@dataclass(frozen=True, slots=True)
class Api:
    """The one API of a template."""

    properties: Template
    metadata: Template
    methods: Mapping[tuple[str, str], Method]
    """By method and path: ``("GET", "/todos")``."""

    @classmethod
    def of(cls, template: Template) -> Self:
        """Return the one API of a template; raises ``DeployError`` where there is not just one."""
        resources = template.get("Resources", {})
        apis = [name for name, each in resources.items() if each.get("Type") == SERVERLESS_API]
        if apis != [API]:
            names = ", ".join(apis)
            raise DeployError(f"The template has not one API, {API}, but {len(apis)}: {names}")
        resource = resources[API]
        properties = resource.get("Properties", {})
        methods = dict(_methods(properties.get("DefinitionBody", {})))
        return cls(properties, resource.get("Metadata", {}), methods)


def contract_of(document: Template) -> dict[tuple[str, str], Operation]:
    """Return the contract's operations, by method and path as in the contract."""
    return {
        (method.upper(), path): _operation(document, said, methods.get("parameters", []))
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        if method in METHODS
    }


def match(
    api: Api, operations: Mapping[tuple[str, str], Operation]
) -> dict[tuple[str, str], Operation]:
    """Return for each method of the API the operation that describes it, where there is one."""
    described = {(method, shape(path)): said for (method, path), said in operations.items()}
    return {
        key: described[key[0], shape(key[1])]
        for key in api.methods
        if (key[0], shape(key[1])) in described
    }


def shape(path: str) -> str:
    """Return a path without its parameters' names, which differ: ``/todos/{}``."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def _methods(definition: Template) -> Iterator[tuple[tuple[str, str], Method]]:
    for path, item in definition.get("paths", {}).items():
        for name in (METHODS | {ANY}) & set(item):
            method = "ANY" if name == ANY else name.upper()
            yield (method, path), Method(method, path, item[name])


def _operation(document: Template, said: Template, of_path: list[Template]) -> Operation:
    given = [*of_path, *said.get("parameters", [])]
    parameters = [_resolved(document, each) for each in given]
    good = [
        _resolved(document, answer)
        for status, answer in said["responses"].items()
        if status.startswith(("2", "3"))
    ]
    return Operation(
        inputs=frozenset((each["in"], _folded(each["in"], each["name"])) for each in parameters),
        has_body="requestBody" in said,
        signed_in=bool(said.get("security", document.get("security"))),
        keepable=bool(good) and all(_is_public(document, answer) for answer in good),
    )


def _folded(place: str, name: str) -> str:
    return name.lower() if place == "header" else name


def _is_public(document: Template, answer: Template) -> bool:
    header = _resolved(document, answer.get("headers", {}).get("Cache-Control", {}))
    said = str(header.get("schema", {}).get("const", "")).split(",")
    return "public" in {directive.strip() for directive in said}


def _resolved(document: Template, node: Template) -> Template:
    """Follow a reference into the document, if it is one."""
    if "$ref" not in node:
        return node
    found: Any = document
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return _resolved(document, found)
