"""Rules of recurrence as they are written: any RRULE that a to-do can follow, and few others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.model.rrules import FREQUENCIES, PARTS, WEEKDAYS, Rule, check_days, check_sets

LONGEST_RULE = 200
"""Most characters of a rule. The RFC's longest example has 77."""

MOST_VALUES = 31
"""Most values of one part: every day of a month. Each day of a period is compared with them."""

LARGEST_INTERVAL, LARGEST_COUNT = 1000, 10_000


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the values of a part may be; a signed part counts from the end too, and has no 0."""

    least: int
    most: int
    signed: bool
    with_: tuple[str, ...] = FREQUENCIES
    """The frequencies that the part goes with: the RFC's table in §3.3.10."""


_NUMBERS: Mapping[str, _Numbers] = {
    "BYMONTH": _Numbers(1, 12, signed=False),
    "BYWEEKNO": _Numbers(1, 53, signed=True, with_=("YEARLY",)),
    "BYYEARDAY": _Numbers(1, 366, signed=True, with_=("YEARLY", "HOURLY", "MINUTELY")),
    "BYMONTHDAY": _Numbers(
        1, 31, signed=True, with_=("YEARLY", "MONTHLY", "DAILY", "HOURLY", "MINUTELY")
    ),
    "BYHOUR": _Numbers(0, 23, signed=False),
    "BYMINUTE": _Numbers(0, 59, signed=False),
    # Minutes are sets of one: there is nothing to choose, and it would cost a search.
    "BYSETPOS": _Numbers(1, 366, signed=True, with_=FREQUENCIES[:-1]),
}

_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_COUNTED = re.compile(r"\d{1,5}", re.ASCII)
_DAY = re.compile(rf"([+-]?\d{{1,2}})?({'|'.join(WEEKDAYS)})", re.ASCII)
_UNTIL = re.compile(r"\d{8}(?:T(?:[01]\d|2[0-3])\d{4}Z?)?", re.ASCII)


def parse(text: str) -> Rule:
    """Read a rule, with ``RRULE:`` before it or without, in any case of letters.

    Raises ``ValueError``, in words for the caller, for all that is not a rule, and for the few
    rules of the RFC that can't be followed: their reasons are where they are refused.
    """
    if len(text) > LONGEST_RULE:
        raise ValueError(f"must have at most {LONGEST_RULE} characters")
    parts = _split(text)
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError(f"must have a FREQ of {', '.join(FREQUENCIES)}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("must not have both COUNT and UNTIL")
    rule = Rule(
        freq=parts["FREQ"],
        interval=_counted(parts, "INTERVAL", LARGEST_INTERVAL) or 1,
        count=_counted(parts, "COUNT", LARGEST_COUNT),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        numbers={name: _numbers(name, parts) for name in _NUMBERS if name in parts},
        days=_days(parts["BYDAY"]) if "BYDAY" in parts else (),
        week_start=_weekday(parts.get("WKST", "MO")),
    )
    check_days(rule)
    check_sets(rule)
    return rule


def _split(text: str) -> dict[str, str]:
    if not text.isascii():  # str.upper would make ASCII of some other letters
        raise ValueError("must be a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO")
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if not name or not value:
            raise ValueError("must be parts with values, such as FREQ=WEEKLY;BYDAY=MO")
        if name not in PARTS:
            raise ValueError(f"must have no other parts than {', '.join(PARTS)}")
        if name in parts:
            raise ValueError(f"must have {name} once")
        parts[name] = value
    return parts


def _counted(parts: Mapping[str, str], name: str, most: int) -> int | None:
    if name not in parts:
        return None
    if not _COUNTED.fullmatch(parts[name]) or not 1 <= int(parts[name]) <= most:
        raise ValueError(f"must have {name} from 1 to {most}")
    return int(parts[name])


def _until(value: str) -> str:
    if not _UNTIL.fullmatch(value) or not _exists(value):
        raise ValueError("must have an UNTIL such as 20260301, 20260301T090000 or 20260301T080000Z")
    return value


def _exists(time: str) -> bool:
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return False
    return True


def _numbers(name: str, parts: Mapping[str, str]) -> tuple[int, ...]:
    allowed = _NUMBERS[name]
    values = _listed(name, parts[name])
    if not all(_is_one(allowed, value) for value in values):
        ends = f"{allowed.least} to {allowed.most}"
        signs = ", or minus these" if allowed.signed else ""
        raise ValueError(f"must have numbers in {name} from {ends}{signs}")
    if parts["FREQ"] not in allowed.with_:
        raise ValueError(f"must not have {name} with FREQ={parts['FREQ']}")
    return tuple(sorted({int(value) for value in values}))


def _is_one(allowed: _Numbers, value: str) -> bool:
    if not _NUMBER.fullmatch(value) or (value[0] in "+-" and not allowed.signed):
        return False
    return allowed.least <= abs(int(value)) <= allowed.most


def _days(value: str) -> tuple[tuple[int, int], ...]:
    found = [_DAY.fullmatch(each) for each in _listed("BYDAY", value)]
    days = {(_weekday(each[2]), int(each[1] or 0)) for each in found if each}
    if None in found or any(each and each[1] and not int(each[1]) for each in found):
        raise ValueError("must have days in BYDAY, such as MO, 1MO or -1MO")
    return tuple(sorted(days))


def _listed(name: str, value: str) -> list[str]:
    values = value.split(",")
    if len(values) > MOST_VALUES:
        raise ValueError(f"must have at most {MOST_VALUES} values in {name}")
    return values


def _weekday(value: str) -> int:
    if value not in WEEKDAYS:
        raise ValueError(f"must have a WKST of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(value)
