"""To-dos are made, replaced, changed and deleted, with all that follows from it."""

from dataclasses import replace

from chalicelib.errors import IdTakenError, ListGoneError, NoSuchTodoError, TodoDeletedError
from chalicelib.model import rank
from chalicelib.model.drafts import TodoDraft, TodoPatch
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo, drafted, patched
from chalicelib.store.items import LIST_PREFIX, TODO_PREFIX
from chalicelib.store.operations import Written
from chalicelib.store.records import gone_id
from chalicelib.writes.changes import Author, Scene, Terms
from chalicelib.writes.occurrences import make_next
from chalicelib.writes.subtasks import joined, leave, subtasks_of


def expected(todo_id: str, body: TodoDraft | TodoPatch | None = None) -> tuple[str, ...]:
    """Name the items that a write of a to-do looks at first."""
    item_id = TODO_PREFIX + todo_id
    ids = [item_id, *([gone_id(item_id)] if isinstance(body, TodoDraft) else [])]
    if body and body.list and body.list != INBOX:
        ids.append(LIST_PREFIX + body.list)
    if body and body.parent:
        ids.append(TODO_PREFIX + body.parent)
    return tuple(dict.fromkeys(ids))


def creation(todo_id: str, draft: TodoDraft, terms: Terms) -> Author[Todo]:
    """Make a to-do; raises ``IdTakenError`` if it is there, ``TodoDeletedError`` if it was."""
    make = replacement(todo_id, draft, terms)

    def author(scene: Scene) -> Written[Todo]:
        _refuse_revival(scene, todo_id)
        if scene.look.todo(todo_id):
            raise IdTakenError("You have a to-do with this id already.")
        return make(scene)

    return author


def replacement(todo_id: str, draft: TodoDraft, terms: Terms) -> Author[Todo]:
    """Make a to-do or replace it; raises ``TodoDeletedError`` if it was deleted."""

    def author(scene: Scene) -> Written[Todo]:
        _refuse_revival(scene, todo_id)
        before = scene.look.todo(todo_id)
        terms.precondition(before)
        after = drafted(todo_id, draft, before, scene.stamp)
        return _write(scene, before, after, names_list="list" in draft.model_fields_set)

    return author


def correction(todo_id: str, patch: TodoPatch, terms: Terms) -> Author[Todo]:
    """Change some fields of a to-do; raises ``NoSuchTodoError``."""

    def author(scene: Scene) -> Written[Todo]:
        before = there(scene, todo_id)
        terms.precondition(before)
        after = patched(patch, before, scene.stamp)
        return _write(scene, before, after, names_list=patch.list is not None)

    return author


def deletion(todo_id: str, terms: Terms) -> Author[Todo]:
    """Delete a to-do and its subtasks, leaving tombstones; raises ``NoSuchTodoError``."""

    def author(scene: Scene) -> Written[Todo]:
        todo = there(scene, todo_id)
        terms.precondition(todo)
        for each in (todo, *subtasks_of(scene.look, todo)):
            scene.ledger.delete(each)
        if todo.parent:
            leave(scene, todo.parent)
        return scene.written()

    return author


def there(scene: Scene, todo_id: str) -> Todo:
    """Return a to-do that must be there; raises ``NoSuchTodoError``."""
    todo = scene.look.todo(todo_id)
    if todo is None:
        raise NoSuchTodoError
    return todo


def require_list(scene: Scene, list_id: str) -> None:
    """Put something into a list only if it is there when that happens; raises ``ListGoneError``."""
    if not scene.look.has_list(list_id):
        raise ListGoneError
    scene.ledger.require_list(list_id)


def resettle(scene: Scene, before: Todo, after: Todo) -> list[Todo]:
    """Enter a to-do that was there into the ledger, and its subtasks, which follow it.

    Returns the subtasks as they are then, if something became of them.
    """
    revision = scene.stamp.revision
    has_moved, is_finished = after.list != before.list, after.done and not before.done
    scene.ledger.replace(before, after)
    if not (has_moved or is_finished):
        return []
    subtasks = []
    for nth, subtask in enumerate(subtasks_of(scene.look, before), 1):
        follows = subtask
        if has_moved:
            follows = replace(follows, list=after.list, rank=rank.last(revision, nth))
        if is_finished and not subtask.done:
            follows = replace(follows, done=True, done_at=after.done_at)
        if follows is not subtask:
            follows = scene.stamped(follows)
            scene.ledger.replace(subtask, follows)
        subtasks.append(follows)
    return subtasks


def _write(scene: Scene, before: Todo | None, after: Todo, *, names_list: bool) -> Written[Todo]:
    after = joined(scene, before, after, names_list=names_list)
    if before is None or after.list != before.list:
        require_list(scene, after.list)
        after = replace(after, rank=rank.last(scene.stamp.revision))
    subtasks: list[Todo] = []
    if before:
        subtasks = resettle(scene, before, after)
    else:
        scene.ledger.make(after)
    if after.done and not (before and before.done):
        make_next(scene, after, subtasks)
    return scene.written(after, created=before is None)


def _refuse_revival(scene: Scene, todo_id: str) -> None:
    if scene.look.gone(TODO_PREFIX + todo_id, scene.ledger.now_s):
        raise TodoDeletedError("A to-do with this id was deleted; its id stays taken.")
