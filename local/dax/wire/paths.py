"""Document paths, on items as boto3 has them."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from local.dax.shapes import Item, Path, Value
from local.dax.wire.refusals import invalid


def at(item: Item, path: Path) -> Value | None:
    """Return the value at a path; None where there is none."""
    value: Value | None = {"M": item}
    for step in path:
        if value is None:
            break
        value = _member(value, step)
    return value


def top_names(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the attributes in which paths begin, each once, in their order."""
    return tuple(dict.fromkeys(str(path[0]) for path in paths))


def check_apart(paths: Sequence[Path]) -> None:
    """Raise DynamoDB's ValidationException where two paths overlap or contradict each other."""
    for one, other in combinations(paths, 2):
        clash = _clash(one, other)
        if clash:
            raise invalid(
                f"Invalid ProjectionExpression: Two document paths {clash} with each other; "
                f"must remove or rewrite one of these paths; "
                f"path one: {_written(one)}, path two: {_written(other)}"
            )


def _member(value: Value, step: str | int) -> Any:  # noqa: ANN401  a part of an item is a Value
    match value, step:
        case {"M": members}, str():
            return members.get(step)
        case {"L": members}, int() if step < len(members):
            return members[step]
    return None


def _clash(one: Path, other: Path) -> str | None:
    for step, counterpart in zip(one, other, strict=False):
        if type(step) is not type(counterpart):
            return "conflict"
        if step != counterpart:
            return None
    return "overlap"


def _written(path: Path) -> str:
    steps = (step if isinstance(step, str) else f"[{step}]" for step in path)
    return f"[{', '.join(steps)}]"
