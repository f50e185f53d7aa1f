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

from chalicelib.errors import AccountClosedError, BusyError, OutcomeUnknownError
from chalicelib.jobs.deleting import delete_contents
from chalicelib.jobs.queue import (
    DELETE_CONTENTS,
    RENAME_LABEL,
    SPACE_OUT,
    STRIP_TRASH,
    Job,
    advance,
    dropped,
    finish,
    is_wanted,
    queued,
)
from chalicelib.jobs.renaming import rename_label
from chalicelib.jobs.spacing import space_out
from chalicelib.jobs.steps import DONE, EARLY, Run, Step, StepOf, Turn
from chalicelib.jobs.stripping import strip_trash
from chalicelib.model.stamp import Stamp
from chalicelib.store.heads import Head
from chalicelib.store.ledger import Ledger
from chalicelib.store.look import Look
from chalicelib.store.reading import SETTLE_S, has_settled
from chalicelib.store.transactions import Known, Plan, Writer
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

EARLY_S = 2.0
"""Between two looks at jobs that it was too early for."""

STUCK = 20
"""A job that has given way as often in one run is told of in the log."""


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
        """Make steps until nothing is left to do now, or the time is over; return how many.

        The step that is under way when the time is over is finished. Raises ``JobsFailedError``
        at the end, once all others had their turn, if there were jobs that failed.
        """
        return self._run(time.monotonic() + within_s).steps

    def work(self, within_s: float) -> int:
        """Do the same, and wait for what it is too early for; return how many steps were made."""
        ends_s = time.monotonic() + within_s
        steps = 0
        while True:
            run = self._run(ends_s)
            steps += run.steps
            if not run.early or time.monotonic() >= ends_s:
                return steps
            time.sleep(EARLY_S)

    def _run(self, ends_s: float) -> Run:
        run = Run(ends_s)
        for jobs in self._queued():
            turns = [Turn(job) for job in jobs if self._is_settled(job)]
            run.early += len(jobs) - len(turns)
            while turns:
                turns = self._round(turns, run)
                if run.is_over:
                    break
                time.sleep(self.pause_s)
            if run.is_over:
                break
        if run.failed:
            raise JobsFailedError(f"{run.failed} jobs failed: see job_failed in the log")
        return run

    def _round(self, turns: list[Turn], run: Run) -> list[Turn]:
        """Make a step of a job of each owner's; return those that are not done."""
        left = []
        served: set[str] = set()
        for turn in sorted(turns, key=lambda turn: turn.place):
            if turn.job.owner in served or run.is_over:
                left.append(turn)
                continue
            served.add(turn.job.owner)
            following = self._take(turn, run)
            if following:
                left.append(following)
        return left

    def _take(self, turn: Turn, run: Run) -> Turn | None:
        """Make the step of a turn; return the next turn of the job, if it has one in this run."""
        job = turn.job
        try:
            step = self._step(turn)
        except (BusyError, OutcomeUnknownError):
            if turn.lost == STUCK:
                logger.warning("job_stuck kind=%s", job.kind)
            return Turn(job, turn.lost + 1)
        except Exception:  # one job that fails keeps no other from being done
            logger.exception("job_failed kind=%s", job.kind)
            run.failed += 1
            return None
        if step.is_early:
            run.early += 1
            return None
        run.steps += 1
        if step.is_last:
            return None
        return Turn(replace(job, cursor=step.cursor), max(turn.lost - 1, 0))

    def _step(self, turn: Turn) -> Step:
        """Make the next step of a job."""
        job, now = turn.job, self._clock()

        def decide(head: Head, look: Look, stamp: Stamp) -> Plan[Step] | Known[Step]:
            if not is_wanted(job, look):
                return Known(DONE)
            ledger = Ledger(self._table.name, job.owner, stamp.revision, now)
            step = STEPS[job.kind](Scene(head, look, ledger, stamp), job, turn.most)
            if step.is_last and not has_settled(head, self._clock()):
                return Known(EARLY)  # what was written last may be something to do
            if step.is_last:
                finish(job, ledger)
            elif step.cursor:
                advance(job, step.cursor, ledger)
            return Plan(actions=ledger.actions, counts=ledger.counts, outcome=step)

        try:
            return self._writer.write(job.owner, [], decide, now, turn.attempts)
        except AccountClosedError:
            # The account is being deleted, and this with it: nothing is written for it any more.
            self._table.transact([dropped(self._table.name, job)])
            return DONE

    def _queued(self) -> Iterator[list[Job]]:
        """Find what is queued."""
        return queued(self._table)

    def _is_settled(self, job: Job) -> bool:
        """Tell whether all that was written before a job was asked for can be seen by now."""
        return self._clock().timestamp() - job.asked_s >= SETTLE_S
