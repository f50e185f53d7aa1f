"""Requests upon one item, and for one page of items."""

from typing import Any

from local.dax.shapes import Path
from local.dax.wire import expressions
from local.dax.wire.narrow import blob, blob_text
from local.dax.wire.paths import top_names
from local.dax.wire.printer import Placeholders
from local.dax.wire.request_options import Options
from local.dax.wire.tables import Tables

Asked = tuple[str, dict[str, Any], Any]
"""An operation, its parameters, and the paths that the caller sees (``Request.paths``)."""


def get(tables: Tables, name: object, key: object, options: object) -> Asked:
    """Read a GetItem, which asks for the whole item."""
    asked = Options.of_wire(options, "GetItem")
    table = blob_text(name)
    parameters = {"TableName": table, "Key": tables.key(table, key), **asked.plain()}
    return "GetItem", parameters, asked.paths()


def put(tables: Tables, name: object, key: object, values: object, options: object) -> Asked:
    """Read a PutItem."""
    table = blob_text(name)
    return _write("PutItem", table, {"Item": tables.item(table, key, values)}, options)


def update(tables: Tables, name: object, key: object, options: object) -> Asked:
    """Read an UpdateItem."""
    table = blob_text(name)
    return _write("UpdateItem", table, {"Key": tables.key(table, key)}, options)


def delete(tables: Tables, name: object, key: object, options: object) -> Asked:
    """Read a DeleteItem."""
    table = blob_text(name)
    return _write("DeleteItem", table, {"Key": tables.key(table, key)}, options)


def query(tables: Tables, name: object, condition: object, options: object) -> Asked:
    """Read a Query."""
    return _page(tables, "Query", name, condition, options)


def scan(tables: Tables, name: object, options: object) -> Asked:
    """Read a Scan."""
    return _page(tables, "Scan", name, None, options)


def placed(placeholders: Placeholders) -> dict[str, Any]:
    """Return the parameters of names and values that expressions refer to, if they do."""
    parameters = {
        "ExpressionAttributeNames": placeholders.names,
        "ExpressionAttributeValues": placeholders.values,
    }
    return {name: content for name, content in parameters.items() if content}


def _write(operation: str, table: str, target: dict[str, Any], options: object) -> Asked:
    asked, placeholders = Options.of_wire(options, operation), Placeholders()
    parameters = {"TableName": table, **target, **asked.plain(), **asked.expressions(placeholders)}
    return operation, parameters | placed(placeholders), None


def _page(
    tables: Tables, operation: str, name: object, condition: object, options: object
) -> Asked:
    asked, placeholders = Options.of_wire(options, operation), Placeholders()
    table, paths = blob_text(name), asked.paths()
    parameters = {"TableName": table, **asked.plain()}
    if condition is not None:
        text = expressions.condition(blob(condition), placeholders)
        parameters["KeyConditionExpression"] = text
    if asked.start_key is not None:
        index = parameters.get("IndexName")
        parameters["ExclusiveStartKey"] = tables.start_key(table, asked.start_key, index)
    parameters |= asked.expressions(placeholders) | _projection(paths, placeholders)
    return operation, parameters | placed(placeholders), paths


def _projection(paths: tuple[Path, ...] | None, placeholders: Placeholders) -> dict[str, str]:
    """Ask for whole attributes: DynamoDB closes the gaps of lists, and ordinals would be lost."""
    if paths is None:
        return {}
    text = expressions.projection_text(top_names(paths), placeholders)
    return {"ProjectionExpression": text}
