"""Requests with an ``Idempotency-Key``: what they did is kept beside what they wrote.

The record is written in the request's own transaction, so that a replay, even one that runs at
the same time, finds either nothing done or all of it, with the first answer.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from chalicelib.errors import IdempotencyKeyReusedError
from chalicelib.store.items import OPERATION_PREFIX, Item, encode, is_expired, key
from chalicelib.store.records import Record, record_of, snapshot

Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True, slots=True)
class Operation:
    """A request that its client may send again."""

    key: str
    """The client's own key, which means something only together with the owner."""
    fingerprint: str
    """A digest of what the request asks for."""

    @property
    def item_id(self) -> str:
        """The sort key of the operation's record."""
        return OPERATION_PREFIX + self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Generic[Kept]):
    """What a write did."""

    record: Kept | None
    """The to-do or list as it was written; ``None`` when nothing of the kind is left."""
    created: bool
    revision: int
    """The owner's revision that the write made."""


def recorded(operation: Operation, item: Item | None, now_s: int) -> Written[Kept] | None:
    """Return what the operation did before, or ``None`` if it did nothing yet.

    Raises ``IdempotencyKeyReusedError`` if the key stands for another request.
    """
    if item is None or is_expired(item, now_s):
        return None
    if item["fingerprint"]["S"] != operation.fingerprint:
        raise IdempotencyKeyReusedError("Use a new key for each new request.")
    return Written(
        record=cast("Kept", record_of(dict(item["made"]["M"]))) if "made" in item else None,
        created=item["created"]["BOOL"],
        revision=int(item["made_revision"]["N"]),
    )


def record(owner: str, operation: Operation, written: Written[Kept], expires_at: int) -> Item:
    """Return the item that keeps what an operation did until ``expires_at`` (seconds)."""
    item = {
        **key(owner, operation.item_id),
        "fingerprint": encode(operation.fingerprint),
        "created": encode(written.created),
        "made_revision": encode(written.revision),
        "expires_at": encode(expires_at),
    }
    if written.record:
        item["made"] = {"M": snapshot(written.record)}
    return item
