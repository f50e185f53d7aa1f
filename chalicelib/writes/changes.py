"""One change of an owner's things, as the writing rule wants it: read, decide, write.

A change says what it does in an ``Author``. What all changes have in common is here: a request
that was carried out before is not carried out again, and nobody gets more than the limits allow.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeAlias

from chalicelib.errors import QuotaExceededError
from chalicelib.model.stamp import Stamp
from chalicelib.store.heads import Head
from chalicelib.store.ledger import Ledger
from chalicelib.store.look import Look
from chalicelib.store.operations import Kept, Operation, Written, record, recorded
from chalicelib.store.records import Record
from chalicelib.store.transactions import Known, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one owner may have."""

    todos: int
    lists: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a write is made."""

    now: datetime
    operation: Operation | None = None
    precondition: Callable[[Record | None], None] = lambda _: None
    """Raises ``PreconditionFailedError`` if the thing is not as the client thinks it is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an author works with: what there is, and what shall be written."""

    head: Head
    look: Look
    ledger: Ledger
    stamp: Stamp

    def stamped(self, record: Kept, **fields: object) -> Kept:
        """Return a record as this write leaves it, with these fields changed."""
        changes: Any = {"updated_at": self.stamp.now, "revision": self.stamp.revision, **fields}
        return replace(record, **changes)

    def written(self, record: Kept | None = None, *, created: bool = False) -> Written[Kept]:
        """Return what this write did: to a record, or, without one, what leaves none."""
        return Written(record=record, created=created, revision=self.stamp.revision)


Author: TypeAlias = Callable[[Scene], Written[Kept]]
"""Looks at what there is, and enters what shall be into the ledger. It may be called again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Generic[Kept]):
    """A change that an author makes to an owner's things."""

    table_name: str
    owner: str
    author: Author[Kept]
    terms: Terms
    limits: Limits
    expects: tuple[str, ...] = ()
    """The ids of items that the author will look at first."""

    @property
    def reads(self) -> list[str]:
        """The ids of the items that ``decide`` looks at first."""
        operation = self.terms.operation
        return [*self.expects, *([operation.item_id] if operation else [])]

    def decide(
        self, head: Head, look: Look, stamp: Stamp
    ) -> Plan[Written[Kept]] | Known[Written[Kept]]:
        """Compute the transaction, unless the client's operation was carried out before."""
        ledger = Ledger(self.table_name, self.owner, stamp.revision, self.terms.now)
        operation = self.terms.operation
        if operation:
            item = look.item(operation.item_id)
            done: Written[Kept] | None = recorded(operation, item, ledger.now_s)
            if done:
                return Known(done)
        written = self.author(Scene(head, look, ledger, stamp))
        self._keep_within_limits(head, ledger)
        if operation:
            ledger.keep(record(self.owner, operation, written, ledger.expires_at))
        return Plan(
            actions=ledger.actions,
            counts=ledger.counts,
            outcome=written,
            empties_trash=ledger.empties_trash,
        )

    def _keep_within_limits(self, head: Head, ledger: Ledger) -> None:
        for name, said in _LIMITED.items():
            more, most = getattr(ledger.counts, name), getattr(self.limits, name)
            if more > 0 and getattr(head.counts, name) + more > most:
                raise QuotaExceededError(said.format(most))


_LIMITED = {
    "todos": "You may have {} to-dos.",
    "lists": "You may have {} lists.",
    "bytes": "The texts of your to-dos and lists may have {} bytes together.",
}
