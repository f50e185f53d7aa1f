"""Faults of when a statement holds."""

from collections.abc import Iterator
from typing import Any

from tests.permissions.mutants.patterns import wider
from tests.permissions.mutants.statements import Fault, Statement, listed, replaced

_FLIPPED = {"true": "false", "false": "true"}
_OTHERWISE = {
    "StringEquals": ("StringNotEquals", "StringEqualsIgnoreCase"),
    "StringLike": ("StringNotLike", "StringEquals"),
}
"""Operators that are mistaken for each other. StringLike for StringEquals comes with a star."""
_SETS = {"ForAnyValue": "ForAllValues", "ForAllValues": "ForAnyValue"}


def condition_faults(statement: Statement) -> Iterator[Fault]:
    """Leave each condition out, take another operator, and weaken each value."""
    conditions: dict[str, dict[str, Any]] = statement.get("Condition", {})
    for operator, keys in conditions.items():
        others = {name: value for name, value in conditions.items() if name != operator}
        for fault, changed in _operator_faults(operator, keys):
            condition = others | changed
            yield fault, [_with(statement, condition)]


def _with(statement: Statement, condition: dict[str, Any]) -> Statement:
    without = {name: value for name, value in statement.items() if name != "Condition"}
    return without | ({"Condition": condition} if condition else {})


def _operator_faults(
    operator: str, keys: dict[str, Any]
) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    yield f"without {operator}", {}
    for other in _other_operators(operator, "".join(str(value) for value in keys.values())):
        yield f"{other} for {operator}", {other: keys}
    for key, value in keys.items():
        rest = {name: other for name, other in keys.items() if name != key}
        if rest:
            yield f"{operator} without {key}", {operator: rest}
        values = listed(value)
        for index, one in enumerate(values):
            for other in _weaker(one):
                changed = rest | {key: replaced(values, index, other)}
                liked = operator.replace("StringEquals", "StringLike")
                yield f"{liked} {other} for {one}", {liked: changed}


def _other_operators(operator: str, values: str) -> Iterator[str]:
    set_of, _, name = operator.rpartition(":")
    prefix = f"{set_of}:" if set_of else ""
    if set_of:
        yield f"{_SETS[set_of]}:{name}"
        yield name
    if name != "Null":
        yield f"{operator}IfExists"
    yield from (
        prefix + other
        for other in _OTHERWISE.get(name, ())
        if not (other == "StringEquals" and "*" not in values)
        if not (other == "StringEqualsIgnoreCase" and values.isdecimal())
    )


def _weaker(value: str) -> Iterator[str]:
    if value in _FLIPPED:
        yield _FLIPPED[value]
    else:
        yield from wider(value)
        if value.endswith("/*"):
            yield value[:-1]
