"""What a step of a job comes to."""

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


DONE = Step(is_last=True)

StepOf: TypeAlias = Callable[[Scene, Job], Step]
"""Enters the next step of a job into the ledger."""
