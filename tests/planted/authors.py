"""The authors of writes, broken in the ways that people break them."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from chalicelib.model.drafts import TodoDraft, TodoMove, TodoPatch
from chalicelib.model.todo import Todo
from chalicelib.repository import TodoRepository
from chalicelib.store.heads import Counts
from chalicelib.store.items import GONE_PREFIX, LIST_PREFIX, TODO_PREFIX, Item, encode
from chalicelib.store.look import Look
from chalicelib.store.operations import Written
from chalicelib.writes import moves, todos, trash
from chalicelib.writes.changes import Author, Scene, Terms


def _item_id(action: Any) -> str:  # noqa: ANN401 - of any kind
    ((_, asked),) = action.items()
    return str(asked.get("Item", asked.get("Key"))["id"]["S"])


def _keep(scene: Scene, keeps: Callable[[Any], bool]) -> None:
    """Leave actions out of a write."""
    scene.ledger.actions[:] = [each for each in scene.ledger.actions if keeps(each)]


def _spoilt(author: Author[Todo], spoil: Callable[[Scene], None]) -> Author[Todo]:
    def spoilt(scene: Scene) -> Written[Todo]:
        written = author(scene)
        spoil(scene)
        return written

    return spoilt


class SubtasksStillCounted(TodoRepository):
    """Of a family that is deleted, the head counts one to-do less."""

    def delete(self, owner: str, todo_id: str, terms: Terms) -> Written[Todo]:
        def spoil(scene: Scene) -> None:
            counts = scene.ledger.counts
            scene.ledger.counts = Counts(todos=-1, bytes=counts.bytes)

        author = _spoilt(todos.deletion(todo_id, terms), spoil)
        return self._write(owner, author, terms, todos.expected(todo_id))


class SubtasksLeftOpen(TodoRepository):
    """A to-do is done, and its subtasks are not."""

    def patch(self, owner: str, todo_id: str, patch: TodoPatch, terms: Terms) -> Written[Todo]:
        def spoil(scene: Scene) -> None:
            _keep(scene, lambda action: not _is_follower(action, todo_id))

        author = _spoilt(todos.correction(todo_id, patch, terms), spoil)
        return self._write(owner, author, terms, todos.expected(todo_id, patch))


def _is_follower(action: Any, todo_id: str) -> bool:  # noqa: ANN401 - of any kind
    item = action.get("Put", {}).get("Item", {})
    shown = item["shown"]["M"] if "shown" in item else {}
    return bool(shown.get("parent") == encode(todo_id) and "done" in shown)


class NextAtRandom(TodoRepository):
    """The next occurrence has an id of its own each time that its forerunner is done."""

    def patch(self, owner: str, todo_id: str, patch: TodoPatch, terms: Terms) -> Written[Todo]:
        def spoil(scene: Scene) -> None:
            made = [each for each in scene.ledger.actions if _is_made(each)]
            following = [each for each in made if "occurrence" in _shown(each)]
            for each in following:
                old = _item_id(each).removeprefix(TODO_PREFIX)
                written = json.dumps(scene.ledger.actions).replace(old, str(uuid4()))
                scene.ledger.actions[:] = json.loads(written)

        author = _spoilt(todos.correction(todo_id, patch, terms), spoil)
        return self._write(owner, author, terms, todos.expected(todo_id, patch))


def _is_made(action: Any) -> bool:  # noqa: ANN401 - of any kind
    asked = action.get("Put", {})
    return bool("shown" in asked.get("Item", {}) and "not_exists" in str(asked))


def _shown(action: Any) -> Item:  # noqa: ANN401 - of any kind
    return dict(action["Put"]["Item"]["shown"]["M"])


class _BlindLook(Look):
    """Sees every list, there or not."""

    def __init__(self, seen: Look) -> None:
        vars(self).update(vars(seen))

    def has_list(self, list_id: str) -> bool:  # noqa: ARG002 - the rule's own
        return True


def _without_list(author: Author[Todo]) -> Author[Todo]:
    """Have a write go through whether its list is there or not."""

    def spoilt(scene: Scene) -> Written[Todo]:
        written = author(replace(scene, look=_BlindLook(scene.look)))
        _keep(scene, lambda action: not _item_id(action).startswith(LIST_PREFIX))
        return written

    return spoilt


class ListNotChecked(TodoRepository):
    """A to-do gets into a list that is not there any more."""

    def create(self, owner: str, todo_id: str, draft: TodoDraft, terms: Terms) -> Written[Todo]:
        author = _without_list(todos.creation(todo_id, draft, terms))
        return self._write(owner, author, terms, todos.expected(todo_id, draft))


class RestoredIntoTheOldList(TodoRepository):
    """What comes back is in its list, there or not."""

    def restore(self, owner: str, todo_id: str, terms: Terms) -> Written[Todo]:
        author = _without_list(trash.restoration(todo_id, terms))
        return self._write(owner, author, terms, trash.expected(todo_id))


class NeighboursRank(TodoRepository):
    """What is moved beside another has the same rank as that one."""

    def move(self, owner: str, todo_id: str, move: TodoMove, terms: Terms) -> Written[Todo]:
        def author(scene: Scene) -> Written[Todo]:
            written = moves.todo_move(todo_id, move, terms)(scene)
            anchor = scene.look.todo(move.after or move.before or "")
            if anchor and written.record:
                old = json.dumps(scene.ledger.actions)
                scene.ledger.actions[:] = json.loads(old.replace(written.record.rank, anchor.rank))
            return written

        return self._write(owner, author, terms, moves.expected(todo_id, move))


class NothingLeftBehind(TodoRepository):
    """What is deleted leaves no tombstone."""

    def delete(self, owner: str, todo_id: str, terms: Terms) -> Written[Todo]:
        def spoil(scene: Scene) -> None:
            _keep(scene, lambda action: not _item_id(action).startswith(GONE_PREFIX))

        author = _spoilt(todos.deletion(todo_id, terms), spoil)
        return self._write(owner, author, terms, todos.expected(todo_id))


AUTHORS: tuple[type[TodoRepository], ...] = (
    SubtasksStillCounted,
    SubtasksLeftOpen,
    NextAtRandom,
    ListNotChecked,
    RestoredIntoTheOldList,
    NeighboursRank,
    NothingLeftBehind,
)
