"""Reminders: when a device shall speak up, as data. The devices do it; nothing is sent from here.

A reminder is a time before the due, as RFC 5545 writes a TRIGGER (``-PT30M``, ``-P1D``, ``PT0S``
for the due itself), or an instant (``2026-03-01T08:00:00Z``).
"""

import re

from chalicelib import times

DURATION = re.compile(
    r"-P(?:(?P<weeks>\d{1,2})W|(?:(?P<days>\d{1,3})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,3})H)?(?:(?P<minutes>\d{1,5})M)?)?)",
    re.ASCII,
)

AT_DUE = "PT0S"

LONGEST_MINUTES = 366 * 24 * 60
"""At most about a year before."""

_MINUTES = {"weeks": 7 * 24 * 60, "days": 24 * 60, "hours": 60, "minutes": 1}


def read_reminder(text: str) -> str:
    """Return a reminder in its one spelling; ``ValueError``, in words for the caller, for none."""
    if text == AT_DUE:
        return text
    found = DURATION.fullmatch(text)
    if found is None:
        return _instant(text)
    given = {unit: int(number) for unit, number in found.groupdict().items() if number}
    minutes = sum(number * _MINUTES[unit] for unit, number in given.items())
    if not given or minutes > LONGEST_MINUTES:
        raise _unreadable()
    return _written(minutes)


def is_before_due(reminder: str) -> bool:
    """Tell whether a reminder is told from the due, rather than at an instant of its own."""
    return "P" in reminder


def _instant(text: str) -> str:
    try:
        return times.read_instant(text)
    except ValueError:
        raise _unreadable() from None


def _written(minutes: int) -> str:
    if minutes == 0:
        return AT_DUE
    days, minutes = divmod(minutes, _MINUTES["days"])
    hours, minutes = divmod(minutes, _MINUTES["hours"])
    date = f"{days}D" if days else ""
    time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"-P{date}{'T' + time if time else ''}"


def _unreadable() -> ValueError:
    return ValueError(
        "must be a time before the due, at most a year, such as -PT30M or -P1D, or an instant, "
        "such as 2026-03-01T08:00:00Z"
    )
