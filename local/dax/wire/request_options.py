"""The options of a request: a map from numbers to values, or null."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Self

from local.dax.shapes import Path
from local.dax.wire import expressions
from local.dax.wire.narrow import blob, blob_text, flag, integer, mapping, text
from local.dax.wire.printer import Placeholders
from local.dax.wire.refusals import WireError, invalid

_PROJECTION: Final = 0
_START_KEY: Final = 9
_INDEX: Final = 11
_INDEX_NAME: Final = re.compile(r"[a-zA-Z0-9_.-]{3,255}")
_TOKEN: Final = 36
_IGNORED: Final = frozenset({1, 5, 12, 18})
"""Placeholders' names and values, since expressions hold the real ones, and two that no client
sends."""


def _one_of(*names: str, first: int = 0) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        number = integer(value) - first
        if not 0 <= number < len(names):
            raise WireError(f"An option has no choice {value}.")
        return names[number]

    return chosen


def _from(least: int) -> Callable[[object], int]:
    def checked(value: object) -> int:
        number = integer(value)
        if number < least:
            raise invalid(
                f"1 validation error detected: Value '{number}' failed to satisfy constraint: "
                f"Member must have value greater than or equal to {least}"
            )
        return number

    return checked


def _index_name(value: object) -> str:
    name = blob_text(value)
    if not _INDEX_NAME.fullmatch(name):
        raise invalid(f"An index has no such name: {name[:255]!r}")
    return name


def _token(value: object) -> str:
    token = text(value)
    if not 1 <= len(token) <= _TOKEN:
        raise invalid(f"A client request token has 1 to {_TOKEN} characters")
    return token


_PLAIN: Final[dict[int, tuple[str, Callable[[object], object]]]] = {
    2: ("ConsistentRead", flag),
    3: ("ReturnConsumedCapacity", _one_of("NONE", "TOTAL", "INDEXES")),
    6: ("ReturnItemCollectionMetrics", _one_of("NONE", "SIZE")),
    7: (
        "ReturnValues",
        _one_of("NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW", first=1),
    ),
    _INDEX: ("IndexName", _index_name),
    13: ("Limit", _from(1)),
    14: ("ScanIndexForward", flag),
    15: (
        "Select",
        _one_of(
            "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES", first=1
        ),
    ),
    16: ("Segment", _from(0)),
    17: ("TotalSegments", _from(1)),
    19: ("ClientRequestToken", _token),
}
_EXPRESSIONS: Final = {
    4: ("ConditionExpression", expressions.condition),
    8: ("UpdateExpression", expressions.update),
    10: ("FilterExpression", expressions.condition),
}
_OF_READ = frozenset({_PROJECTION, 2, 3})
_OF_WRITE = frozenset({3, 4, 6, 7})
_OF_PAGE = _OF_READ | {_START_KEY, 10, _INDEX, 13, 15}
_ALLOWED: Final = {
    "GetItem": _OF_READ,
    "PutItem": _OF_WRITE,
    "DeleteItem": _OF_WRITE,
    "UpdateItem": _OF_WRITE | {8},
    "Query": _OF_PAGE | {14},
    "Scan": _OF_PAGE | {16, 17},
    "BatchGetItem": frozenset({3}),
    "BatchWriteItem": frozenset({3, 6}),
    "TransactGetItems": frozenset({3}),
    "TransactWriteItems": frozenset({3, 6, 19}),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for, by number; nulls are left out."""

    asked: dict[int, object]

    @classmethod
    def of_wire(cls, wire: object, operation: str) -> Self:
        """Return a request's options; raises ``WireError`` for one that the operation lacks."""
        given = {} if wire is None else mapping(wire)
        asked = {integer(number): value for number, value in given.items() if value is not None}
        for number in asked.keys() - _ALLOWED[operation] - _IGNORED:
            raise WireError(f"{operation} has no option {number}.")
        return cls(asked)

    def plain(self) -> dict[str, Any]:
        """Return the parameters that are what they are."""
        return {
            name: meaning(self.asked[number])
            for number, (name, meaning) in _PLAIN.items()
            if number in self.asked
        }

    def expressions(self, placeholders: Placeholders) -> dict[str, str]:
        """Return the expressions' texts."""
        return {
            name: printed(_filled(name, blob(self.asked[number])), placeholders)
            for number, (name, printed) in _EXPRESSIONS.items()
            if number in self.asked
        }

    def paths(self) -> tuple[Path, ...] | None:
        """Return the paths that the caller wants to see; None for all."""
        return paths_of(self.asked.get(_PROJECTION))

    @property
    def start_key(self) -> bytes | None:
        """The bytes of the key after which a page begins."""
        return blob(self.asked[_START_KEY]) if _START_KEY in self.asked else None


def _filled(name: str, wire: bytes) -> bytes:
    """Refuse an empty expression: clients send its text, which then has no better form."""
    if not wire:
        raise invalid(f"Invalid {name}: The expression can not be empty;")
    return wire


def paths_of(wire: object) -> tuple[Path, ...] | None:
    """Return a projection's paths; None where there is none."""
    return None if wire is None else expressions.projection(blob(wire))
