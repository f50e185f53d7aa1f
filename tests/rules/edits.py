"""Edits of a template, to break it: one place, one line.

A path is ``Resource/Property/…``, or begins with a section of the template, such as ``Parameters``.
In a list, a step is a number, or what an entry is called by.
"""

from collections.abc import Callable
from typing import Any

Edit = Callable[[dict[str, Any]], None]
_CALLED_BY = ("Sid", "PolicyName", "Id")
"""By which property the entries of lists are known, each where it has one."""


def put(path: str, value: Any) -> Edit:  # noqa: ANN401 - whatever a template may have
    """Set a value, or replace one."""

    def edit(template: dict[str, Any]) -> None:
        holder, last = _holder(template, path)
        holder[last] = value

    return edit


def drop(path: str) -> Edit:
    """Leave out what stands at a path."""

    def edit(template: dict[str, Any]) -> None:
        holder, last = _holder(template, path)
        del holder[last]

    return edit


def add(path: str, value: Any) -> Edit:  # noqa: ANN401 - the same
    """Add an entry to a list; a single value becomes a list first."""

    def edit(template: dict[str, Any]) -> None:
        holder, last = _holder(template, path)
        there = holder.get(last, []) if isinstance(holder, dict) else holder[last]
        holder[last] = [*(there if isinstance(there, list) else [there]), value]

    return edit


def rename(path: str, name: str) -> Edit:
    """Call a key otherwise, and keep what stands there."""

    def edit(template: dict[str, Any]) -> None:
        holder, last = _holder(template, path)
        holder[name] = holder.pop(last)

    return edit


def _holder(template: dict[str, Any], path: str) -> tuple[Any, Any]:
    """Return what holds the last step of a path, and that step."""
    first, *rest = path.split("/")
    steps = [first, *rest] if first in template else ["Resources", first, "Properties", *rest]
    holder: Any = template
    for step in steps[:-1]:
        holder = holder[_key(holder, step)]
    return holder, _key(holder, steps[-1])


def _key(holder: Any, step: str) -> str | int:  # noqa: ANN401 - the same
    if not isinstance(holder, list):
        return step
    if step.isdecimal():
        return int(step)
    return [step in (entry.get(key) for key in _CALLED_BY) for entry in holder].index(True)
