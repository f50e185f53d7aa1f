"""Prints expressions: trees of numbered functions on the wire, DynamoDB's text upstream.

A tree holds the very names and values, so that the placeholders of the text are our own. A name
always gets one: it may be a reserved word, or have dots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from local.dax.shapes import Path, Value
from local.dax.wire.narrow import array, integer, text
from local.dax.wire.refusals import WireError
from local.dax.wire.tags import ListIndex
from local.dax.wire.values import from_wire

_TEXTS: Final = {
    0: "{} = {}",
    1: "{} <> {}",
    2: "{} < {}",
    3: "{} >= {}",
    4: "{} > {}",
    5: "{} <= {}",
    8: "NOT ({})",
    9: "{} BETWEEN {} AND {}",
    11: "attribute_exists({})",
    12: "attribute_not_exists({})",
    13: "attribute_type({}, {})",
    14: "begins_with({}, {})",
    15: "contains({}, {})",
    16: "size({})",
    23: "if_not_exists({}, {})",
    24: "list_append({}, {})",
    25: "{} + {}",
    26: "{} - {}",
}
_CHAINS: Final = {6: " AND ", 7: " OR "}
_SUMS: Final = {25, 26}
_LOGICAL: Final = {*_CHAINS, 8}
_LEVELS = 100
"""Most functions in each other, a chain of ANDs or ORs counted as one; and most steps of a path.
DynamoDB itself has far smaller limits."""


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The names and values that a request's expressions refer to, as boto3 takes them."""

    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def name(self, name: str) -> str:
        """Return the placeholder of an attribute's name."""
        placeholder = self._known.setdefault(name, f"#n{len(self._known)}")
        self.names[placeholder] = name
        return placeholder

    def value(self, value: Value) -> str:
        """Return a new placeholder for a value."""
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = value
        return placeholder


class Printer:
    """Prints the functions of one expression."""

    def __init__(self, literals: list[object], placeholders: Placeholders) -> None:
        self._literals = literals
        self._placeholders = placeholders
        self._variables: dict[int, str] = {}

    def text(self, node: object, level: int = 0) -> str:
        """Return a function's text; raises ``WireError`` where it is none."""
        if level > _LEVELS:
            raise WireError("An expression has too many levels.")
        code, arguments = function(node)
        if code in _CHAINS:
            return self._chain(node, code, level + 1)
        match code, arguments:
            case 10, [operand, [_, *_] as members]:
                return f"{self.text(operand, level + 1)} IN ({self._list(members, level + 1)})"
            case 17, [position]:
                return self._variable(integer(position))
            case 18, steps:
                return self._path(path_of(steps))
        texts = [self.text(it, level + 1) for it in arguments]
        if code in _SUMS and len(texts) > 1 and function(arguments[-1])[0] in _SUMS:
            texts[-1] = f"({texts[-1]})"  # a - (b - c) is not a - b - c
        return filled(_TEXTS.get(code), texts)

    def _chain(self, node: object, code: int, level: int) -> str:
        """Print AND or OR without parentheses: key conditions have none, and 300 are too many."""
        operands, nodes = [], [node]
        while nodes:
            found, arguments = function(nodes[-1])
            if found == code:
                nodes[-1:] = reversed(_pair(arguments))
            else:
                operands.append(self._operand(nodes.pop(), level))
        return _CHAINS[code].join(operands)

    def _operand(self, node: object, level: int) -> str:
        text = self.text(node, level)
        return f"({text})" if function(node)[0] in _LOGICAL else text

    def _list(self, nodes: Sequence[object], level: int) -> str:
        return ", ".join([self.text(node, level) for node in nodes])

    def _variable(self, position: int) -> str:
        if position not in self._variables:
            if not 0 <= position < len(self._literals):
                raise WireError(f"An expression has no value {position}.")
            value = from_wire(self._literals[position])
            self._variables[position] = self._placeholders.value(value)
        return self._variables[position]

    def _path(self, path: Path) -> str:
        steps = (
            f".{self._placeholders.name(step)}" if isinstance(step, str) else f"[{step}]"
            for step in path
        )
        return "".join(steps)[1:]


def function(node: object) -> tuple[int, list[object]]:
    """Return a function's number and its arguments."""
    code, *arguments = array(node) or [None]
    return integer(code), arguments


def path_of(steps: list[object]) -> Path:
    """Return the document path of a path's arguments."""
    if len(steps) > _LEVELS:
        raise WireError("A path has too many steps.")
    path = tuple(step.position if isinstance(step, ListIndex) else text(step) for step in steps)
    if not path or isinstance(path[0], int):
        raise WireError("A path begins with a name.")
    return path


def filled(template: str | None, texts: list[str]) -> str:
    """Return a function's text with its arguments' texts in their places."""
    if template is None or template.count("{}") != len(texts):
        raise WireError("An expression has an unknown function, or not its arguments.")
    return template.format(*texts)


def _pair(arguments: list[object]) -> list[object]:
    if len(arguments) != 2:  # noqa: PLR2004  AND and OR have two
        raise WireError("AND and OR have two operands.")
    return arguments
