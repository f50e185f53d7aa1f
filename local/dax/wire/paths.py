"""Document paths, on items as boto3 has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
    root = _Place(())
    for path in paths:
        clash, other = _added(root, path)
        if clash:
            raise invalid(
                f"Invalid ProjectionExpression: Two document paths {clash} with each other; "
                f"must remove or rewrite one of these paths; "
                f"path one: {_written(other)}, path two: {_written(path)}"
            )


def _member(value: Value, step: str | int) -> Any:  # noqa: ANN401  a part of an item is a Value
    match value, step:
        case {"M": members}, str():
            return members.get(step)
        case {"L": members}, int() if step < len(members):
            return members[step]
    return None


@dataclass(slots=True)
class _Place:
    """Where paths lead to, and on from by their next steps; an end has none."""

    first: Path
    """Of the paths that come by."""
    steps: dict[str | int, "_Place"] = field(default_factory=dict)


def _added(root: _Place, path: Path) -> tuple[str | None, Path]:
    """Lead one more path through the places; return how it clashes with which, if it does."""
    place = root
    for left, step in zip(range(len(path) - 1, -1, -1), path, strict=True):
        if step in place.steps:
            place = place.steps[step]
            if not (left and place.steps):
                return "overlap", place.first
        elif place.steps and type(next(iter(place.steps))) is not type(step):
            return "conflict", place.first
        else:
            place = place.steps.setdefault(step, _Place(path))
    return None, path


def _written(path: Path) -> str:
    steps = (step if isinstance(step, str) else f"[{step}]" for step in path)
    return f"[{', '.join(steps)}]"
