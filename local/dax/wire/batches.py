"""BatchGetItem and BatchWriteItem."""

from typing import Any

from local.dax.wire.narrow import array, flag, mapping, text
from local.dax.wire.refusals import WireError, invalid
from local.dax.wire.request_options import Options, paths_of
from local.dax.wire.singles import Asked
from local.dax.wire.tables import Tables


def batch_get(tables: Tables, by_table: object, options: object) -> Asked:
    """Read a BatchGetItem, which asks for whole items."""
    wires = {text(table): array(wire) for table, wire in _some(mapping(by_table)).items()}
    asked = {table: _read(tables, table, wire) for table, wire in wires.items()}
    paths = {table: paths_of(wire[1]) for table, wire in wires.items() if wire[1] is not None}
    plain = Options.of_wire(options, "BatchGetItem").plain()
    return "BatchGetItem", {"RequestItems": asked, **plain}, paths or None


def batch_write(tables: Tables, by_table: object, options: object) -> Asked:
    """Read a BatchWriteItem."""
    asked = {
        text(table): _writes(tables, text(table), array(wire))
        for table, wire in _some(mapping(by_table)).items()
    }
    plain = Options.of_wire(options, "BatchWriteItem").plain()
    return "BatchWriteItem", {"RequestItems": asked, **plain}, None


def _read(tables: Tables, table: str, wire: list[object]) -> dict[str, Any]:
    match wire:
        case [sure, _, [_, *_] as keys]:
            asked = {"Keys": [tables.key(table, key) for key in keys]}
            return asked | ({"ConsistentRead": True} if flag(sure) else {})
        case [_, _, []]:
            raise invalid("A batch reads at least one key of each table")
    raise WireError("A table's reads are a flag, a projection and keys.")


def _writes(tables: Tables, table: str, wire: list[object]) -> list[dict[str, Any]]:
    if not wire:
        raise invalid("A batch writes at least one item to each table")
    if len(wire) % 2:
        raise WireError("A table's writes are keys and values in turn.")
    return [_write(tables, table, *pair) for pair in zip(wire[::2], wire[1::2], strict=True)]


def _write(tables: Tables, table: str, key: object, values: object) -> dict[str, Any]:
    if values is None:
        return {"DeleteRequest": {"Key": tables.key(table, key)}}
    return {"PutRequest": {"Item": tables.item(table, key, values)}}


def _some(by_table: dict[object, object]) -> dict[object, object]:
    if not by_table:
        raise invalid("A batch is upon at least one table")
    return by_table
