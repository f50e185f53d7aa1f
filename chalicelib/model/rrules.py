"""A rule of recurrence: RRULE of RFC 5545, §3.3.10, and what of its parts goes together."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_TIMES = 48
"""Most times of day, hours by minutes: every half hour. Each day of a period has them all."""

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY")
"""From long to short. No to-do is due every second."""

WITHIN_DAY = frozenset({"HOURLY", "MINUTELY", "BYHOUR", "BYMINUTE"})
"""What only a due with a time of day can follow."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

PARTS = (
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    *("BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS", "WKST"),
)
"""All parts there are, in the order in which the RFC applies them and they are written."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that agrees with itself. ``str`` writes it, in the one form that it has."""

    freq: str
    interval: int
    count: int | None
    until: str | None
    """``20260301``, ``20260301T090000``, or the latter in UTC with a ``Z``."""
    numbers: Mapping[str, tuple[int, ...]]
    """The values of ``BYMONTH`` and its like, sorted; a part that is not there has no key."""
    days: tuple[tuple[int, int], ...]
    """``BYDAY``: the weekday, 0 for Monday, and which of them in the period, 0 for each."""
    week_start: int

    def __str__(self) -> str:
        parts = {name: ",".join(map(str, values)) for name, values in self.numbers.items()}
        parts["FREQ"] = self.freq
        if self.interval > 1:
            parts["INTERVAL"] = str(self.interval)
        if self.count is not None:
            parts["COUNT"] = str(self.count)
        if self.until is not None:
            parts["UNTIL"] = self.until
        if self.days:
            parts["BYDAY"] = ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in self.days)
        if self.week_start:
            parts["WKST"] = WEEKDAYS[self.week_start]
        return ";".join(f"{name}={parts[name]}" for name in PARTS if name in parts)


def check_days(rule: Rule) -> None:
    """Hold what the RFC says of ``1MO``, and refuse what never comes or means two things."""
    nths = [nth for _, nth in rule.days if nth]
    if not nths:
        return
    if len(nths) < len(rule.days):  # dateutil takes the days that are both; the RFC, all
        raise ValueError("must have a number before each day in BYDAY, or before none")
    if rule.freq not in {"YEARLY", "MONTHLY"} or "BYWEEKNO" in rule.numbers:
        raise ValueError("must have numbers in BYDAY only for months and years without BYWEEKNO")
    most = 5 if rule.freq == "MONTHLY" or "BYMONTH" in rule.numbers else 53
    if max(map(abs, nths)) > most:
        raise ValueError(f"must have numbers in BYDAY from 1 to {most}, or minus these")


def check_sets(rule: Rule) -> None:
    """Hold what the RFC says of positions in a set, and keep sets of times small."""
    times = [len(rule.numbers.get(name, (0,))) for name in ("BYHOUR", "BYMINUTE")]
    if times[0] * times[1] > MOST_TIMES:
        raise ValueError(f"must have at most {MOST_TIMES} times of day in BYHOUR and BYMINUTE")
    if "BYSETPOS" not in rule.numbers:
        return
    if len(rule.numbers) == 1 and not rule.days:
        raise ValueError("must have another part that begins with BY for BYSETPOS")
    if "BYWEEKNO" in rule.numbers:  # weeks are sifted after dateutil has counted positions
        raise ValueError("must not have BYSETPOS with BYWEEKNO")
