"""A template as the rules ask for it: resources by their types, and who is meant by a reference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rules.values import always, choices, entries, text, texts

Step = str | int


@dataclass(frozen=True)
class Finding:
    """What is wrong, as a sentence, and where."""

    message: str
    path: tuple[Step, ...]


@dataclass(frozen=True)
class Resource:
    """One resource of the template. Paths are below its Properties, as in ``rules.values``."""

    name: str
    body: dict[str, Any]

    @property
    def properties(self) -> dict[str, Any]:
        """Its Properties; none where it has none."""
        return _mapping(self.body.get("Properties"))

    def choices(self, *path: str) -> list[Any]:
        """Return each value that may stand at a path."""
        return list(choices(self.properties, *path))

    def entries(self, *path: str) -> list[Any]:
        """Return what may stand in a list."""
        return list(entries(self.properties, *path))

    def texts(self, *path: str) -> list[str]:
        """Return what may stand in a list, each spelt in one way."""
        return texts(self.properties, *path)

    def always(self, *path: str, among: Sequence[Any]) -> bool:
        """Tell whether a value is one of these, whichever way the conditions turn out."""
        return always(self.properties, *path, among=among)

    def finding(self, predicate: str, *path: Step) -> Finding:
        """Say what is wrong with it: "lets guests in". The resource is the sentence's subject."""
        return Finding(f"{self.name} {predicate}", ("Resources", self.name, "Properties", *path))


class Template:
    """The whole of it. What is no mapping where one belongs is cfn-lint's own to find."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.parameters = _mappings(body.get("Parameters"))
        self.rules = _mappings(body.get("Rules"))
        self.conditions = _mapping(body.get("Conditions"))
        resources = _mappings(body.get("Resources"))
        self.resources = {name: Resource(name, each) for name, each in resources.items()}

    def of(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of these types; one that ends in colons means all of a service."""
        for each in self.resources.values():
            name = str(each.body.get("Type"))
            if any(name == one or (one.endswith("::") and name.startswith(one)) for one in types):
                yield each

    def meant(self, reference: object, *types: str) -> Resource | None:
        """Return the resource that a Ref, a GetAtt or a Sub names, if it is of these types."""
        named = re.fullmatch(r"<(\w+)(\.\w+)?>", text(reference))
        return next((each for each in self.of(*types) if named and each.name == named[1]), None)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> dict[str, dict[str, Any]]:
    return {name: each for name, each in _mapping(value).items() if isinstance(each, dict)}
