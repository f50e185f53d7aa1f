"""Answers to batches and to transactions."""

from typing import Any

from local.dax.shapes import Request
from local.dax.wire.answers import Response, seen
from local.dax.wire.capacity import consumed, consumed_by_transaction, metrics_by_table
from local.dax.wire.items import projected
from local.dax.wire.keys import key_bytes
from local.dax.wire.tables import Tables


def batch_get(tables: Tables, request: Request, response: Response) -> list[object]:
    """Return two values: an array of items and unprocessed keys by table, and capacities."""
    paths = request.paths or {}
    found = {
        table: _found(tables, table, items, paths.get(table))
        for table, items in response.get("Responses", {}).items()
    }
    unread = {
        table: [key_bytes(key, tables.schema(table)) for key in asked["Keys"]]
        for table, asked in response.get("UnprocessedKeys", {}).items()
    }
    return [[found, unread], _consumed(response)]


def batch_write(tables: Tables, _request: Request, response: Response) -> list[object]:
    """Return three values: unprocessed writes by table, capacities and sizes."""
    unwritten = {
        table: [part for write in writes for part in _unwritten(tables, table, write)]
        for table, writes in response.get("UnprocessedItems", {}).items()
    }
    sizes = metrics_by_table(response.get("ItemCollectionMetrics", {}))
    return [unwritten, _consumed(response), sizes]


def transact_get(tables: Tables, request: Request, response: Response) -> list[object]:
    """Return one value: an array of items, null for each that is missing, and of capacities."""
    gets = [action["Get"] for action in request.parameters["TransactItems"]]
    paths = request.paths or [None] * len(gets)
    found = [
        seen(tables.items, it["Item"], tables.schema(get["TableName"]), see)
        if "Item" in it
        else None
        for get, it, see in zip(gets, response["Responses"], paths, strict=True)
    ]
    return [[found, _consumed_by_transaction(response)]]


def transact_write(_tables: Tables, _request: Request, response: Response) -> list[object]:
    """Return one value: an array of nothing, capacities and sizes."""
    sizes = metrics_by_table(response.get("ItemCollectionMetrics", {}))
    return [[[], _consumed_by_transaction(response), sizes]]


def _found(tables: Tables, table: str, items: list[Any], paths: Any) -> list[object]:  # noqa: ANN401  Request.paths
    if paths is not None:
        return [projected(item, paths) for item in items]
    schema = tables.schema(table)
    return [part for item in items for part in tables.items.keyed(item, schema)]


def _unwritten(tables: Tables, table: str, write: dict[str, Any]) -> list[object]:
    """Return a write's key and values. The values have the key, which clients forget to add."""
    schema = tables.schema(table)
    if "DeleteRequest" in write:
        return [key_bytes(write["DeleteRequest"]["Key"], schema), None]
    item = write["PutRequest"]["Item"]
    return [key_bytes(item, schema), tables.items.stream(item)]


def _consumed(response: Response) -> list[bytes]:
    return [consumed(capacity) for capacity in response.get("ConsumedCapacity", [])]


def _consumed_by_transaction(response: Response) -> list[object]:
    return [consumed_by_transaction(it) for it in response.get("ConsumedCapacity", [])]
