"""The trash: deleted to-dos come back from it, until they expire or it is emptied."""

from dataclasses import replace

from chalicelib.errors import NoSuchTodoError
from chalicelib.jobs.queue import STRIP_TRASH, queue
from chalicelib.model import rank
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.store.items import GONE_PREFIX, TODO_PREFIX, Item
from chalicelib.store.operations import Written
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import gone_id, todo_of, trash_key
from chalicelib.writes.changes import Author, Scene, Terms
from chalicelib.writes.subtasks import count_subtasks, unfit

MOST_DELETED = 100
"""One revision deletes no more to-dos than a transaction has actions."""


def restoration(todo_id: str, terms: Terms) -> Author[Todo]:
    """Put a deleted to-do back, with the subtasks that were deleted with it.

    It comes to the end of its list, or of the inbox if the list is gone; as a subtask if its parent
    is there and fit for it, or else by itself. Raises ``NoSuchTodoError`` for what is not in the
    trash.
    """

    def author(scene: Scene) -> Written[Todo]:
        gone = _in_trash(scene, todo_id)
        terms.precondition(None)
        parent = _parent(scene, todo_of(gone))
        restored = _restored(scene, gone, parent.list if parent else None, nth=0)
        scene.ledger.require_list(restored.list)
        if parent:
            count_subtasks(scene, parent, 1)
        family = _deleted_with(scene, gone)
        restored = replace(restored, parent=parent.id if parent else None, subtasks=len(family))
        scene.ledger.restore(gone, restored)
        for nth, each in enumerate(family, 1):
            subtask = _restored(scene, each, restored.list, nth)
            scene.ledger.restore(each, subtask)
        return scene.written(restored)

    return author


def emptying(terms: Terms) -> Author[Todo]:
    """Empty the trash: at once nothing of it is shown or restored; its bytes go later."""

    def author(scene: Scene) -> Written[Todo]:
        terms.precondition(None)
        scene.ledger.empties_trash = True
        queue(scene, STRIP_TRASH, "all")
        return scene.written()

    return author


def expected(todo_id: str) -> tuple[str, ...]:
    """Name the items that a restoration looks at first."""
    return (gone_id(TODO_PREFIX + todo_id),)


def _in_trash(scene: Scene, todo_id: str) -> Item:
    gone = scene.look.gone(TODO_PREFIX + todo_id, scene.ledger.now_s)
    if gone is None or int(gone["revision"]["N"]) <= scene.head.emptied:
        raise NoSuchTodoError
    return gone


def _parent(scene: Scene, todo: Todo) -> Todo | None:
    """Return the parent that a to-do had, if it can be its parent again."""
    parent = scene.look.todo(todo.parent) if todo.parent else None
    if parent is None or unfit(parent, todo) or not scene.look.has_list(parent.list):
        return None
    return parent


def _deleted_with(scene: Scene, gone: Item) -> list[Item]:
    """Return what stays of the subtasks that were deleted with their parent, in their order."""
    if todo_of(gone).subtasks == 0:
        return []
    part = trash_key(int(gone["revision"]["N"]))
    found = scene.look.found(Range("history", part, part + HIGH, MOST_DELETED))
    scene.look.expect(item["id"]["S"] for item in found)
    items = [scene.look.item(each["id"]["S"]) for each in found]
    parent_id = gone["id"]["S"].removeprefix(GONE_PREFIX + TODO_PREFIX)
    family = [each for each in items if each and todo_of(each).parent == parent_id]
    return sorted(family, key=lambda each: todo_of(each).rank)


def _restored(scene: Scene, gone: Item, list_id: str | None, nth: int) -> Todo:
    """Return a deleted to-do as it comes back, at the end of a list."""
    todo = todo_of(gone)
    if list_id is None:
        list_id = todo.list if scene.look.has_list(todo.list) else INBOX
    return scene.stamped(todo, list=list_id, rank=rank.last(scene.stamp.revision, nth))
