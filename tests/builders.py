"""Values to begin with: valid, and unremarkable but for what a test says of them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack
from uuid import uuid4

from chalicelib.model.drafts import (
    ListDraft,
    ListPatch,
    NewTodo,
    TodoDraft,
    TodoMove,
    TodoPatch,
    parse,
)
from chalicelib.model.stamp import Stamp
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.times import written

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
ID = "01890a5d-ac96-774b-bcce-b302099a8057"


class Fields(TypedDict, total=False):
    """The fields of a to-do."""

    id: str
    title: str
    notes: str
    done: bool
    done_at: str | None
    due: str | None
    due_zone: str | None
    due_at: str | None
    priority: str
    labels: tuple[str, ...]
    list: str
    rank: str
    parent: str | None
    subtasks: int
    recurrence: str | None
    series: str | None
    occurrence: str | None
    reminders: tuple[str, ...]
    created_at: str
    updated_at: str
    revision: int


_PLAIN = Todo(
    id=ID,
    title="Water the plants",
    notes="",
    done=False,
    done_at=None,
    due=None,
    due_zone=None,
    due_at=None,
    priority="none",
    labels=(),
    list="inbox",
    rank="Uzzzzzz",
    parent=None,
    subtasks=0,
    recurrence=None,
    series=None,
    occurrence=None,
    reminders=(),
    created_at=written(NOON),
    updated_at=written(NOON),
    revision=1,
)


_LIST = TodoList(
    id=ID,
    name="Garden",
    colour=None,
    archived=False,
    rank="Uzzzzzz",
    created_at=written(NOON),
    updated_at=written(NOON),
    revision=1,
)


def a_todo(**fields: Unpack[Fields]) -> Todo:
    return replace(_PLAIN, **fields)


def a_done_todo(**fields: Unpack[Fields]) -> Todo:
    done: Fields = {"done": True, "done_at": written(NOON), **fields}
    return replace(_PLAIN, **done)


class ListFields(TypedDict, total=False):
    """The fields of a list."""

    id: str
    name: str
    colour: str | None
    archived: bool
    rank: str
    revision: int


def a_list(**fields: Unpack[ListFields]) -> TodoList:
    return replace(_LIST, **fields)


def a_dated_todo() -> Todo:
    due, zone, due_at = "2026-03-01T09:00:00", "Europe/Zurich", "2026-03-01T08:00:00Z"
    return replace(_PLAIN, due=due, due_zone=zone, due_at=due_at)


def an_id() -> str:
    return str(uuid4())


def an_owner() -> str:
    return f"owner-{uuid4()}"


def a_stamp(now: str = "2026-03-02T08:00:00Z", revision: int = 2) -> Stamp:
    return Stamp(now, revision)


def a_draft(**fields: object) -> TodoDraft:
    return parse(TodoDraft, _with_title(fields))


def a_new_todo(**fields: object) -> NewTodo:
    return parse(NewTodo, _with_title(fields))


def a_patch(**fields: object) -> TodoPatch:
    return parse(TodoPatch, fields)


def a_list_draft(name: str = "Garden", **fields: object) -> ListDraft:
    return parse(ListDraft, {"name": name, **fields})


def a_list_patch(**fields: object) -> ListPatch:
    return parse(ListPatch, fields)


def a_move(**fields: object) -> TodoMove:
    return parse(TodoMove, fields)


def _with_title(fields: dict[str, object]) -> dict[str, Any]:
    return {"title": "Water the plants", **fields}
