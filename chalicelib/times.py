"""Times as they are written: RFC 3339 in UTC, local due dates, and the way between them.

A written time is a string of fixed width, so that strings sort as times do; nothing else in
the app does arithmetic on times.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
LOCAL_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", re.ASCII)

FIRST_YEAR, LAST_YEAR = 1900, 9998
"""A year away from what Python's calendar holds, so that no zone leads out of it."""


def written(instant: datetime) -> str:
    """Write an aware time as RFC 3339 in UTC to the second: ``2026-03-01T08:00:00Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def milliseconds(instant: datetime) -> int:
    """Return the milliseconds since 1970 of an aware time."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def read_instant(text: str) -> str:
    """Read an RFC 3339 time with any offset and write it in UTC, to the second.

    Raises ``ValueError``, in words for the caller, for anything else.
    """
    found = INSTANT.fullmatch(text)
    if not found:
        raise ValueError("must be an RFC 3339 time, such as 2026-03-01T08:00:00Z")
    day, time, offset = found.groups()
    _in_calendar(day)
    instant = written(_parsed(f"{day}T{time}{'+00:00' if offset in 'Zz' else offset}"))
    _in_calendar(instant)  # the offset may have led into the next year
    return instant


def read_date(text: str) -> str:
    """Check a local date such as ``2026-03-01``; raises ``ValueError`` for anything else."""
    if not LOCAL_DATE.fullmatch(text):
        raise ValueError("must be a date, such as 2026-03-01")
    _in_calendar(text)
    _parsed(text)
    return text


def read_due(text: str) -> str:
    """Check a local date, or local date and time; raises ``ValueError`` for anything else."""
    if LOCAL_TIME.fullmatch(text):
        _in_calendar(text)
        _parsed(text)
        return text
    if LOCAL_DATE.fullmatch(text):
        return read_date(text)
    raise ValueError(
        "must be a date, such as 2026-03-01, or a local time, such as 2026-03-01T09:00:00"
    )


def has_time(due: str) -> bool:
    """Tell whether a due date names a time of day too."""
    return len(due) > len("2026-03-01")


def read_zone(text: str) -> str:
    """Check the name of an IANA time zone; raises ``ValueError`` for anything else."""
    if text not in _zones():
        raise ValueError("must be the name of an IANA time zone, such as Europe/Zurich")
    return text


def due_at(due: str | None, due_zone: str | None) -> str | None:
    """Return when a local time in a zone comes, in UTC; ``None`` for a date or a floating time.

    A time that the clocks skip counts as if they had not yet been put forward, and of a time
    that comes twice the first is meant (RFC 5545, §3.3.5; Python's ``fold=0`` does both).
    """
    if due is None or due_zone is None:
        return None
    return written(datetime.fromisoformat(due).replace(tzinfo=_zone(due_zone)))


def _in_calendar(text: str) -> None:
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise ValueError(f"must be in a year from {FIRST_YEAR} to {LAST_YEAR}")


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date and time that exist") from None


@cache
def _zones() -> frozenset[str]:
    """Return the zones of the pinned tz database, the same on every machine."""
    names = resources.files("tzdata").joinpath("zones").read_text().split()
    return frozenset(names) - {"Factory"}  # the database's word for "not set yet"


@cache
def _zone(name: str) -> "ZoneInfo":
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only for the few to-dos that name a zone

    folder = resources.files("tzdata").joinpath("zoneinfo")
    with folder.joinpath(*name.split("/")).open("rb") as compiled:
        return ZoneInfo.from_file(compiled, key=name)
