"""One change of one to-do, computed as the writing rule wants it: what to read, what to write.

Every action carries the condition that what it was computed from still holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.errors import QuotaExceededError, TodoDeletedError
from chalicelib.items import GONE, TODO, Head, Item, encode, key, todo_item, todo_of, tombstone
from chalicelib.operations import (
    NONE_OR_EXPIRED,
    Operation,
    Written,
    is_expired,
    record,
    recorded,
)
from chalicelib.todo import Stamp, Todo
from chalicelib.transactions import Known, Plan

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

KEPT = timedelta(days=90)
"""How long tombstones and the records of operations live: as long as a device may be offline."""

SAME_REVISION = "revision = :read"
"""Nobody changed the to-do since it was read."""

NOT_THERE = "attribute_not_exists(id)"
"""Nobody made the to-do since it was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one owner may have."""

    todos: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a write is made."""

    now: datetime
    operation: Operation | None = None
    precondition: Callable[[Todo | None], None] = lambda _: None
    """Raises ``PreconditionFailedError`` if the to-do is not as the client thinks it is."""


Author = Callable[[Todo | None, Stamp], Todo | None]
"""Makes of the to-do that is there, if any, the one that shall be; ``None`` deletes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that an author makes to one of an owner's to-dos, or to none yet."""

    table_name: str
    owner: str
    todo_id: str
    author: Author
    terms: Terms
    limits: Limits
    may_create: bool

    @property
    def reads(self) -> list[str]:
        """The ids of the items that ``decide`` looks at."""
        reads = [TODO + self.todo_id]
        if self.may_create:
            reads.append(GONE + TODO + self.todo_id)
        if self.terms.operation:
            reads.append(self.terms.operation.item_id)
        return reads

    def decide(
        self, head: Head, items: Mapping[str, Item], stamp: Stamp
    ) -> Plan[Written] | Known[Written]:
        """Compute the transaction, unless the client's operation was carried out before."""
        operation = self.terms.operation
        if operation:
            done = recorded(operation, items.get(operation.item_id), self._now_s)
            if done:
                return Known(done)
        self._refuse_revival(items.get(GONE + TODO + self.todo_id))
        item = items.get(TODO + self.todo_id)
        return self._plan(head, todo_of(item) if item else None, stamp)

    def _plan(self, head: Head, before: Todo | None, stamp: Stamp) -> Plan[Written]:
        after = self.author(before, stamp)
        written = Written(todo=after, created=before is None, revision=stamp.revision)
        plan = Plan(
            actions=[*self._actions(before, after, stamp.revision), *self._record(written)],
            todos=bool(after) - bool(before),
            bytes=_size(after) - _size(before),
            outcome=written,
        )
        self._keep_within_limits(head, plan)
        return plan

    def _refuse_revival(self, gone: Item | None) -> None:
        if gone and not is_expired(gone, self._now_s):
            raise TodoDeletedError("A to-do with this id was deleted; its id stays taken.")

    @property
    def _now_s(self) -> int:
        return int(self.terms.now.timestamp())

    @property
    def _expires_at(self) -> int:
        return int((self.terms.now + KEPT).timestamp())

    def _keep_within_limits(self, head: Head, plan: Plan[Written]) -> None:
        if plan.todos > 0 and head.todos + plan.todos > self.limits.todos:
            raise QuotaExceededError(f"You may have {self.limits.todos} to-dos.")
        if plan.bytes > 0 and head.bytes + plan.bytes > self.limits.bytes:
            raise QuotaExceededError(f"Your to-dos may have {self.limits.bytes} bytes together.")

    def _record(self, written: Written) -> "list[TransactWriteItemTypeDef]":
        if self.terms.operation is None:
            return []
        kept = record(self.owner, self.terms.operation, written, self._expires_at)
        return [
            {
                "Put": {
                    "TableName": self.table_name,
                    "Item": kept,
                    "ConditionExpression": NONE_OR_EXPIRED,
                    "ExpressionAttributeValues": {":now": encode(self._now_s)},
                }
            }
        ]

    def _actions(
        self, before: Todo | None, after: Todo | None, revision: int
    ) -> "list[TransactWriteItemTypeDef]":
        match before, after:
            case None, Todo():
                return [self._make(after), self._never_deleted()]
            case Todo(), Todo():
                return [self._replace(before, after)]
            case Todo(), None:
                return [self._delete(before), self._bury(before, revision)]
        raise AssertionError("an author that finds nothing makes something, or refuses")

    def _make(self, after: Todo) -> "TransactWriteItemTypeDef":
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": todo_item(self.owner, after),
                "ConditionExpression": NOT_THERE,
            }
        }

    def _never_deleted(self) -> "TransactWriteItemTypeDef":
        return {
            "ConditionCheck": {
                "TableName": self.table_name,
                "Key": key(self.owner, GONE + TODO + self.todo_id),
                "ConditionExpression": NONE_OR_EXPIRED,
                "ExpressionAttributeValues": {":now": encode(self._now_s)},
            }
        }

    def _replace(self, before: Todo, after: Todo) -> "TransactWriteItemTypeDef":
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": todo_item(self.owner, after),
                "ConditionExpression": SAME_REVISION,
                "ExpressionAttributeValues": {":read": encode(before.revision)},
            }
        }

    def _delete(self, before: Todo) -> "TransactWriteItemTypeDef":
        return {
            "Delete": {
                "TableName": self.table_name,
                "Key": key(self.owner, TODO + before.id),
                "ConditionExpression": SAME_REVISION,
                "ExpressionAttributeValues": {":read": encode(before.revision)},
            }
        }

    def _bury(self, before: Todo, revision: int) -> "TransactWriteItemTypeDef":
        return {
            "Put": {
                "TableName": self.table_name,
                "Item": tombstone(self.owner, before, revision, self._expires_at),
            }
        }


def _size(todo: Todo | None) -> int:
    return todo.size_bytes() if todo else 0
