"""Renames a label on all to-dos that have it."""

from dataclasses import replace

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import todo_entry
from chalicelib.writes.changes import Scene


def rename_label(scene: Scene, job: Job, most: int) -> Step:
    """Rename the label on the next to-dos in the order of their ids."""
    old, new = job.target, job.details["name"]
    low = job.cursor + HIGH if job.cursor else TODO_PREFIX
    found = scene.look.found(Range(None, low, TODO_PREFIX + HIGH, most))
    if not found:
        return DONE
    labelled = [item["id"]["S"] for item in found if old in todo_entry(item)["labels"]]
    scene.look.expect(labelled)
    for item_id in labelled:
        todo = scene.look.todo(item_id.removeprefix(TODO_PREFIX))
        if todo and old in todo.labels:
            labels = dict.fromkeys(new if label == old else label for label in todo.labels)
            after = replace(
                todo,
                labels=tuple(labels),
                updated_at=scene.stamp.now,
                revision=scene.stamp.revision,
            )
            scene.ledger.replace(todo, after)
    return Step(cursor=found[-1]["id"]["S"])
