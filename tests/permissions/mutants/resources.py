"""Faults of where a statement holds."""

from collections.abc import Iterator

from tests.permissions.mutants.patterns import wider
from tests.permissions.mutants.statements import Fault, Statement, listed, replaced
from tests.permissions.names import INDEXES


def resource_faults(statement: Statement, *, widened: bool) -> Iterator[Fault]:
    """Leave each resource out, and put more or less in its place."""
    resources = listed(statement.get("Resource", []))
    for index, resource in enumerate(resources):
        if len(resources) > 1:
            yield f"without {resource}", [statement | {"Resource": replaced(resources, index)}]
        for other in [*(wider(resource) if widened else ()), *_narrower(resource)]:
            changed = replaced(resources, index, other)
            yield f"{other} for {resource}", [statement | {"Resource": changed}]


def _narrower(resource: str) -> Iterator[str]:
    if resource == "*":
        yield "arn:aws:*:*:*:*/*"
    elif resource.endswith("/index/*"):
        yield from (resource[:-1] + name for name in INDEXES)
    elif resource.endswith("/*"):
        yield resource[:-1]
        yield f"{resource}/*"
