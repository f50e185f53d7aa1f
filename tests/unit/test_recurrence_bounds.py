"""No rule keeps anybody waiting: whatever it says, an answer takes a number of steps at most."""

import subprocess
import sys
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest
from dateutil.rrule import WEEKLY, rrule

from chalicelib.model.recurrence import following, read_rule
from chalicelib.model.rrule_expansion import MOST_STEPS, Interval, Steps
from chalicelib.model.rrule_text import parse

ROOT = Path(__file__).parents[2]
START = "2026-01-31T09:00:00"
LAST = "9998-12-31T23:00:00"
DENSE = "BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,30"
POSITIONS = ",".join(map(str, range(336, 366)))

IMPOSSIBLE = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR,SA,SU",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    f"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS={POSITIONS}",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9",
    "FREQ=HOURLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9",
    "FREQ=HOURLY;BYMINUTE=0;BYSETPOS=2",
    "FREQ=HOURLY;BYHOUR=9;BYSETPOS=2",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYMINUTE=0",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=8;BYMINUTE=59",
    "FREQ=MINUTELY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
]
"""Each way that dateutil goes on from a period that has nothing, to the year 9999 if it may."""

UNMET = [
    "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
    "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=1",
    "FREQ=MINUTELY;INTERVAL=1000;BYMINUTE=1",
    "FREQ=MINUTELY;INTERVAL=480;BYHOUR=10",
    "FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;INTERVAL=1000;BYDAY=MO;BYSETPOS=2",
    "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
]
"""What is over sooner: no hour or minute of theirs is met, or their periods are long."""

COUNTED = [
    f"FREQ={freq};COUNT=10000{more}"
    for freq in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY")
    for more in ("", ";BYDAY=MO,TU,WE,TH,FR,SA,SU", f";{DENSE}", ";INTERVAL=7;BYHOUR=9")
]


def spent(rule: str, behind: str) -> int:
    """Return the steps of an answer, which must be that the series has ended."""
    steps = Steps()
    assert following(parse(read_rule(rule)), START, None, behind, steps) is None
    return MOST_STEPS - steps.left


@pytest.mark.parametrize("rule", IMPOSSIBLE)
def test_every_way_through_dateutil_uses_up_its_steps(rule: str) -> None:
    """In a process that can be killed: nothing else ends an expansion that isn't counted."""
    program = (
        f"from tests.unit.test_recurrence_bounds import START, spent\nprint(spent({rule!r}, START))"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(  # noqa: S603 - this project's own program
        command, cwd=ROOT, capture_output=True, check=True, text=True, timeout=60
    )
    longest_period = 5000  # is taken at once
    assert MOST_STEPS < int(run.stdout) < MOST_STEPS + longest_period


@pytest.mark.parametrize("rule", UNMET)
def test_what_is_never_met_needs_fewer_steps(rule: str) -> None:
    assert spent(rule, START) < MOST_STEPS


@pytest.mark.parametrize("rule", COUNTED)
def test_counting_what_was_put_off_past_has_the_same_bound(rule: str) -> None:
    assert spent(rule, LAST) < MOST_STEPS + 5000


@pytest.mark.parametrize("freq", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"])
def test_putting_off_by_thousands_of_years_needs_a_few_steps(freq: str) -> None:
    steps = Steps()
    behind = "9990-06-30T12:00:00"
    assert following(parse(f"FREQ={freq}"), START, None, behind, steps) is not None
    assert MOST_STEPS - steps.left < 1000


class UncountedWeeks(Interval):
    """Does what a release of dateutil would that goes on by another operation."""

    def __mul__(self, other: int) -> int:
        return int(self) * other


def test_an_operation_that_is_not_counted_would_be_noticed() -> None:
    rule, taken = parse("FREQ=WEEKLY"), []
    for kind in (Interval, UncountedWeeks):
        steps = Steps()
        list(islice(rrule(WEEKLY, datetime.fromisoformat(START), kind.of(rule, steps)), 3))
        taken.append(MOST_STEPS - steps.left)
    assert taken == [14, 0]
