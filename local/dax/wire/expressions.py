"""The three forms of expressions: conditions of all kinds, updates and projections."""

from collections.abc import Iterable
from typing import Final

from local.dax.shapes import Path
from local.dax.wire.cbor import decode_one
from local.dax.wire.narrow import array
from local.dax.wire.paths import check_apart
from local.dax.wire.printer import Placeholders, Printer, filled, function, path_of
from local.dax.wire.refusals import WireError

_PATH: Final = 18
_CLAUSES: Final = {"SET": 19, "REMOVE": 22, "ADD": 20, "DELETE": 21}
_ACTIONS: Final = {19: "{} = {}", 20: "{} {}", 21: "{} {}", 22: "{}"}


def condition(blob: bytes, placeholders: Placeholders) -> str:
    """Return the text of a condition, a key condition or a filter."""
    tree, literals = _parts(blob)
    return Printer(literals, placeholders).text(tree)


def update(blob: bytes, placeholders: Placeholders) -> str:
    """Return the text of an update. Its actions come in any order, its clauses once each."""
    tree, literals = _parts(blob)
    printer = Printer(literals, placeholders)
    actions = [_action(node, printer) for node in array(tree)]
    clauses = {word: _clause(actions, code) for word, code in _CLAUSES.items()}
    return " ".join(f"{word} {clause}" for word, clause in clauses.items() if clause)


def projection(blob: bytes) -> tuple[Path, ...]:
    """Return the paths of a projection; raises ValidationException where they overlap."""
    match decode_one(blob):
        case [1, [_, *_] as nodes]:
            paths = tuple(_projected(node) for node in nodes)
            check_apart(paths)
            return paths
    raise WireError("A projection has a format and paths.")


def projection_text(names: Iterable[str], placeholders: Placeholders) -> str:
    """Return the text of a projection upon whole attributes."""
    return ", ".join(map(placeholders.name, names))


def _parts(blob: bytes) -> tuple[object, list[object]]:
    """Return an expression's tree and the values that its variables count."""
    match decode_one(blob):
        case [1, tree, list(literals)]:
            return tree, literals
    raise WireError("An expression has a format, a tree and values.")


def _action(node: object, printer: Printer) -> tuple[int, str]:
    code, arguments = function(node)
    return code, filled(_ACTIONS.get(code), [printer.text(argument) for argument in arguments])


def _clause(actions: list[tuple[int, str]], code: int) -> str:
    return ", ".join(text for action, text in actions if action == code)


def _projected(node: object) -> Path:
    code, steps = function(node)
    if code != _PATH:
        raise WireError("A projection has paths.")
    return path_of(steps)
