"""One change of one to-do, as the writing rule wants it: what to read, and what then to write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.errors import QuotaExceededError, TodoDeletedError
from chalicelib.model.todo import Stamp, Todo
from chalicelib.store.actions import Actions, is_expired
from chalicelib.store.items import GONE_PREFIX, TODO_PREFIX, Head, Item, todo_of
from chalicelib.store.operations import Operation, Written, record, recorded
from chalicelib.store.transactions import Known, Plan

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

KEPT = timedelta(days=90)
"""How long tombstones and the records of operations live: as long as a device may be offline."""


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
    def _act(self) -> Actions:
        now = self.terms.now
        return Actions(
            self.table_name, self.owner, int(now.timestamp()), int((now + KEPT).timestamp())
        )

    @property
    def reads(self) -> list[str]:
        """The ids of the items that ``decide`` looks at."""
        reads = [TODO_PREFIX + self.todo_id]
        if self.may_create:
            reads.append(GONE_PREFIX + TODO_PREFIX + self.todo_id)
        if self.terms.operation:
            reads.append(self.terms.operation.item_id)
        return reads

    def decide(
        self, head: Head, items: Mapping[str, Item], stamp: Stamp
    ) -> Plan[Written] | Known[Written]:
        """Compute the transaction, unless the client's operation was carried out before."""
        operation = self.terms.operation
        if operation:
            done = recorded(operation, items.get(operation.item_id), self._act.now_s)
            if done:
                return Known(done)
        self._refuse_revival(items.get(GONE_PREFIX + TODO_PREFIX + self.todo_id))
        item = items.get(TODO_PREFIX + self.todo_id)
        return self._plan(head, todo_of(item) if item else None, stamp)

    def _plan(self, head: Head, before: Todo | None, stamp: Stamp) -> Plan[Written]:
        after = self.author(before, stamp)
        written = Written(todo=after, created=before is None, revision=stamp.revision)
        plan = Plan(
            actions=self._actions(before, written),
            todos=bool(after) - bool(before),
            bytes=_size(after) - _size(before),
            outcome=written,
        )
        self._keep_within_limits(head, plan)
        return plan

    def _refuse_revival(self, gone: Item | None) -> None:
        if gone and not is_expired(gone, self._act.now_s):
            raise TodoDeletedError("A to-do with this id was deleted; its id stays taken.")

    def _keep_within_limits(self, head: Head, plan: Plan[Written]) -> None:
        if plan.todos > 0 and head.todos + plan.todos > self.limits.todos:
            raise QuotaExceededError(f"You may have {self.limits.todos} to-dos.")
        if plan.bytes > 0 and head.bytes + plan.bytes > self.limits.bytes:
            raise QuotaExceededError(
                f"The texts of your to-dos may have {self.limits.bytes} bytes together."
            )

    def _actions(self, before: Todo | None, written: Written) -> "list[TransactWriteItemTypeDef]":
        act = self._act
        match before, written.todo:
            case None, Todo() as after:
                actions = [act.make(after), act.see_no_tombstone(after.id)]
            case Todo(), Todo() as after:
                actions = [act.replace(before, after)]
            case Todo(), None:
                actions = [act.delete(before), act.bury(before, written.revision)]
            case _:
                raise AssertionError("an author that finds nothing makes something, or refuses")
        if self.terms.operation:
            kept = record(self.owner, self.terms.operation, written, act.expires_at)
            actions.append(act.keep_record(kept))
        return actions


def _size(todo: Todo | None) -> int:
    return todo.size_bytes() if todo else 0
