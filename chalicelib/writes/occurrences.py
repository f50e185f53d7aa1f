"""Finishing a recurring to-do makes the next one, in the same transaction."""

from dataclasses import replace

from chalicelib.model import rank
from chalicelib.model.recurrence import next_occurrence
from chalicelib.model.reminders import is_before_due
from chalicelib.model.series import days_later, occurrence_id, subtask_id
from chalicelib.model.todo import Todo
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.records import gone_id
from chalicelib.times import due_at
from chalicelib.writes.changes import Scene


def make_next(scene: Scene, done: Todo, subtasks: list[Todo]) -> None:
    """Make the occurrence behind one that is done, with open copies of its subtasks.

    Nothing is made where the series has ended, where its next one is there or was deleted, or
    where the list is being deleted.
    """
    if not (done.recurrence and done.series and done.occurrence and done.due):
        return
    found = next_occurrence(done.recurrence, done.occurrence, done.due_zone, done.due)
    if found is None:
        return
    item_id = TODO_PREFIX + occurrence_id(done.series, found.at)
    scene.look.expect([item_id, gone_id(item_id)])
    if scene.look.item(item_id) or scene.look.gone(item_id, scene.ledger.now_s):
        return
    if not scene.look.has_list(done.list):
        return
    scene.ledger.require_list(done.list)
    following = replace(
        _opened(scene, done, occurrence_id(done.series, found.at), found.at),
        recurrence=found.rule,
        occurrence=found.at,
        rank=rank.again(done.rank, scene.stamp.revision),
        subtasks=len(subtasks),
    )
    scene.ledger.make(following)
    # The subtasks themselves may have been moved by this write, and got the first ranks of it.
    for nth, subtask in enumerate(subtasks, len(subtasks) + 1):
        its_id = subtask_id(following.id, subtask.id, scene.stamp.revision)
        copy = replace(
            _opened(scene, subtask, its_id, days_later(subtask.due, done.occurrence, found.at)),
            parent=following.id,
            rank=rank.last(scene.stamp.revision, nth),
        )
        scene.ledger.make(copy, may_be_gone=True)  # nobody else makes such an id


def _opened(scene: Scene, done: Todo, todo_id: str, due: str | None) -> Todo:
    """Return a new to-do like one that is done, due at another time."""
    zone = done.due_zone if due else None
    reminders = [each for each in done.reminders if due and is_before_due(each)]
    return scene.stamped(
        done,
        id=todo_id,
        done=False,
        done_at=None,
        due=due,
        due_zone=zone,
        due_at=due_at(due, zone),
        reminders=tuple(reminders),
        created_at=scene.stamp.now,
    )
