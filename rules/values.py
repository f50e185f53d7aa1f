"""Reads values: whichever way a condition may turn out, and whichever way a function is spelt."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_IN_SUB = re.compile(r"\$\{(!?)([^}]*)\}")


def choices(value: object, *path: str) -> Iterator[Any]:
    """Yield each value that may stand at a path: both sides of an Fn::If, None where it misses."""
    for each in _sides(value):
        if not path:
            yield each
        else:
            yield from choices(each.get(path[0]) if isinstance(each, dict) else None, *path[1:])


def _sides(value: object) -> Iterator[Any]:
    match value:
        case {"Fn::If": [_, yes, no]}:
            yield from _sides(yes)
            yield from _sides(no)
        case {"Ref": "AWS::NoValue"}:
            yield None
        case _:
            yield value


def entries(value: object, *path: str) -> Iterator[Any]:
    """Yield what may stand in a list; policies have one thing without a list around it, too."""
    for each in choices(value, *path):
        if isinstance(each, list):
            for one in each:
                yield from entries(one)
        elif each is not None:
            yield each


def always(value: object, *path: str, among: Sequence[Any]) -> bool:
    """Tell whether a value is one of these, whichever way the conditions turn out."""
    return all(settled(each) in among for each in choices(value, *path))


def settled(value: object) -> object:
    """Return a boolean also where it is spelt as a string: CloudFormation takes both."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def number(value: object) -> int | None:
    """Return a whole number, also where it is spelt as a string; None for anything else."""
    spelt = text(value)
    return int(spelt) if spelt.isdecimal() else None


def text(value: object) -> str:
    """Spell a value in one way: ``<Bucket.Arn>/users/…`` for a Sub, a Join or a GetAtt alike.

    ``${…}`` is left for the variables of IAM, so that the two can't be taken for each other.
    """
    match value:
        case str():
            return str(value)
        case bool() | int():
            return str(value).lower()
        case {"Fn::Sub": parts}:
            return _sub(parts)
        case {"Fn::Join": [str(between), list(parts)]}:
            return str(between).join(map(text, parts))
        case _:
            return _reference(value)


def _reference(value: object) -> str:
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": str(name)}:
            return f"<{name}>"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"<{name}.{attribute}>"
        case _:
            return "<?>"


def _sub(parts: object) -> str:
    match parts:
        case str():
            return _substituted(parts, {})
        case [str(pattern), dict(variables)]:
            return _substituted(pattern, variables)
        case _:
            return "<?>"


def _substituted(pattern: str, variables: dict[str, Any]) -> str:
    def spelt(found: re.Match[str]) -> str:
        literal, name = found.groups()
        if literal:
            return f"${{{name}}}"
        return text(variables[name]) if name in variables else f"<{name}>"

    return _IN_SUB.sub(spelt, pattern)


def texts(value: object, *path: str) -> list[str]:
    """Return all that may stand in a list, each spelt in one way."""
    return [text(each) for each in entries(value, *path)]
