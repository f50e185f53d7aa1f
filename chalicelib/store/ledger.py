"""What one write does: its actions upon the owner's items, and what they add up to.

Every action has its own condition, so that nothing is written over what was not read. What is
made and deleted is counted here and nowhere else: the counters of the head can't drift from it.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.store.heads import Counts
from chalicelib.store.items import LIST_PREFIX, Item, encode, key
from chalicelib.store.records import KEPT, Record, gone_id, record_id, record_item, tombstone

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

SAME_REVISION = "revision = :read"
"""Nobody changed the item since it was read."""

THERE = "attribute_exists(id)"
NOT_THERE = "attribute_not_exists(id)"
"""Nobody made the item since it was looked for."""

NONE_OR_EXPIRED = "attribute_not_exists(id) OR expires_at <= :now"
"""DynamoDB deletes what has expired within days, not at once: until then it counts as gone."""


class Ledger:
    """Collects the actions of one write upon one owner's items in one table."""

    def __init__(self, table_name: str, owner: str, revision: int, now: datetime) -> None:
        self.owner = owner
        self.revision = revision
        self.now_s = int(now.timestamp())
        """When the write is made, and until when what it leaves behind is kept:"""
        self.expires_at = int((now + KEPT).timestamp())
        """both in seconds since 1970, as DynamoDB's time to live wants them."""
        self.actions: list[TransactWriteItemTypeDef] = []
        self.counts = Counts()
        self.empties_trash = False
        self._required: set[str] = set()
        self.table_name = table_name

    def make(self, record: Record, *, may_be_gone: bool = False) -> None:
        """Put a record where there is none, and where none was deleted."""
        self._put(record_item(self.owner, record), NOT_THERE)
        if not may_be_gone:
            self._check(gone_id(record_id(record)), NONE_OR_EXPIRED, {":now": self.now_s})
        self._count(record, 1)

    def replace(self, before: Record, after: Record) -> None:
        """Put a record in the place of the one that was read."""
        self._put(record_item(self.owner, after), SAME_REVISION, {":read": before.revision})
        self.counts += Counts(bytes=after.size_bytes() - before.size_bytes())

    def delete(self, record: Record) -> None:
        """Delete the record that was read, and leave a tombstone."""
        self._delete(record_id(record), SAME_REVISION, {":read": record.revision})
        self._put(tombstone(self.owner, record, self.revision, self.expires_at))
        self._count(record, -1)

    def restore(self, gone: Item, todo: Todo) -> None:
        """Put a to-do in the place of what stayed of it."""
        self._delete(gone["id"]["S"], SAME_REVISION, {":read": int(gone["revision"]["N"])})
        self._put(record_item(self.owner, todo), NOT_THERE)
        self._count(todo, 1)

    def strip(self, gone: Item) -> None:
        """Leave of a tombstone what keeps its id from coming back, and nothing of the to-do."""
        bare = {name: gone[name] for name in ("owner", "id", "revision", "expires_at")}
        self._put(bare, SAME_REVISION, {":read": int(gone["revision"]["N"])})

    def require_list(self, list_id: str) -> None:
        """Write nothing, on condition that a list is there."""
        if list_id != INBOX and list_id not in self._required:
            self._required.add(list_id)
            self._check(LIST_PREFIX + list_id, THERE)

    def require(self, record: Record) -> None:
        """Write nothing, on condition that a record is as it was read."""
        self._check(record_id(record), SAME_REVISION, {":read": record.revision})

    def keep(self, record: Item) -> None:
        """Keep what an operation does, unless it was done already."""
        self._put(record, NONE_OR_EXPIRED, {":now": self.now_s})

    def act(self, action: "TransactWriteItemTypeDef", counts: Counts) -> None:
        """Do something else in the same transaction."""
        self.actions.append(action)
        self.counts += counts

    def _count(self, record: Record, by: int) -> None:
        self.counts += Counts(
            todos=by if isinstance(record, Todo) else 0,
            lists=by if isinstance(record, TodoList) else 0,
            bytes=by * record.size_bytes(),
        )

    def _put(
        self, item: Item, condition: str | None = None, read: dict[str, int] | None = None
    ) -> None:
        put: Any = {"TableName": self.table_name, "Item": item}
        self.actions.append({"Put": put | _on(condition, read)})

    def _delete(self, item_id: str, condition: str, read: dict[str, int]) -> None:
        self.actions.append({"Delete": self._at(item_id) | _on(condition, read)})

    def _check(self, item_id: str, condition: str, read: dict[str, int] | None = None) -> None:
        self.actions.append({"ConditionCheck": self._at(item_id) | _on(condition, read)})

    def _at(self, item_id: str) -> Any:  # noqa: ANN401 - several kinds of action begin so
        return {"TableName": self.table_name, "Key": key(self.owner, item_id)}


def _on(condition: str | None, read: dict[str, int] | None) -> dict[str, object]:
    """Write a condition, with the values that it names."""
    if condition is None:
        return {}
    on: dict[str, object] = {"ConditionExpression": condition}
    if read:
        on["ExpressionAttributeValues"] = {name: encode(value) for name, value in read.items()}
    return on
