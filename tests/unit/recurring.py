"""Series of to-dos that come again: as this app goes along them, and as dateutil lists them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from chalicelib.model.recurrence import Occurrence, next_occurrence
from chalicelib.model.rrule_expansion import Interval, OutOfStepsError, Steps
from chalicelib.model.rrule_text import parse

Following = Callable[[str, str, str | None, str], Occurrence | None]
"""What ``next_occurrence`` is; a broken one is planted in its place."""


def chained(
    rule: str, start: str, zone: str | None, most: int, following: Following = next_occurrence
) -> list[str]:
    """Return the first due and those that follow, each asked for with the last one's rule."""
    dues = [start]
    while len(dues) < most:
        occurrence = following(rule, dues[-1], zone, dues[-1])
        if occurrence is None:
            break
        dues.append(occurrence.at)
        rule = occurrence.rule
    return dues


def put_off(rule: str, start: str, by: list[str], following: Following) -> list[str]:
    """Return what follows a due, each of which was put off before it was done."""
    anchor, dues = start, []
    for behind in by:
        occurrence = following(rule, anchor, None, behind)
        if occurrence is None:
            break
        anchor, rule = occurrence.at, occurrence.rule
        dues.append(anchor)
    return dues


def listed(rule: str, start: str, zone: str | None, most: int) -> list[str]:
    """Return the first due and those that follow, of one expansion by dateutil.

    A first due that is no occurrence is none for dateutil; for the RFC it is the first.
    """
    read = parse(rule)
    at = moments(str(replace(read, count=None)), start, zone)
    length = most if read.count is None else min(most, read.count)
    later = (time for time in map(local(start), at) if time > start)
    return [start, *islice(later, length - 1)]


def local(start: str) -> Callable[[datetime], str]:
    """Return how a time is written in a series with this start."""
    return lambda time: time.replace(tzinfo=None).isoformat()[: len(start)]


def moments(rule: str, start: str, zone: str | None) -> Iterator[datetime]:
    """Return dateutil's own expansion, in the zone, until it is not worth waiting for more."""
    at = datetime.fromisoformat(start)
    try:
        expansion = rrulestr(rule, dtstart=at.replace(tzinfo=ZoneInfo(zone)) if zone else at)
    except ValueError:  # no hour or minute of the rule's is ever met
        return iter(())
    assert isinstance(expansion, rrule)
    counted = expansion.replace(interval=Interval.of(parse(rule), Steps(2_000_000)))
    return takewhile(lambda time: time.year < 9999, _within_steps(iter(counted)))


def _within_steps(found: Iterator[datetime]) -> Iterator[datetime]:
    try:
        yield from found
    except (OutOfStepsError, ValueError):
        return
