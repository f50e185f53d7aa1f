"""The steps of jobs: what each comes to, and how much is tried at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from chalicelib.jobs.queue import Job
from chalicelib.writes.changes import Scene


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was made: how far the job is now, and whether that was the last one."""

    cursor: str = ""
    is_last: bool = False
    is_early: bool = False
    """Nothing can be done before all that was written can be seen."""


DONE, EARLY = Step(is_last=True), Step(is_early=True)

StepOf: TypeAlias = Callable[[Scene, Job, int], Step]
"""Enters the next step of a job into the ledger: upon so many things at most, or one family."""

AT_ONCE = 24
"""Things that a step is upon while nobody is in its way: deleting as many takes 49 actions."""

MOST_ATTEMPTS = 8
"""A step that meets a write of the owner's gives way. Then it is upon half as many things, which is
quicker, and has one try more: or it would never be made while its owner writes without a pause."""


PATIENCE = 8
"""A job that has given way more often keeps its owner's other jobs from their turns no longer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A job that waits for its next step."""

    job: Job
    lost: int = 0
    """How often its steps have given way of late."""

    @property
    def place(self) -> tuple[bool, int]:
        """Where it comes among its owner's: in the order of asking, if it does not stick."""
        return self.lost > PATIENCE, self.job.revision

    @property
    def most(self) -> int:
        """How many things the step is upon."""
        return max(AT_ONCE >> self.lost, 1)

    @property
    def attempts(self) -> int:
        """How often the step is tried before it gives way again."""
        return min(1 + self.lost, MOST_ATTEMPTS)


@dataclass(slots=True)
class Run:
    """What became of a run so far."""

    ends_s: float
    steps: int = 0
    failed: int = 0
    """Jobs that failed, by a defect of the service."""
    early: int = 0
    """Jobs that nothing could be done for yet."""

    @property
    def is_over(self) -> bool:
        """Whether the time is over; one step is always made."""
        return self.steps > 0 and time.monotonic() >= self.ends_s
