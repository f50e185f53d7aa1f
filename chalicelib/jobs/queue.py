"""What is left to be done in the background, and how it is asked for.

A write that can't do all of its work at once queues the rest as a job, in the same transaction.
Jobs lie in a partition of their own, ``JOBS``, where whoever works them off finds those of all
owners. Nobody's ``sub`` is that word: it is a UUID.

A job is done in steps. Each is a write of the owner's like any other, and moves the job on in the
same transaction, so that one that is killed goes on where it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chalicelib.errors import TooMuchAtOnceError
from chalicelib.store.heads import Counts, Head
from chalicelib.store.items import Item, decode, encode, key
from chalicelib.store.ledger import NOT_THERE, Ledger
from chalicelib.store.look import Look
from chalicelib.store.ranges import HIGH, Range, range_request
from chalicelib.store.tries import patiently

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from chalicelib.store.tables import Table

JOBS = "jobs"
JOB_PREFIX = "job#"

AT_ONCE = 50
"""Jobs that are read, and take turns, together."""

MOST_JOBS = 100
"""Most jobs of one owner at a time."""

DELETE_CONTENTS, RENAME_LABEL, SPACE_OUT, STRIP_TRASH = (
    "delete-contents",
    "rename-label",
    "space-out",
    "strip-trash",
)

SAME_VERSION = "version = :version"
"""Nobody asked for the same anew, and nobody finished it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to be done for an owner, step by step."""

    owner: str
    kind: str
    target: str
    """What it is done to: a list's id, a label. Of a kind, there is one job for each target."""
    details: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    """The owner's revision that asked for it."""
    asked_s: int = 0
    """When it was asked for, in seconds since 1970."""
    cursor: str = ""
    """How far it is, as its kind understands it."""

    @property
    def item_id(self) -> str:
        """The sort key of the job's item."""
        return f"{JOB_PREFIX}{self.owner}#{self.kind}#{self.target}"


def job_of(item: Item) -> Job:
    """Read a job back from its item."""
    return Job(
        owner=item["for"]["S"],
        kind=item["kind"]["S"],
        target=item["target"]["S"],
        details=decode(item["details"]),
        revision=int(item["version"]["N"]),
        asked_s=int(item["asked_s"]["N"]),
        cursor=item["cursor"]["S"],
    )


def queued(table: "Table") -> Iterator[list[Job]]:
    """Find what is queued, from anywhere on round to there: so that none is always the last."""
    start = JOB_PREFIX + str(uuid4())
    for low, high in ((start, JOB_PREFIX + HIGH), (JOB_PREFIX, start)):
        behind = low
        while True:
            request = range_request(table.name, JOBS, Range(None, behind, high, AT_ONCE))
            del request["ProjectionExpression"]
            request["ExpressionAttributeNames"] = {"#owner": "owner", "#key": "id"}
            found: list[Item] = patiently(partial(table.query, request, itemgetter("Items")))
            yield [job_of(item) for item in found]
            if len(found) < AT_ONCE:
                break
            behind = found[-1]["id"]["S"] + "\x01"  # labels can begin with one another


def queue(job: Job, head: Head, look: Look, ledger: Ledger) -> None:
    """Ask for a job in the transaction of a write; one that is under way begins anew.

    Raises ``TooMuchAtOnceError`` if the owner has as many as one owner may have.
    """
    waiting = look.elsewhere(JOBS, job.item_id)
    item = _item(job, ledger)
    if waiting:
        ledger.act(_put(ledger.table_name, item, int(waiting["version"]["N"])), Counts())
        return
    if head.counts.jobs >= MOST_JOBS:
        raise TooMuchAtOnceError("Much of what you asked for is still being done.")
    ledger.act(_put(ledger.table_name, item, None), Counts(jobs=1))


def is_queued(job: Job, look: Look) -> bool:
    """Tell whether the same was asked for, and is not done yet."""
    return look.elsewhere(JOBS, job.item_id) is not None


def is_wanted(job: Job, look: Look) -> bool:
    """Tell whether a job that was found in the queue still is what was asked for last."""
    waiting = look.elsewhere(JOBS, job.item_id)
    return waiting is not None and job_of(waiting).revision == job.revision


def advance(job: Job, cursor: str, ledger: Ledger) -> None:
    """Keep how far a job is, in the transaction of its step."""
    update: dict[str, Any] = {
        **_same(ledger.table_name, job),
        "UpdateExpression": "SET #cursor = :cursor",
        "ExpressionAttributeNames": {"#cursor": "cursor"},
    }
    update["ExpressionAttributeValues"] = {
        **update["ExpressionAttributeValues"],
        ":cursor": encode(cursor),
    }
    ledger.act({"Update": update}, Counts())  # type: ignore[typeddict-item]  # as boto3 wants it


def finish(job: Job, ledger: Ledger) -> None:
    """Take a job off the queue, in the transaction of its last step."""
    delete: dict[str, Any] = _same(ledger.table_name, job)
    ledger.act({"Delete": delete}, Counts(jobs=-1))  # type: ignore[typeddict-item]


def dropped(table_name: str, job: Job) -> "TransactWriteItemTypeDef":
    """Return the action that takes a job off the queue, whatever became of it."""
    return {"Delete": {"TableName": table_name, "Key": key(JOBS, job.item_id)}}


def _same(table_name: str, job: Job) -> dict[str, Any]:
    return {
        "TableName": table_name,
        "Key": key(JOBS, job.item_id),
        "ConditionExpression": SAME_VERSION,
        "ExpressionAttributeValues": {":version": encode(job.revision)},
    }


def _item(job: Job, ledger: Ledger) -> Item:
    return {
        **key(JOBS, job.item_id),
        "for": encode(job.owner),
        "kind": encode(job.kind),
        "target": encode(job.target),
        "details": encode(job.details),
        "cursor": encode(""),
        "version": encode(ledger.revision),
        "asked_s": encode(ledger.now_s),
    }


def _put(table_name: str, item: Item, over: int | None) -> "TransactWriteItemTypeDef":
    if over is None:
        return {"Put": {"TableName": table_name, "Item": item, "ConditionExpression": NOT_THERE}}
    return {
        "Put": {
            "TableName": table_name,
            "Item": item,
            "ConditionExpression": SAME_VERSION,
            "ExpressionAttributeValues": {":version": encode(over)},
        }
    }
