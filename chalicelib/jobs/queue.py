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
from chalicelib.store.heads import Counts
from chalicelib.store.items import Item, decode, encode, key
from chalicelib.store.ledger import NOT_THERE, Ledger
from chalicelib.store.look import Look
from chalicelib.store.ranges import HIGH, Range, range_request
from chalicelib.store.tries import patiently
from chalicelib.writes.changes import Scene

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from chalicelib.store.tables import Table

JOBS = "jobs"
JOB_PREFIX = "job#"

TURNS = 50
"""Jobs that are read, and take turns, together."""

MOST_JOBS = 100
"""Most jobs of one owner at a time."""

DELETE_CONTENTS, RENAME_LABEL, SPACE_OUT, STRIP_TRASH = (
    "delete-contents",
    "rename-label",
    "space-out",
    "strip-trash",
)


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
            within = Range(None, behind, high, TURNS, whole=True)
            request = range_request(table.name, JOBS, within)
            found: list[Item] = patiently(partial(table.query, request, itemgetter("Items")))
            yield [job_of(item) for item in found]
            if len(found) < TURNS:
                break
            behind = found[-1]["id"]["S"] + "\x01"  # labels can begin with one another


def queue(scene: Scene, kind: str, target: str, **details: str) -> None:
    """Ask for a job in the transaction of a write; one that is under way begins anew.

    Raises ``TooMuchAtOnceError`` if the owner has as many as one owner may have.
    """
    ledger = scene.ledger
    job = Job(
        owner=ledger.owner,
        kind=kind,
        target=target,
        details=details,
        revision=ledger.revision,
        asked_s=ledger.now_s,
    )
    put: Any = {"TableName": ledger.table_name, "Item": _item(job)}
    waiting = scene.look.elsewhere(JOBS, job.item_id)
    if waiting:
        ledger.act({"Put": put | _unless_renewed(job_of(waiting))}, Counts())
        return
    if scene.head.counts.jobs >= MOST_JOBS:
        raise TooMuchAtOnceError("Much of what you asked for is still being done.")
    ledger.act({"Put": put | {"ConditionExpression": NOT_THERE}}, Counts(jobs=1))


def is_queued(scene: Scene, kind: str, target: str) -> bool:
    """Tell whether a job was asked for, and is not done yet."""
    item_id = Job(owner=scene.ledger.owner, kind=kind, target=target).item_id
    return scene.look.elsewhere(JOBS, item_id) is not None


def is_wanted(job: Job, look: Look) -> bool:
    """Tell whether a job that was found in the queue still is what was asked for last."""
    waiting = look.elsewhere(JOBS, job.item_id)
    return waiting is not None and job_of(waiting).revision == job.revision


def advance(job: Job, cursor: str, ledger: Ledger) -> None:
    """Keep how far a job is, in the transaction of its step."""
    update = _at(ledger.table_name, job) | _unless_renewed(job)
    update["UpdateExpression"] = "SET #cursor = :cursor"
    update["ExpressionAttributeNames"] = {"#cursor": "cursor"}
    update["ExpressionAttributeValues"][":cursor"] = encode(cursor)
    ledger.act({"Update": update}, Counts())


def finish(job: Job, ledger: Ledger) -> None:
    """Take a job off the queue, in the transaction of its last step."""
    delete = _at(ledger.table_name, job) | _unless_renewed(job)
    ledger.act({"Delete": delete}, Counts(jobs=-1))


def dropped(table_name: str, job: Job) -> "TransactWriteItemTypeDef":
    """Return the action that takes a job off the queue, whatever became of it."""
    return {"Delete": _at(table_name, job)}


def _at(table_name: str, job: Job) -> Any:  # noqa: ANN401 - several kinds of action begin so
    return {"TableName": table_name, "Key": key(JOBS, job.item_id)}


def _unless_renewed(job: Job) -> Any:  # noqa: ANN401 - as above
    """Write the condition that nobody asked for the same anew, and nobody finished it."""
    return {
        "ConditionExpression": "version = :version",
        "ExpressionAttributeValues": {":version": encode(job.revision)},
    }


def _item(job: Job) -> Item:
    return {
        **key(JOBS, job.item_id),
        "for": encode(job.owner),
        "kind": encode(job.kind),
        "target": encode(job.target),
        "details": encode(job.details),
        "cursor": encode(job.cursor),
        "version": encode(job.revision),
        "asked_s": encode(job.asked_s),
    }
