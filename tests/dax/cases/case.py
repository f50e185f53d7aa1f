"""A differential case: what is there, and what is then asked twice, once directly and once by DAX.

Names that begin with ``~`` are those of tables and tokens; each way has its own. ``OWN`` is the
case's own partition, so that the cases can share the tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Value: TypeAlias = dict[str, Any]
Item: TypeAlias = dict[str, Value]

OWN = "$own"

TODOS = "~todos"
"""Has the keys ``h`` and ``r``, both strings, and all the indexes."""
BY_STRING = "~by-string"
BY_NUMBER = "~by-number"
BY_BYTES = "~by-bytes"
NUMBERED = "~numbered"
STAMPED = "~stamped"
GRID = "~grid"
SHELF = "~shelf"
"""Is only read, since a scan sees everything."""
MISSING = "~missing"


@dataclass(frozen=True, slots=True)
class Step:
    operation: str
    """A method of the client, such as ``get_item``."""
    parameters: dict[str, Any]
    to_the_end: bool = False
    """Whether all further pages are asked for, too."""


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    steps: tuple[Step, ...]
    given: tuple[tuple[str, Item], ...] = ()
    """What is in which table. Written past DAX, whose caches so know nothing of it."""


def s(text: str) -> Value:
    return {"S": text}


def n(number: str) -> Value:
    return {"N": number}


def b(octets: bytes) -> Value:
    return {"B": octets}


def list_of(*values: Value) -> Value:
    return {"L": list(values)}


def map_of(values: Mapping[str, Value]) -> Value:
    return {"M": dict(values)}


def strings(*values: str) -> Value:
    return {"SS": list(values)}


def numbers(*values: str) -> Value:
    return {"NS": list(values)}


def blobs(*values: bytes) -> Value:
    return {"BS": list(values)}


def key(r: str = "1") -> Item:
    return {"h": s(OWN), "r": s(r)}


def todo(r: str = "1", /, **attributes: Value) -> Item:
    return {**key(r), **attributes}


def there(*items: Item, table: str = TODOS) -> tuple[tuple[str, Item], ...]:
    return tuple((table, item) for item in items)


def get(of: Item | None = None, /, **more: object) -> Step:
    return Step("get_item", {"TableName": TODOS, "Key": of or key(), **more})


def put(item: Item, /, **more: object) -> Step:
    return Step("put_item", {"TableName": TODOS, "Item": item, **more})


def update(expression: str, values: Item | None = None, /, **more: object) -> Step:
    parameters = {"TableName": TODOS, "Key": key(), "UpdateExpression": expression, **more}
    return Step(
        "update_item", parameters | ({"ExpressionAttributeValues": values} if values else {})
    )


def delete(of: Item | None = None, /, **more: object) -> Step:
    return Step("delete_item", {"TableName": TODOS, "Key": of or key(), **more})


def query(condition: str = "", values: Item | None = None, /, **more: object) -> Step:
    return Step("query", _query(condition, values, more))


def pages(condition: str = "", values: Item | None = None, /, **more: object) -> Step:
    return Step("query", _query(condition, values, more), to_the_end=True)


def _query(condition: str, values: Item | None, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "TableName": TODOS,
        "KeyConditionExpression": f"h = :h AND {condition}" if condition else "h = :h",
        "ExpressionAttributeValues": {":h": s(OWN), **(values or {})},
        **more,
    }


def scan(**more: object) -> Step:
    return Step("scan", {"TableName": SHELF, **more})


def scan_pages(**more: object) -> Step:
    return Step("scan", {"TableName": SHELF, **more}, to_the_end=True)


def batch_get(keys: Iterable[Item], table: str = TODOS, **more: object) -> Step:
    return Step("batch_get_item", {"RequestItems": {table: {"Keys": list(keys), **more}}})


def batch_write(requests: dict[str, list[dict[str, Any]]], **more: object) -> Step:
    return Step("batch_write_item", {"RequestItems": requests, **more})


def transact_get(*gets: dict[str, Any]) -> Step:
    elements = [{"Get": {"TableName": TODOS, **each}} for each in gets]
    return Step("transact_get_items", {"TransactItems": elements})


def transact_write(*writes: dict[str, dict[str, Any]], **more: object) -> Step:
    elements = [
        {kind: {"TableName": TODOS, **detail}} for write in writes for kind, detail in write.items()
    ]
    return Step("transact_write_items", {"TransactItems": elements, **more})
