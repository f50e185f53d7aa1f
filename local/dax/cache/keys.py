"""What identifies an item, whatever way its key was written in."""

from dataclasses import dataclass, field
from decimal import Decimal

from local.dax.shapes import Item, KeySchema, Value


@dataclass(frozen=True, slots=True)
class ItemKey:
    """Equal for equal keys: numbers count by value, so ``1.5`` and ``1.50`` are one key."""

    table: str
    values: tuple[object, ...]
    attributes: Item = field(compare=False)
    """The key as a request needs it."""


def key_of(table: str, schema: KeySchema, key: Item) -> ItemKey | None:
    """Return the key that a request names; None for one that DynamoDB will refuse."""
    return key_within(table, schema, key) if len(key) == len(schema.attributes) else None


def key_within(table: str, schema: KeySchema, item: Item) -> ItemKey | None:
    """Return an item's key; None for an item that DynamoDB will refuse for it."""
    try:
        values = tuple(_comparable(item[name], kind) for name, kind in schema.attributes)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    return ItemKey(table, values, {name: item[name] for name in schema.names})


def _comparable(value: Value, kind: str) -> object:
    match kind:
        case "N":
            number = Decimal(value[kind])
            if not number.is_finite():
                raise ValueError(value)
            return number
        case "B":
            return bytes(value[kind])
        case _:
            return str(value[kind])
