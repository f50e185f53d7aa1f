"""The statements of policies, wherever they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.template import Finding, Resource, Step
from rules.values import entries, text, texts

Demands = dict[tuple[str, str], list[str]]
"""What a Condition demands, for each operator and key. Keys are in lower case: IAM reads any."""


@dataclass(frozen=True)
class Statement:
    """One statement. What doesn't plainly deny counts as allowing."""

    resource: Resource
    path: tuple[Step, ...]
    body: dict[str, Any]

    @property
    def denies(self) -> bool:
        """Tell whether it plainly denies."""
        return self.texts("Effect") == ["Deny"]

    @property
    def actions(self) -> list[str]:
        """What it is about; nothing where it only says what it isn't about."""
        return self.texts("Action")

    @property
    def resources(self) -> list[str]:
        """With what it may be done; nothing where it doesn't say."""
        return self.texts("Resource")

    def texts(self, key: str) -> list[str]:
        """Return what may stand at a key, each spelt in one way."""
        return texts(self.body, key)

    @property
    def principals(self) -> set[tuple[str, str]]:
        """Who is meant: kind and name, such as Service and lambda.amazonaws.com; a star is AWS."""
        found = set[tuple[str, str]]()
        for each in entries(self.body, "Principal"):
            kinds = each.keys() if isinstance(each, dict) else ()
            found |= {(kind, name) for kind in kinds for name in texts(each, kind)}
            found |= set() if kinds else {("AWS", text(each))}
        return found

    @property
    def demands(self) -> Demands:
        """Under which conditions; what the template's own conditions change can't be read."""
        block = self.body.get("Condition")
        return {
            (operator, key.lower()): ["<?>"] if "Fn::If" in str(keys) else texts(keys, key)
            for operator, keys in (block.items() if isinstance(block, dict) else ())
            for key in (keys if isinstance(keys, dict) else [""])
        }

    def finding(self, predicate: str) -> Finding:
        """Say what is wrong with it; the resource is the sentence's subject."""
        return self.resource.finding(predicate, *self.path)


Place = tuple[tuple[Step, ...], dict[str, Any]]
"""A part of a resource, with its path below the Properties."""


def documents(resource: Resource) -> Iterator[Place]:
    """Yield each policy document of a resource, whatever its property is called."""
    yield from _documents(resource.properties, ())


def _documents(value: object, path: tuple[Step, ...]) -> Iterator[Place]:
    conditional = isinstance(value, dict) and "Fn::If" in value
    if isinstance(value, dict) and "Statement" in value:
        yield path, value
    elif path and str(path[-1]).endswith("PolicyDocument") and not conditional:
        yield path, {}  # it can't be read
    elif isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _documents(each, (*path, step))


def statements(resource: Resource, *below: str) -> Iterator[Statement]:
    """Yield the statements of a resource's policies, or only of those below one property."""
    for path, document in documents(resource):
        if path[: len(below)] == below:
            for place, body in _statements(document.get("Statement"), (*path, "Statement")):
                yield Statement(resource, place, body)


def _statements(value: object, path: tuple[Step, ...]) -> Iterator[Place]:
    match value:
        case {"Fn::If": [_, yes, no]}:
            yield from _statements(yes, (*path, "Fn::If", 1))
            yield from _statements(no, (*path, "Fn::If", 2))
        case list():
            for index, each in enumerate(value):
                yield from _statements(each, (*path, index))
        case dict() if value != {"Ref": "AWS::NoValue"}:
            yield path, value
