"""An owner's head: what every write is conditioned on, and what it counts."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from chalicelib.store.items import HEAD, Item, decode, encode, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

OPERATIONS_KEPT = 16
"""The head remembers the operations of as many last writes."""

STILL_THERE = "head_revision = :read AND attribute_not_exists(closed)"
STILL_NONE = "attribute_not_exists(head_revision) AND attribute_not_exists(closed)"
"""No other write of this owner came between, and the account is not being deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an owner has, or by how much a write changes it."""

    todos: int = 0
    lists: int = 0
    bytes: int = 0
    """Of their texts, in UTF-8."""
    jobs: int = 0
    """What is still to be done in the background."""

    def __add__(self, other: "Counts") -> "Counts":
        """Add another's numbers to these."""
        return Counts(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in _COUNTS}
        )


_COUNTS = fields(Counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An owner's head."""

    revision: int = 0
    """The number of this owner's writes; 0 before the first."""
    revised_at_ms: int = 0
    """When the last write was sent, in milliseconds since 1970."""
    operations: tuple[str, ...] = ()
    """The ids of the last writes, oldest first."""
    counts: Counts = field(default_factory=Counts)
    emptied: int = 0
    """The revision that last emptied the trash: what was deleted until then is not in it."""
    closed: bool = False
    epoch: str = ""
    """The history of the table in which the last write happened (``Settings.epoch``)."""


def head_of(item: Item | None) -> Head:
    """Read an owner's head. Before the first write it is not there, or says "closed" alone."""
    if item is None or "head_revision" not in item:
        return Head(closed=item is not None and "closed" in item)
    return Head(
        revision=int(item["head_revision"]["N"]),
        revised_at_ms=int(item["revised_at"]["N"]),
        operations=tuple(decode(item["operations"])),
        counts=Counts(**{each.name: _number(item, each.name) for each in _COUNTS}),
        emptied=_number(item, "emptied"),
        closed="closed" in item,
        epoch=item["epoch"]["S"] if "epoch" in item else "",
    )


def raise_head(
    table_name: str, owner: str, before: Head, after: Head
) -> "TransactWriteItemTypeDef":
    """Put a head in the place of the one that was read, or where there was none."""
    counted = {each.name: getattr(after.counts, each.name) for each in _COUNTS}
    values = {
        "head_revision": after.revision,
        "revised_at": after.revised_at_ms,
        "epoch": after.epoch,
        "operations": after.operations,
        "emptied": after.emptied,
        **counted,
    }
    read = {":read": encode(before.revision)} if before.revision else {}
    return {
        "Update": {
            "TableName": table_name,
            "Key": key(owner, HEAD),
            "ConditionExpression": STILL_THERE if before.revision else STILL_NONE,
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in values),
            "ExpressionAttributeNames": {f"#{name}": name for name in values},
            "ExpressionAttributeValues": {
                **{f":{name}": encode(value) for name, value in values.items()},
                **read,
            },
        }
    }


def _number(item: Item, name: str) -> int:
    return int(item[name]["N"]) if name in item else 0
