"""Faults of a whole statement, and what all faults are made of."""

from collections.abc import Iterator
from typing import Any

Statement = dict[str, Any]
Fault = tuple[str, list[Statement]]
"""What is wrong, and what stands in the statement's place."""


def statement_faults(statement: Statement) -> Iterator[Fault]:
    """Leave the statement out, and turn it round."""
    yield "left out", []
    effect = {"Allow": "Deny", "Deny": "Allow"}[statement["Effect"]]
    yield f"{effect} instead", [statement | {"Effect": effect}]


def listed(value: str | list[str]) -> list[str]:
    """Return a list, where policies may also have its only element."""
    return [value] if isinstance(value, str) else value


def replaced(values: list[str], index: int, *others: str) -> list[str]:
    """Return the list with others, or none, in place of one."""
    return [*values[:index], *others, *values[index + 1 :]]
