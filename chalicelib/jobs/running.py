"""Works off the jobs of all owners, a step of each owner's in turn.

Owners' own writes come first: a step that meets one gives way and tries later, and there is a
pause behind each. Two that run at once do no harm, since a step is a write like any other: at
worst one of them loses its race.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.errors import AccountClosedError, BusyError, OutcomeUnknownError
from chalicelib.jobs.deleting import delete_contents
from chalicelib.jobs.queue import (
    DELETE_CONTENTS,
    JOB_PREFIX,
    JOBS,
    RENAME_LABEL,
    SPACE_OUT,
    STRIP_TRASH,
    Job,
    advance,
    dropped,
    finish,
    is_wanted,
    job_of,
)
from chalicelib.jobs.renaming import rename_label
from chalicelib.jobs.spacing import space_out
from chalicelib.jobs.steps import DONE, Step, StepOf, Turn
from chalicelib.jobs.stripping import strip_trash
from chalicelib.model.stamp import Stamp
from chalicelib.store.heads import Head
from chalicelib.store.items import Item
from chalicelib.store.ledger import Ledger
from chalicelib.store.look import Look
from chalicelib.store.ranges import HIGH, Range, range_request
from chalicelib.store.reading import SETTLE_S
from chalicelib.store.records import KEPT
from chalicelib.store.transactions import Known, Plan, Writer
from chalicelib.store.tries import patiently
from chalicelib.writes.changes import Scene

if TYPE_CHECKING:
    from chalicelib.store.tables import Table

logger = logging.getLogger(__name__)

STEPS: Mapping[str, StepOf] = {
    DELETE_CONTENTS: delete_contents,
    RENAME_LABEL: rename_label,
    SPACE_OUT: space_out,
    STRIP_TRASH: strip_trash,
}

PAUSE_S = 0.2
"""Between two steps of one owner. The owner's own writes go in between; and one that has lost its
reply, for ``READ_TIMEOUT_S``, must still find its id among the last 16 of the head."""

TURNS = 50
"""Jobs that take turns."""


class JobsFailedError(Exception):
    """Some jobs failed, by a defect of the service: whoever runs it hears of it."""


class JobRunner:
    """Works off what is queued in one table."""

    pause_s = PAUSE_S

    def __init__(self, table: "Table", writer: Writer, clock: Callable[[], datetime]) -> None:
        self._table = table
        self._writer = writer
        self._clock = clock

    def run(self, within_s: float) -> int:
        """Make steps until nothing is left to do, or the time is over; return how many.

        The step that is under way when the time is over is finished. Raises ``JobsFailedError``
        at the end, once all others had their turn, if there were jobs that failed.
        """
        ends_s = time.monotonic() + within_s
        made = failed = 0
        for jobs in self._waiting():
            waiting = [Turn(job) for job in jobs]
            while waiting:
                waiting, steps, failures = self._round(waiting, ends_s)
                made, failed = made + steps, failed + failures
                if time.monotonic() >= ends_s:
                    break
                time.sleep(self.pause_s)
            if time.monotonic() >= ends_s:
                break
        if failed:
            raise JobsFailedError(f"{failed} jobs failed: see job_failed in the log")
        return made

    def _round(self, turns: list[Turn], ends_s: float) -> tuple[list[Turn], int, int]:
        """Make a step of a job of each owner's.

        Returns those that are not done, how many steps were made, and how many jobs failed.
        """
        waiting, left, made, failed = [], [], 0, 0
        served: set[str] = set()
        for turn in turns:
            job = turn.job
            if made and time.monotonic() >= ends_s:
                break
            if job.owner in served:
                waiting.append(turn)
                continue
            served.add(job.owner)
            try:
                step = self._step(turn)
            except (BusyError, OutcomeUnknownError):
                left.append(Turn(job, turn.lost + 1))
                continue
            except Exception:  # one job that fails keeps no other from being done
                logger.exception("job_failed kind=%s", job.kind)
                failed += 1
                continue
            made += 1
            if not step.is_last:
                left.append(Turn(replace(job, cursor=step.cursor), max(turn.lost - 1, 0)))
        return [*waiting, *left], made, failed

    def _step(self, turn: Turn) -> Step:
        """Make the next step of a job."""
        job, now = turn.job, self._clock()

        def decide(head: Head, look: Look, stamp: Stamp) -> Plan[Step] | Known[Step]:
            if not is_wanted(job, look):
                return Known(DONE)
            ledger = Ledger(
                self._table.name,
                job.owner,
                stamp.revision,
                int(now.timestamp()),
                int((now + KEPT).timestamp()),
            )
            step = STEPS[job.kind](Scene(head, look, ledger, stamp), job, turn.most)
            if step.is_last:
                finish(job, ledger)
            elif not ledger.actions:
                return Known(step)
            elif step.cursor:
                advance(job, step.cursor, ledger)
            return Plan(actions=ledger.actions, counts=ledger.counts, outcome=step)

        try:
            return self._writer.write(job.owner, [], decide, now, turn.attempts)
        except AccountClosedError:
            # The account is being deleted, and this with it: nothing is written for it any more.
            self._table.transact([dropped(self._table.name, job)])
            return DONE

    def _waiting(self) -> Iterator[list[Job]]:
        """Find what is queued, from anywhere on round to there: so that none is always the last."""
        start = JOB_PREFIX + str(uuid4())
        for low, high in ((start, JOB_PREFIX + HIGH), (JOB_PREFIX, start)):
            behind = low
            while True:
                found = self._found(behind, high)
                yield [job for job in map(job_of, found) if self._is_settled(job)]
                if len(found) < TURNS:
                    break
                behind = found[-1]["id"]["S"] + "\x01"  # labels can begin with one another

    def _found(self, low: str, high: str) -> list[Item]:
        request = range_request(self._table.name, JOBS, Range(None, low, high, TURNS))
        request.pop("ProjectionExpression")
        names = {"#owner": "owner", "#key": "id"}
        found: list[Item] = patiently(
            lambda: self._table.query(
                {**request, "ExpressionAttributeNames": names}, lambda answer: answer["Items"]
            )
        )
        return found

    def _is_settled(self, job: Job) -> bool:
        """Tell whether all that was written before a job was asked for can be seen by now."""
        return self._clock().timestamp() - job.asked_s >= SETTLE_S
