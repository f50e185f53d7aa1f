"""Deletes what is in a list that was deleted: open or done, whole families at a time.

The list itself is gone at once, and nothing can be put into it any more. What is in it can still
be read until its turn comes, and be saved by moving it to another list.
"""

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.model.todo import Todo
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.look import TornError
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import DONE as DONE_PART
from chalicelib.writes.changes import Scene
from chalicelib.writes.subtasks import subtasks_of


def delete_contents(scene: Scene, job: Job, most: int) -> Step:
    """Delete some of what is in the list."""
    taken: set[str] = set()
    found = _contents(scene, job.target, most)
    for todo in found:
        head = _head_of_family(scene, todo)
        if head.id in taken or head.list != job.target:
            continue
        family = [head, *subtasks_of(scene.look, head)]
        if taken and len(taken) + len(family) > most:
            break
        for each in family:
            scene.ledger.delete(each)
            taken.add(each.id)
    return Step() if found else DONE


def _contents(scene: Scene, list_id: str, most: int) -> list[Todo]:
    """Return to-dos that are in the list now, whatever an index that lags still names.

    Raises ``TornError`` if all that it names are elsewhere by now.
    """
    named, contents = 0, []
    for part in (f"{list_id}#", f"{DONE_PART}{list_id}#"):
        found = scene.look.found(Range("board", part, part + HIGH, most))
        scene.look.expect(item["id"]["S"] for item in found)
        for item in found:
            todo = scene.look.todo(item["id"]["S"].removeprefix(TODO_PREFIX))
            if todo and todo.list == list_id:
                contents.append(todo)
        named += len(found)
    if named and not contents:
        raise TornError
    return contents


def _head_of_family(scene: Scene, todo: Todo) -> Todo:
    parent = scene.look.todo(todo.parent) if todo.parent else None
    return parent or todo
