"""Renames a label on all to-dos that have it."""

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.model.todo import Todo
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import todo_entry
from chalicelib.writes.changes import Scene

LOOK_AT = 100
LOOKS = 40
"""To-dos that a step looks at together, and how often: 4,000 of those that have not the label."""


def rename_label(scene: Scene, job: Job, most: int) -> Step:
    """Rename the label on the next to-dos that have it, in the order of their ids."""
    labelled, cursor = _labelled(scene, job, most)
    scene.look.expect(labelled)
    for item_id in labelled:
        todo = scene.look.todo(item_id.removeprefix(TODO_PREFIX))
        if todo:
            scene.ledger.replace(todo, _renamed(scene, todo, job))
    return Step(cursor=cursor) if cursor else DONE


def _labelled(scene: Scene, job: Job, most: int) -> tuple[list[str], str]:
    """Find who has the label behind the cursor; return how far was looked, or "" for the end."""
    cursor = job.cursor
    for _ in range(LOOKS):
        low = cursor + HIGH if cursor else TODO_PREFIX
        found = scene.look.found(Range(None, low, TODO_PREFIX + HIGH, LOOK_AT))
        ids = [item["id"]["S"] for item in found if job.target in todo_entry(item)["labels"]]
        if ids:
            return ids[:most], ids[:most][-1]
        if len(found) < LOOK_AT:
            return [], ""
        cursor = found[-1]["id"]["S"]
    return [], cursor


def _renamed(scene: Scene, todo: Todo, job: Job) -> Todo:
    old, new = job.target, job.details["name"]
    labels = dict.fromkeys(new if label == old else label for label in todo.labels)
    return scene.stamped(todo, labels=tuple(labels))
