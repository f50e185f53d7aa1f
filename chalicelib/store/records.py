"""To-dos, lists and what stays of the deleted: the way between each and its item.

A record is where its keys say: the sort keys of the views are made here, and only here.
"""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.store.items import GONE_PREFIX, LIST_PREFIX, TODO_PREFIX, Item, decode, encode, key
from chalicelib.times import written

Record: TypeAlias = Todo | TodoList

KEPT = timedelta(days=90)
"""How long tombstones and the records of operations live: as long as a device may be offline."""

UNDATED = "undated#"
"""Where the agenda keeps what has no due: behind every date, which begin with a digit."""

DONE = "done#"
LISTS = "lists#"
ARCHIVE = "archive#"
"""Parts of ``board``, beside those of each list's open to-dos, which begin with the list's id."""

TRASH = "gone#"
"""The part of ``history`` for what was deleted: behind all times, which begin with a digit."""

NOT_SHOWN = {"id", "notes", "revision"}
SHOWN = {
    kind: tuple(f.name for f in fields(kind) if f.name not in NOT_SHOWN)
    for kind in (Todo, TodoList)
}
"""The fields that are in the one map that views project."""

UNSAID: dict[str, object] = {
    "done": False,
    "priority": "none",
    "labels": [],
    "list": INBOX,
    "subtasks": 0,
    "reminders": [],
    "archived": False,
}
"""Values that most have, beside ``None``: they are not stored, and cost nothing in any view."""


def record_id(record: Record) -> str:
    """Return the sort key of a record's item."""
    return (TODO_PREFIX if isinstance(record, Todo) else LIST_PREFIX) + record.id


def gone_id(item_id: str) -> str:
    """Return the sort key of what stays of a record once it is deleted."""
    return GONE_PREFIX + item_id


def record_item(owner: str, record: Record) -> Item:
    """Return a record's item, in the views where it is seen now."""
    keys = _todo_keys(record) if isinstance(record, Todo) else _list_keys(record)
    views = {name: encode(value) for name, value in keys.items()}
    return {"owner": encode(owner), **snapshot(record), **views}


def board_key(todo: Todo) -> str:
    """Return where a to-do is in its list."""
    place = f"{DONE}{todo.list}#{todo.done_at}" if todo.done else f"{todo.list}#{todo.rank}"
    return f"{place}#{todo.id}"


def trash_key(revision: int) -> str:
    """Return what the keys of all begin with that a revision deleted."""
    return f"{TRASH}{revision:015}#"


def tombstone(owner: str, record: Record, revision: int, expires_at: int) -> Item:
    """Return what stays of a deleted record until ``expires_at`` (seconds since 1970).

    What stays of a to-do is all of it, so that it can be restored, and it is in the trash.
    """
    item = {
        **key(owner, gone_id(record_id(record))),
        "revision": encode(revision),
        "expires_at": encode(expires_at),
    }
    if isinstance(record, TodoList):
        return item
    kept = {**snapshot(record), **item, "history_key": encode(trash_key(revision) + record.id)}
    kept["shown"] = {"M": {**kept["shown"]["M"], "expires_at": encode(expires_at)}}
    return kept


def snapshot(record: Record) -> Item:
    """Return what is stored of a record wherever it is stored; the readers below read it back."""
    shown = {name: _plain(getattr(record, name)) for name in SHOWN[type(record)]}
    said = {name: value for name, value in shown.items() if value != UNSAID.get(name)}
    item: Item = {
        "id": encode(record_id(record)),
        "revision": encode(record.revision),
        "shown": encode(said),
    }
    if isinstance(record, Todo):
        item["shown"] = encode({**said, "has_notes": bool(record.notes)})
        if record.notes:
            item["notes"] = encode(record.notes)
    return item


def todo_of(item: Item) -> Todo:
    """Read a to-do back from its whole item, or from what stays of it."""
    shown = _shown(Todo, item)
    return Todo(
        id=_id(item, TODO_PREFIX),
        notes=item["notes"]["S"] if "notes" in item else "",
        revision=_revision(item),
        labels=tuple(shown.pop("labels")),
        reminders=tuple(shown.pop("reminders")),
        **{name: shown[name] for name in SHOWN[Todo] if name in shown},
    )


def list_of(item: Item) -> TodoList:
    """Read a list back from its whole item."""
    shown = _shown(TodoList, item)
    return TodoList(
        id=_id(item, LIST_PREFIX),
        revision=_revision(item),
        **{name: shown[name] for name in SHOWN[TodoList]},
    )


def record_of(item: Item) -> Record:
    """Read a record of either kind."""
    return todo_of(item) if TODO_PREFIX in item["id"]["S"] else list_of(item)


def todo_entry(item: Item) -> dict[str, Any]:
    """Return a to-do as a page shows it: ``has_notes`` stands for the notes."""
    return {"id": _id(item, TODO_PREFIX), **_shown(Todo, item), "revision": _revision(item)}


def list_entry(item: Item) -> dict[str, Any]:
    """Return a list as a page shows it: whole."""
    return {"id": _id(item, LIST_PREFIX), **_shown(TodoList, item), "revision": _revision(item)}


def trash_entry(item: Item) -> dict[str, Any]:
    """Return a deleted to-do as the trash shows it: with the time until which it can come back."""
    entry = todo_entry(item)
    ends = datetime.fromtimestamp(entry.pop("expires_at"), UTC)
    return {**entry, "deleted_at": written(ends - KEPT), "expires_at": written(ends)}


def _shown(kind: type[Record], item: Item) -> dict[str, Any]:
    return {**_UNSAID[kind], **decode(item["shown"])}


_UNSAID = {kind: {name: UNSAID.get(name) for name in names} for kind, names in SHOWN.items()}


def _plain(value: object) -> object:
    """Return a value as it is read back."""
    return list(value) if isinstance(value, tuple) else value


def _id(item: Item, prefix: str) -> str:
    return item["id"]["S"].removeprefix(GONE_PREFIX).removeprefix(prefix)


def _revision(item: Item) -> int:
    return int(item["revision"]["N"])


def _todo_keys(todo: Todo) -> dict[str, str]:
    keys = {"board_key": board_key(todo)}
    if todo.done:
        keys["history_key"] = f"{todo.done_at}#{todo.id}"
    else:
        keys["agenda_key"] = f"{todo.due}#{todo.id}" if todo.due else UNDATED + todo.id
    if todo.parent:
        keys["parent_key"] = f"{todo.parent}#{todo.rank}#{todo.id}"
    return keys


def _list_keys(todo_list: TodoList) -> dict[str, str]:
    part = ARCHIVE if todo_list.archived else LISTS
    return {"board_key": f"{part}{todo_list.rank}#{todo_list.id}"}
