"""When a rule of recurrence comes again, by dateutil, within a number of steps.

An expansion begins with the whole period that an occurrence lies in, and the rule's defaults
are taken from that occurrence: so it is the series', whichever of its occurrences it follows.
dateutil itself begins in the middle of a week, and there counts positions (BYSETPOS) from it.

dateutil goes on until the year 9999 when nothing matches, and can't be interrupted. But it
adds the interval once per period, and that counts here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from chalicelib.model.rrules import Rule

MOST_STEPS = 120_000
"""Most steps for one answer: about 50 ms of one core, and 50 years of days without a match."""

_OCCURRENCE_STEPS = 2
_WEEK_STEPS = 8

_PERIOD_STEPS = {
    "YEARLY": 120,
    "MONTHLY": 20,
    "WEEKLY": 7,
    "DAILY": 6,
    "HOURLY": 6,
    "MINUTELY": 6,
}
"""What dateutil spends on a period, in additions of ``Interval``: its days, and an overhead."""

_LENGTHS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
}


class OutOfStepsError(Exception):
    """Raised if an answer would take more steps than it may."""


@dataclass(slots=True)
class Steps:
    """The steps that are left for an answer."""

    left: int = MOST_STEPS

    def take(self, steps: int) -> None:
        """Raise ``OutOfStepsError`` when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfStepsError


class Interval(int):
    """An interval that takes steps wherever dateutil's ``rrule._iter`` reckons with it.

    Years, months and days go on by ``+=``, weeks by ``interval*7``. Hours and minutes search
    their next by additions, many in a period, and jump over a day without a match by ``//`` and
    ``*``.
    """

    steps: Steps
    addition: int
    product: int

    @classmethod
    def of(cls, rule: Rule, steps: Steps) -> "Interval":
        """Return a rule's interval: long periods, and many months between, take more steps."""
        interval = cls(rule.interval)
        interval.steps = steps
        values = len(rule.days) + sum(map(len, rule.numbers.values()))
        months = (_LENGTHS.get(rule.freq, timedelta()) * rule.interval).days // 31
        interval.product = _PERIOD_STEPS[rule.freq] * (4 + values) // 4 + months
        interval.addition = interval.product
        if rule.freq in {"HOURLY", "MINUTELY"} and "BYSETPOS" not in rule.numbers:
            interval.addition = 1 + months
        return interval

    def __radd__(self, other: int) -> int:
        self.steps.take(self.addition)
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self.steps.take(self.product)
        return int(self) * other

    __rmul__ = __mul__


def expansion(rule: Rule, at: datetime, behind: datetime, steps: Steps) -> Iterator[datetime]:
    """Return the series that ``at`` belongs to, in order, with all that come after ``behind``.

    It leaves out what periods before ``behind`` have, unless it counts them: whole intervals
    are skipped, since no sum over years is worth asking for minute by minute.
    """
    start = _beginning(rule, at)
    if rule.count is None and behind > start:
        start = _moved(rule, start, behind)
    try:
        for day, found in groupby(_rrule(rule, at, start, steps), key=datetime.date):
            if _in_weeks(rule, day, steps):
                yield from found
    except (ValueError, OverflowError):
        return  # dateutil: no minute of the rule's comes ever, or the calendar has ended


def _beginning(rule: Rule, at: datetime) -> datetime:
    """Return when the period of an occurrence begins."""
    if rule.freq == "MINUTELY":
        return at.replace(second=0)
    start = at.replace(minute=0, second=0)
    if rule.freq == "HOURLY":
        return start
    start = start.replace(hour=0)
    if rule.freq == "YEARLY":
        return start.replace(month=1, day=1)
    if rule.freq == "MONTHLY":
        return start.replace(day=1)
    if rule.freq == "WEEKLY":
        return start - timedelta(days=(at.weekday() - rule.week_start) % 7)
    return start


def _moved(rule: Rule, start: datetime, behind: datetime) -> datetime:
    """Return when the last period of the series begins that begins before ``behind`` or then."""
    if rule.freq in _LENGTHS:
        step = _LENGTHS[rule.freq] * rule.interval
        return start + (behind - start) // step * step
    months = rule.interval * (12 if rule.freq == "YEARLY" else 1)
    apart = (behind.year - start.year) * 12 + behind.month - start.month
    year, month = divmod(start.year * 12 + start.month - 1 + apart // months * months, 12)
    return start.replace(year=year, month=month + 1)


def _rrule(rule: Rule, at: datetime, start: datetime, steps: Steps) -> Iterator[datetime]:
    from dateutil import rrule as dateutil  # noqa: PLC0415 - only for what comes again

    parts: dict[str, Any] = {name.lower(): values for name, values in rule.numbers.items()}
    parts.pop("byweekno", None)
    if rule.days:
        parts["byweekday"] = [dateutil.weekday(day, nth or None) for day, nth in rule.days]
    found = dateutil.rrule(
        getattr(dateutil, rule.freq),
        dtstart=start,
        interval=Interval.of(rule, steps),
        wkst=rule.week_start,
        **_defaults(rule, at) | parts,
    )
    for occurrence in found:
        steps.take(_OCCURRENCE_STEPS)
        yield occurrence


def _defaults(rule: Rule, at: datetime) -> dict[str, int]:
    """Return what a rule does not say, and its start does (RFC 5545, §3.3.10)."""
    defaults = {"bysecond": at.second}
    if rule.freq != "MINUTELY":
        defaults["byminute"] = at.minute
    if rule.freq not in {"MINUTELY", "HOURLY"}:
        defaults["byhour"] = at.hour
    if rule.days or not {"BYMONTHDAY", "BYYEARDAY"}.isdisjoint(rule.numbers):
        return defaults
    if rule.freq == "WEEKLY" or "BYWEEKNO" in rule.numbers:
        return defaults | {"byweekday": at.weekday()}
    if rule.freq == "MONTHLY":
        return defaults | {"bymonthday": at.day}
    if rule.freq == "YEARLY":
        return defaults | {"bymonth": at.month, "bymonthday": at.day}
    return defaults


def _in_weeks(rule: Rule, day: date, steps: Steps) -> bool:
    """Tell whether a day is in the weeks of BYWEEKNO (ISO 8601, but any day may begin weeks).

    dateutil isn't asked: in 1994 it has 1 January in week 53, and never knows week -53.
    """
    weeks = rule.numbers.get("BYWEEKNO")
    if weeks is None:
        return True
    steps.take(_WEEK_STEPS)
    fourth = _fourth_day(day, rule.week_start)
    number = _week_number(fourth)
    last = _week_number(_fourth_day(date(fourth.year, 12, 28), rule.week_start))
    return number in weeks or number - last - 1 in weeks


def _fourth_day(day: date, week_start: int) -> date:
    """Return the fourth day of a day's week: the week is the one of that day's year."""
    return day + timedelta(days=3 - (day.weekday() - week_start) % 7)


def _week_number(fourth: date) -> int:
    return (fourth.timetuple().tm_yday + 6) // 7
