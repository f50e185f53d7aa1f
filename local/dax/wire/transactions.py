"""TransactGetItems and TransactWriteItems: arrays side by side, an element for each action."""

from typing import Any, Final

from local.dax.wire import expressions
from local.dax.wire.narrow import array, blob, blob_text, integer
from local.dax.wire.printer import Placeholders
from local.dax.wire.refusals import WireError, invalid
from local.dax.wire.request_options import Options, paths_of
from local.dax.wire.singles import Asked, placed
from local.dax.wire.tables import Tables

_ACTIONS: Final = {2: "Put", 7: "Delete", 9: "Update", 12: "ConditionCheck"}
_ON_FAILURE: Final = {1: "NONE", 2: "ALL_OLD"}


def transact_get(
    tables: Tables, names: object, keys: object, projections: object, options: object
) -> Asked:
    """Read a TransactGetItems, which asks for whole items."""
    gets, paths = [], []
    for name, key, projection in _rows(names, keys, projections):
        table = blob_text(name)
        gets.append({"Get": {"TableName": table, "Key": tables.key(table, key)}})
        paths.append(paths_of(projection))
    plain = Options.of_wire(options, "TransactGetItems").plain()
    seen = tuple(paths) if any(paths) else None
    return "TransactGetItems", {"TransactItems": gets, **plain}, seen


def transact_write(tables: Tables, *arguments: object) -> Asked:
    """Read a TransactWriteItems: eight arrays, and its options."""
    *columns, options = arguments
    actions = [_action(tables, row) for row in _rows(*columns)]
    plain = Options.of_wire(options, "TransactWriteItems").plain()
    return "TransactWriteItems", {"TransactItems": actions, **plain}, None


def _action(tables: Tables, row: tuple[object, ...]) -> dict[str, Any]:
    code, name, key, values, _return_values, on_failure, condition, update = row
    action, table = _chosen(code, _ACTIONS), blob_text(name)
    content = {"TableName": table, **_target(tables, action, table, key, values)}
    _check_whole(action, condition, update)
    placeholders = Placeholders()
    if condition is not None:
        text = expressions.condition(blob(condition), placeholders)
        content["ConditionExpression"] = text
    if update is not None and action == "Update":
        content["UpdateExpression"] = expressions.update(blob(update), placeholders)
    if on_failure is not None:
        content["ReturnValuesOnConditionCheckFailure"] = _chosen(on_failure, _ON_FAILURE)
    return {action: content | placed(placeholders)}


def _target(tables: Tables, action: str, table: str, key: object, values: object) -> dict[str, Any]:
    if action == "Put":
        return {"Item": tables.item(table, key, values)}
    return {"Key": tables.key(table, key)}


def _check_whole(action: str, condition: object, update: object) -> None:
    needed = {"Update": update, "ConditionCheck": condition}
    if needed.get(action, ...) is None:
        raise invalid(f"{action} has no expression")


def _chosen(code: object, names: dict[int, str]) -> str:
    name = names.get(integer(code))
    if name is None:
        raise WireError(f"A transaction has no choice {code}.")
    return name


def _rows(first: object, *others: object) -> list[tuple[object, ...]]:
    """Return the elements of arrays side by side. One that is null has a null for each."""
    leading = array(first)
    if not leading:
        raise invalid("A transaction has at least one action")
    columns = [[None] * len(leading) if it is None else array(it) for it in others]
    if any(len(column) != len(leading) for column in columns):
        raise WireError("A transaction's arrays differ in length.")
    return list(zip(leading, *columns, strict=True))
