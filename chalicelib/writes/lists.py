"""Lists are made, replaced, changed and deleted."""

from chalicelib.errors import IdTakenError, InboxFixedError, ListDeletedError, NoSuchListError
from chalicelib.jobs.queue import DELETE_CONTENTS, queue
from chalicelib.model.drafts import ListDraft, ListPatch
from chalicelib.model.fields import INBOX
from chalicelib.model.todo_list import TodoList, drafted, patched
from chalicelib.store.items import LIST_PREFIX
from chalicelib.store.operations import Written
from chalicelib.store.records import gone_id
from chalicelib.writes.changes import Author, Scene, Terms


def expected(list_id: str) -> tuple[str, ...]:
    """Name the items that a write of a list looks at first."""
    return LIST_PREFIX + list_id, gone_id(LIST_PREFIX + list_id)


def creation(list_id: str, draft: ListDraft, terms: Terms) -> Author[TodoList]:
    """Make a list; raises ``IdTakenError`` if it is there, ``ListDeletedError`` if it was."""
    make = replacement(list_id, draft, terms)

    def author(scene: Scene) -> Written[TodoList]:
        _refuse_revival(scene, list_id)
        if scene.look.todo_list(list_id):
            raise IdTakenError("You have a list with this id already.")
        return make(scene)

    return author


def replacement(list_id: str, draft: ListDraft, terms: Terms) -> Author[TodoList]:
    """Make a list or replace it; raises ``ListDeletedError`` if it was deleted."""

    def author(scene: Scene) -> Written[TodoList]:
        _refuse_inbox(list_id)
        _refuse_revival(scene, list_id)
        before = scene.look.todo_list(list_id)
        terms.precondition(before)
        return _write(scene, before, drafted(list_id, draft, before, scene.stamp))

    return author


def correction(list_id: str, patch: ListPatch, terms: Terms) -> Author[TodoList]:
    """Change some fields of a list; raises ``NoSuchListError``."""

    def author(scene: Scene) -> Written[TodoList]:
        before = list_there(scene, list_id)
        terms.precondition(before)
        return _write(scene, before, patched(patch, before, scene.stamp))

    return author


def deletion(list_id: str, terms: Terms) -> Author[TodoList]:
    """Delete a list at once, and what is in it later; raises ``NoSuchListError``."""

    def author(scene: Scene) -> Written[TodoList]:
        before = list_there(scene, list_id)
        terms.precondition(before)
        scene.ledger.delete(before)
        queue(scene, DELETE_CONTENTS, list_id)
        return scene.written()

    return author


def list_there(scene: Scene, list_id: str) -> TodoList:
    """Return a list that must be there; raises ``NoSuchListError``, ``InboxFixedError``."""
    _refuse_inbox(list_id)
    found = scene.look.todo_list(list_id)
    if found is None:
        raise NoSuchListError
    return found


def _write(scene: Scene, before: TodoList | None, after: TodoList) -> Written[TodoList]:
    if before:
        scene.ledger.replace(before, after)
    else:
        scene.ledger.make(after)
    return scene.written(after, created=before is None)


def _refuse_inbox(list_id: str) -> None:
    if list_id == INBOX:
        raise InboxFixedError


def _refuse_revival(scene: Scene, list_id: str) -> None:
    if scene.look.gone(LIST_PREFIX + list_id, scene.ledger.now_s):
        raise ListDeletedError("A list with this id was deleted; its id stays taken.")
