"""What is stored: keys, and the way between a to-do and its item, in DynamoDB's own JSON.

Nothing here asks the table for anything. ``docs/decisions/0001-table-keys-and-views.md`` says
why the keys are as they are.
"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

from chalicelib.model.todo import Todo

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Value: TypeAlias = "AttributeValueTypeDef"
Item: TypeAlias = dict[str, Value]

HEAD = "head"
TODO_PREFIX = "todo#"
GONE_PREFIX = "gone#"
OPERATION_PREFIX = "op#"

UNDATED = "undated#"
"""Where the agenda keeps what has no due: behind every date, which begin with a digit."""

OPERATIONS_KEPT = 16
"""The head remembers the operations of as many last writes."""

SHOWN = tuple(field.name for field in fields(Todo) if field.name not in {"id", "notes", "revision"})
"""The fields of a to-do that are in the one map that views project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An owner's head: what a write is conditioned on, and what it counts."""

    revision: int = 0
    """The number of this owner's writes; 0 before the first."""
    revised_at_ms: int = 0
    """When the last write was sent, in milliseconds since 1970."""
    operations: tuple[str, ...] = ()
    """The ids of the last writes, oldest first."""
    todos: int = 0
    bytes: int = 0
    closed: bool = False
    epoch: str = ""
    """The history of the table in which the last write happened (``Settings.epoch``)."""


def encode(value: object) -> Value:
    """Write a value of JSON as DynamoDB does, ``{"S": "…"}``."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case str():
            return {"S": value}
        case dict():
            return {"M": {name: encode(each) for name, each in value.items()}}
        case list() | tuple():
            return {"L": [encode(each) for each in value]}
        case _:
            raise TypeError(f"{type(value).__name__} is not stored")


def decode(value: Value) -> Any:  # noqa: ANN401 - whatever was stored
    """Read a value of JSON back from DynamoDB's; numbers are integers here."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return int(content)  # type: ignore[call-overload]  # a string, for this kind
        case "M":
            return {name: decode(each) for name, each in content.items()}  # type: ignore[attr-defined]
        case "L":
            return [decode(each) for each in content]  # type: ignore[attr-defined]
        case "NULL":
            return None
        case _:
            return content


def key(owner: str, item_id: str) -> Item:
    """Return the key of one of an owner's items."""
    return {"owner": encode(owner), "id": encode(item_id)}


def todo_item(owner: str, todo: Todo) -> Item:
    """Return the item of a to-do, in the views where it is seen now."""
    item = {"owner": encode(owner), **snapshot(todo)}
    if todo.done:
        item["history_key"] = encode(f"{todo.done_at}#{todo.id}")
    else:
        item["agenda_key"] = encode(f"{todo.due}#{todo.id}" if todo.due else UNDATED + todo.id)
    return item


def tombstone(owner: str, todo: Todo, revision: int, expires_at: int) -> Item:
    """Return what stays of a deleted to-do until ``expires_at`` (seconds since 1970)."""
    return {
        **snapshot(todo),
        **key(owner, GONE_PREFIX + TODO_PREFIX + todo.id),
        "revision": encode(revision),
        "expires_at": encode(expires_at),
    }


def snapshot(todo: Todo) -> Item:
    """Return what is stored of a to-do wherever it is stored; ``todo_of`` reads it back."""
    shown = {name: getattr(todo, name) for name in SHOWN}
    shown["has_notes"] = bool(todo.notes)
    item: Item = {
        "id": encode(TODO_PREFIX + todo.id),
        "revision": encode(todo.revision),
        "shown": encode({name: value for name, value in shown.items() if value is not None}),
    }
    if todo.notes:
        item["notes"] = encode(todo.notes)
    return item


def todo_of(item: Item) -> Todo:
    """Read a to-do back from its whole item."""
    shown = decode(item["shown"])
    shown.pop("has_notes")
    return Todo(
        id=item["id"]["S"].removeprefix(TODO_PREFIX),
        notes=item["notes"]["S"] if "notes" in item else "",
        labels=tuple(shown.pop("labels")),
        revision=int(item["revision"]["N"]),
        **{name: shown.get(name) for name in SHOWN if name != "labels"},
    )


_ABSENT = dict.fromkeys(SHOWN)


def page_entry(item: Item) -> dict[str, Any]:
    """Return a to-do as a page shows it: ``has_notes`` stands for the notes."""
    return {
        "id": item["id"]["S"].removeprefix(TODO_PREFIX),
        **_ABSENT,
        **decode(item["shown"]),
        "revision": int(item["revision"]["N"]),
    }


def head_of(item: Item | None) -> Head:
    """Read an owner's head. Before the first write it is not there, or says "closed" alone."""
    if item is None or "head_revision" not in item:
        return Head(closed=item is not None and "closed" in item)
    return Head(
        revision=int(item["head_revision"]["N"]),
        revised_at_ms=int(item["revised_at"]["N"]),
        operations=tuple(decode(item["operations"])),
        todos=int(item["todos"]["N"]),
        bytes=int(item["bytes"]["N"]),
        closed="closed" in item,
        epoch=item["epoch"]["S"] if "epoch" in item else "",
    )
