"""The writing rule: every write of an owner is one transaction upon the owner's head.

The head counts the owner's writes. A transaction raises the count from *n* to *n* + 1 on
condition that it still is *n*, and stamps what it writes with *n* + 1: so the writes of one
owner have one order, and whoever sees revision *n* of the head can find everything up to it.
``docs/decisions/0002-head-and-revision.md`` says what was measured.

A reply can be lost after the write happened. So each write has an operation id, the same in
all its tries, and the head keeps those of the last 16 writes. After any try but a plain
success the head is read again:

- the id is there: the write happened, and is not made again;
- the count is still *n*: the try may still be on its way. Sending again at the same *n* is
  safe, because only one of the two can raise the count from *n*;
- the count has moved on without the id: the try can never land any more; compute anew;
- it has moved on by more than 16: the id may have come and gone. Nobody can tell.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from chalicelib.errors import AccountClosedError, ApiError, BusyError, OutcomeUnknownError
from chalicelib.model.stamp import Stamp
from chalicelib.store.heads import OPERATIONS_KEPT, Counts, Head, head_of, raise_head
from chalicelib.store.items import HEAD
from chalicelib.store.look import Look
from chalicelib.store.tries import Landing, UnreachableError, pause
from chalicelib.times import milliseconds, written

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from chalicelib.store.tables import Table

Outcome = TypeVar("Outcome")

ATTEMPTS = 30
WITHIN_S = 10.0
"""Bounds of one write's tries, whichever is reached first; then the caller hears 503."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[Outcome]):
    """What one transaction is to do, computed from what was read."""

    actions: "list[TransactWriteItemTypeDef]"
    """On the owner's items, each conditioned on the revision it was computed from."""
    counts: Counts
    """By how much what the owner has changes."""
    outcome: Outcome
    empties_trash: bool = False


@dataclass(frozen=True, slots=True)
class Known(Generic[Outcome]):
    """The outcome of a request that was carried out before: nothing is to be written."""

    outcome: Outcome


Decide = Callable[[Head, Look, Stamp], Plan[Outcome] | Known[Outcome]]
"""Computes a write from the head, a look at the items, and the stamp of the write to be.

It may be called several times, and raises an ``ApiError`` to refuse."""


@dataclass(slots=True)
class _Write(Generic[Outcome]):
    """One write on its way through its tries."""

    owner: str
    reads: list[str]
    decide: Decide[Outcome]
    now: datetime
    operation: str
    sent: Plan[Outcome] | None = None
    """The first try at ``sent_at``; a later one at the same revision may have read our own."""
    sent_at: int = 0
    """The revision that the tries were computed from which may still have landed."""
    unsure: bool = False
    """Whether one of them got no answer that settles it."""


class Writer:
    """Writes for one table, by the rule above."""

    def __init__(
        self,
        table: "Table",
        epoch: str,
        clock: Callable[[], datetime],
        new_operation: Callable[[], str],
    ) -> None:
        self._table = table
        self._epoch = epoch
        self._clock = clock
        self._new_operation = new_operation

    def write(
        self,
        owner: str,
        reads: Iterable[str],
        decide: Decide[Outcome],
        now: datetime,
        attempts: int = ATTEMPTS,
    ) -> Outcome:
        """Carry out one write and return its outcome.

        ``reads`` are the ids of items that ``decide`` will look at: they are read with the head.
        Raises ``BusyError`` when nothing was written, ``OutcomeUnknownError`` when that could not
        be found out, and what ``decide`` raises.
        """
        write = _Write(owner, [HEAD, *reads], decide, now, self._new_operation())
        for _ in _tries(attempts):
            try:
                known = self._try(write)
            except UnreachableError:
                continue
            if known:
                return known.outcome
        raise OutcomeUnknownError if write.unsure else BusyError

    def _try(self, write: _Write[Outcome]) -> Known[Outcome] | None:
        """Read, decide, send; ``None`` when it has to be tried again."""
        items = self._table.get_many(write.owner, write.reads)
        head = head_of(items.pop(HEAD, None))
        if landed := self._earlier(write, head):
            return landed
        if head.closed:
            raise AccountClosedError("Nothing can be written any more.")
        try:
            look = Look(self._table, write.owner, items, write.reads)
            plan = write.decide(head, look, Stamp(written(write.now), head.revision + 1))
        except ApiError:
            # Items are read each for itself: this may be our own try, seen just after a head
            # that did not show it yet. The next look at the head tells.
            if write.unsure:
                return None
            raise
        if isinstance(plan, Known):
            return plan
        landing = self._send(write, head, plan)
        if landing is Landing.DONE:
            return Known(plan.outcome)
        if landing is Landing.UNKNOWN:
            if write.sent is None:
                write.sent, write.sent_at = plan, head.revision
            write.unsure = True
        return None

    def _earlier(self, write: _Write[Outcome], head: Head) -> Known[Outcome] | None:
        """Find out what became of the tries before this one."""
        if write.sent is None:
            return None
        if self._landed(write, head):
            return Known(write.sent.outcome)
        writes_since = head.revision - write.sent_at
        if write.unsure and writes_since > OPERATIONS_KEPT:
            raise OutcomeUnknownError
        if writes_since:
            write.sent, write.unsure = None, False
        return None

    def _landed(self, write: _Write[Outcome], head: Head) -> bool:
        return write.operation in head.operations

    def _send(self, write: _Write[Outcome], head: Head, plan: Plan[Outcome]) -> Landing:
        return self._table.transact([self._raised(write, head, plan), *plan.actions])

    def _raised(
        self, write: _Write[Outcome], head: Head, plan: Plan[Outcome]
    ) -> "TransactWriteItemTypeDef":
        """Count this write. ``revised_at`` is of this try: readers wait for the last one sent."""
        after = Head(
            revision=head.revision + 1,
            revised_at_ms=milliseconds(self._clock()),
            operations=(*head.operations, write.operation)[-OPERATIONS_KEPT:],
            counts=head.counts + plan.counts,
            emptied=head.revision + 1 if plan.empties_trash else head.emptied,
            epoch=self._epoch,
        )
        return raise_head(self._table.name, write.owner, head, after)


def _tries(attempts: int) -> Iterator[int]:
    give_up_at = time.monotonic() + WITHIN_S
    for attempt in range(attempts):
        if attempt:
            pause(attempt)
        if time.monotonic() > give_up_at:
            return
        yield attempt
