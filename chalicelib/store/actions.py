"""The actions of a transaction upon an owner's items, each on its own condition."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.model.todo import Todo
from chalicelib.store.items import (
    GONE_PREFIX,
    HEAD,
    TODO_PREFIX,
    Head,
    Item,
    encode,
    key,
    todo_item,
    tombstone,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

HEAD_STILL_THERE = "head_revision = :read AND attribute_not_exists(closed)"
HEAD_STILL_NONE = "attribute_not_exists(head_revision) AND attribute_not_exists(closed)"
"""No other write of this owner came between, and the account is not being deleted."""

SAME_REVISION = "revision = :read"
"""Nobody changed the to-do since it was read."""

NOT_THERE = "attribute_not_exists(id)"
"""Nobody made the to-do since it was looked for."""

NONE_OR_EXPIRED = "attribute_not_exists(id) OR expires_at <= :now"
"""DynamoDB deletes what has expired within days, not at once: until then it counts as gone."""


def is_expired(item: Item, now_s: int) -> bool:
    """Tell whether an item's time to live is over."""
    return int(item["expires_at"]["N"]) <= now_s


def raise_head(
    table_name: str, owner: str, before: Head, after: Head
) -> "TransactWriteItemTypeDef":
    """Put a head in the place of the one that was read, or where there was none."""
    values = {
        ":next": encode(after.revision),
        ":now": encode(after.revised_at_ms),
        ":epoch": encode(after.epoch),
        ":operations": encode(after.operations),
        ":todos": encode(after.todos),
        ":bytes": encode(after.bytes),
    }
    if before.revision:
        values[":read"] = encode(before.revision)
    return {
        "Update": {
            "TableName": table_name,
            "Key": key(owner, HEAD),
            "ConditionExpression": HEAD_STILL_THERE if before.revision else HEAD_STILL_NONE,
            "UpdateExpression": "SET head_revision = :next, revised_at = :now, epoch = :epoch, "
            "#operations = :operations, #todos = :todos, #bytes = :bytes",
            "ExpressionAttributeNames": _HEAD_NAMES,
            "ExpressionAttributeValues": values,
        }
    }


_HEAD_NAMES = {"#operations": "operations", "#todos": "todos", "#bytes": "bytes"}


@dataclass(frozen=True, slots=True)
class Actions:
    """Makes the actions upon one owner's items in one table."""

    table_name: str
    owner: str
    now_s: int
    """When the write is made, and until when what it leaves behind is kept:"""
    expires_at: int
    """both in seconds since 1970, as DynamoDB's time to live wants them."""

    def make(self, todo: Todo) -> "TransactWriteItemTypeDef":
        """Put a to-do where there is none."""
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": todo_item(self.owner, todo),
                "ConditionExpression": NOT_THERE,
            }
        }

    def replace(self, before: Todo, after: Todo) -> "TransactWriteItemTypeDef":
        """Put a to-do in the place of the one that was read."""
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": todo_item(self.owner, after),
                "ConditionExpression": SAME_REVISION,
                "ExpressionAttributeValues": {":read": encode(before.revision)},
            }
        }

    def delete(self, todo: Todo) -> "TransactWriteItemTypeDef":
        """Delete the to-do that was read."""
        return {
            "Delete": {
                "TableName": self.table_name,
                "Key": key(self.owner, TODO_PREFIX + todo.id),
                "ConditionExpression": SAME_REVISION,
                "ExpressionAttributeValues": {":read": encode(todo.revision)},
            }
        }

    def bury(self, todo: Todo, revision: int) -> "TransactWriteItemTypeDef":
        """Leave a tombstone."""
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": tombstone(self.owner, todo, revision, self.expires_at),
            }
        }

    def see_no_tombstone(self, todo_id: str) -> "TransactWriteItemTypeDef":
        """Write nothing, on condition that no to-do with this id was deleted."""
        return {
            "ConditionCheck": {
                "TableName": self.table_name,
                "Key": key(self.owner, GONE_PREFIX + TODO_PREFIX + todo_id),
                "ConditionExpression": NONE_OR_EXPIRED,
                "ExpressionAttributeValues": {":now": encode(self.now_s)},
            }
        }

    def keep_record(self, record: Item) -> "TransactWriteItemTypeDef":
        """Keep what an operation does, unless it was done already."""
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": record,
                "ConditionExpression": NONE_OR_EXPIRED,
                "ExpressionAttributeValues": {":now": encode(self.now_s)},
            }
        }
