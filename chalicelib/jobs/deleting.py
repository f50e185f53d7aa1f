"""Deletes what is in a list that was deleted: open or done, whole families at a time.

The list itself is gone at once, and nothing can be put into it any more. What is in it can still
be read until its turn comes, and be saved by moving it to another list.
"""

from collections.abc import Iterator

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.model.todo import Todo
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import DONE as DONE_PART
from chalicelib.writes.changes import Scene
from chalicelib.writes.families import subtasks_of


def delete_contents(scene: Scene, job: Job, most: int) -> Step:
    """Delete some of what is in the list."""
    taken: set[str] = set()
    for todo in _contents(scene, job.target, most):
        head = _head_of_family(scene, todo)
        if head.id in taken:
            continue
        family = [head, *subtasks_of(scene.look, head)]
        if taken and len(taken) + len(family) > most:
            break
        for each in family:
            scene.ledger.delete(each)
            taken.add(each.id)
    return Step() if taken else DONE


def _contents(scene: Scene, list_id: str, most: int) -> Iterator[Todo]:
    for part in (f"{list_id}#", f"{DONE_PART}{list_id}#"):
        found = scene.look.found(Range("board", part, part + HIGH, most))
        scene.look.expect(item["id"]["S"] for item in found)
        for item in found:
            todo = scene.look.todo(item["id"]["S"].removeprefix(TODO_PREFIX))
            if todo:
                yield todo


def _head_of_family(scene: Scene, todo: Todo) -> Todo:
    parent = scene.look.todo(todo.parent) if todo.parent else None
    return parent or todo
