"""The worker of jobs, broken in the ways that people break it; and all bugs of this kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from chalicelib.jobs.queue import Job
from chalicelib.jobs.running import JobRunner
from chalicelib.opening import Opened
from chalicelib.repository import TodoRepository
from chalicelib.store.transactions import Decide, Outcome, Writer
from tests.planted.authors import AUTHORS

Sow: TypeAlias = Callable[[Opened], None]
"""Plants a bug into what was opened."""


class _LaterEmptied(Writer):
    """Has jobs believe that the trash was emptied just now."""

    def write(
        self,
        owner: str,
        reads: Iterable[str],
        decide: Decide[Outcome],
        now: Any,  # noqa: ANN401 - passed on
        attempts: int = 1,
    ) -> Outcome:
        return super().write(
            owner,
            reads,
            lambda head, look, stamp: decide(replace(head, emptied=head.revision), look, stamp),
            now,
            attempts,
        )


def _strips_what_was_deleted_later(opened: Opened) -> None:
    """The trash is stripped of what came into it after it was emptied, too."""
    writer = opened.jobs._writer
    later = _LaterEmptied(writer._table, writer._epoch, writer._clock, writer._new_operation)
    pause_s = opened.jobs.pause_s
    opened.jobs = JobRunner(opened.jobs._table, later, opened.jobs._clock)
    opened.jobs.pause_s = pause_s


class KilledJobBeginsAnew(JobRunner):
    """Nobody reads how far a job was."""

    def _queued(self) -> Iterator[list[Job]]:
        for jobs in super()._queued():
            yield [replace(job, cursor="") for job in jobs]


def _begins_anew(opened: Opened) -> None:
    jobs = opened.jobs
    opened.jobs = KilledJobBeginsAnew(jobs._table, jobs._writer, jobs._clock)
    opened.jobs.pause_s = jobs.pause_s


def _by(kind: type[TodoRepository]) -> Sow:
    def sow(opened: Opened) -> None:
        is_now = opened.todos
        opened.todos = kind(is_now._table, is_now._reader, is_now._writer, is_now.limits)

    return sow


BUGS: dict[str, Sow] = {author.__name__: _by(author) for author in AUTHORS} | {
    "StripsWhatWasDeletedLater": _strips_what_was_deleted_later,
    "KilledJobBeginsAnew": _begins_anew,
}
