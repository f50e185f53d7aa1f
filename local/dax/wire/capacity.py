"""Consumed capacity and item collections' sizes, each in the two forms that DAX has for it."""

from collections.abc import Mapping
from typing import Any, Final

from local.dax.wire.cbor import encode
from local.dax.wire.values import to_wire

_FIELDS: Final = {
    "CapacityUnits": 1,
    "ReadCapacityUnits": 2,
    "WriteCapacityUnits": 3,
    "TableName": 4,
    "Table": 5,
    "GlobalSecondaryIndexes": 6,
    "LocalSecondaryIndexes": 7,
}


def consumed(capacity: Mapping[str, Any]) -> bytes:
    """Return what an operation consumed, but for transactions."""
    table = capacity.get("Table")
    return encode(
        capacity["TableName"],
        capacity["CapacityUnits"],
        None if table is None else table["CapacityUnits"],
        _by_index(capacity.get("GlobalSecondaryIndexes")),
        _by_index(capacity.get("LocalSecondaryIndexes")),
    )


def consumed_by_transaction(capacity: Mapping[str, Any]) -> dict[int, object]:
    """Return what a transaction consumed of a table: a map whose names are numbers."""
    return {_FIELDS[name]: _transacted(name, it) for name, it in capacity.items()}


def metrics(found: Mapping[str, Any]) -> bytes:
    """Return an item collection's hash key and the bounds of its size, in GB."""
    (value,) = found["ItemCollectionKey"].values()
    low, high = found["SizeEstimateRangeGB"]
    return encode(to_wire(value), float(low), float(high))


def metrics_by_table(found: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, list[bytes]]:
    """Return the sizes that a batch or a transaction reports."""
    return {table: [metrics(one) for one in several] for table, several in found.items()}


def _by_index(indexes: Mapping[str, Any] | None) -> dict[str, float] | None:
    if indexes is None:
        return None
    return {name: capacity["CapacityUnits"] for name, capacity in indexes.items()}


def _transacted(name: str, content: Any) -> object:  # noqa: ANN401  JSON of any shape
    match name:
        case "Table":
            return consumed_by_transaction(content)
        case "GlobalSecondaryIndexes" | "LocalSecondaryIndexes":
            return {index: consumed_by_transaction(it) for index, it in content.items()}
    return content
