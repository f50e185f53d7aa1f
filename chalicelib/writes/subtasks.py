"""Subtasks and their parents: what is true of both together.

- A to-do has at most ``SUBTASKS`` subtasks, and a subtask has none. So there are no circles, and a
  whole family fits into one transaction.
- A subtask is in its parent's list, and does not recur.
- Finishing a to-do finishes its subtasks; an open one never has a parent that is done.
- Deleting a to-do deletes its subtasks.
- A parent counts its subtasks: what a query finds of them is held against that number.
"""

from dataclasses import replace

from chalicelib.errors import (
    FieldError,
    InvalidInputError,
    ParentGoneError,
    ParentUnfitError,
)
from chalicelib.model.todo import Todo
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.look import Look, TornError
from chalicelib.store.ranges import HIGH, Range
from chalicelib.writes.changes import Scene

SUBTASKS = 30
"""Most subtasks of a to-do: to finish a recurring one writes each of them twice, and a
transaction has at most 100 actions."""


def subtasks_of(look: Look, parent: Todo) -> list[Todo]:
    """Return all subtasks of a to-do, whole, in the list's order."""
    if parent.subtasks == 0:
        return []
    part = f"{parent.id}#"
    found = look.found(Range("subtasks", part, part + HIGH, SUBTASKS + 1))
    look.expect(item["id"]["S"] for item in found)
    subtasks = [look.todo(item["id"]["S"].removeprefix(TODO_PREFIX)) for item in found]
    whole = [each for each in subtasks if each]
    if len(whole) != parent.subtasks:
        raise TornError
    return whole


def count_subtasks(scene: Scene, parent: Todo, more: int) -> None:
    """Write that a parent has so many subtasks more."""
    scene.ledger.replace(parent, scene.stamped(parent, subtasks=parent.subtasks + more))


def joined(scene: Scene, before: Todo | None, after: Todo, *, names_list: bool) -> Todo:
    """Settle whose subtask a to-do is, and so in which list it is.

    Raises ``ParentGoneError``, ``ParentUnfitError``, and ``InvalidInputError`` where the request
    contradicts itself.
    """
    parent_before = before.parent if before else None
    if after.parent == parent_before:
        parent = _stayed(scene, before, after)
    else:
        if parent_before:
            leave(scene, parent_before)
        parent = _entered(scene, after)
    if parent is None or after.list == parent.list:
        return after
    if names_list:
        raise InvalidInputError([FieldError("list", "must be the list of the parent")])
    return replace(after, list=parent.list)


def leave(scene: Scene, parent_id: str) -> None:
    """Count one subtask less."""
    parent = scene.look.todo(parent_id)
    if parent is None:
        raise TornError  # it would have been deleted together with its subtasks
    count_subtasks(scene, parent, -1)


def _stayed(scene: Scene, before: Todo | None, after: Todo) -> Todo | None:
    """Look at the parent of a to-do that keeps it, where that is needed."""
    if after.parent is None or before is None:
        return None
    is_opened = before.done and not after.done
    if not is_opened and after.list == before.list:
        return None
    parent = scene.look.todo(after.parent)
    if parent is None:
        raise TornError
    if is_opened:
        _refuse_open_under_done(parent)
        scene.ledger.require(parent)
    return parent


def _entered(scene: Scene, after: Todo) -> Todo | None:
    """Count the to-do as one of its new parent's subtasks."""
    if after.parent is None:
        return None
    if after.parent == after.id:
        raise InvalidInputError([FieldError("parent", "must be another to-do")])
    parent = scene.look.todo(after.parent)
    if parent is None:
        raise ParentGoneError
    why_not = unfit(parent, after)
    if why_not:
        raise _unfit(why_not)
    count_subtasks(scene, parent, 1)
    return parent


def unfit(parent: Todo, todo: Todo) -> str | None:
    """Say why one can't be the parent of the other, if so."""
    if parent.parent:
        return "is a subtask itself, and subtasks have none"
    if todo.subtasks:
        return "would make this one, which has subtasks, a subtask"
    if parent.subtasks >= SUBTASKS:
        return f"has {SUBTASKS} subtasks, which is the most"
    if parent.done and not todo.done:
        return "is done: reopen it first"
    return None


def _refuse_open_under_done(parent: Todo) -> None:
    if parent.done:
        raise _unfit("is done: reopen it first")


def _unfit(why: str) -> ParentUnfitError:
    return ParentUnfitError("The parent is not fit for that.", errors=[FieldError("parent", why)])
