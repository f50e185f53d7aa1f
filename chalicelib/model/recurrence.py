"""To-dos that come again: which rules there are, which due each fits, and when it is next.

A to-do needs no history for it. Its last occurrence and its rule, with the COUNT that is left,
are the whole series. An occurrence is in the pattern's own local time; clocks come in only
where ``times.due_at`` makes a moment of it, and so every morning stays at nine.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time

from chalicelib import times
from chalicelib.model.rrule_expansion import OutOfStepsError, Steps, expansion
from chalicelib.model.rrule_text import LONGEST_RULE, parse
from chalicelib.model.rrules import WITHIN_DAY, Rule

__all__ = ["LONGEST_RULE", "Occurrence", "check_rule", "following", "next_occurrence", "read_rule"]

_MARKS = str.maketrans("", "", "-:")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When a to-do comes again, as its due is written, and the rule from there on."""

    at: str
    rule: str


def read_rule(text: str) -> str:
    """Write a rule in its one form; raises ``ValueError``, in words for the caller."""
    return str(parse(text))


def check_rule(rule: str, due: str, zone: str | None) -> None:
    """Check that a rule and its first due agree; raises ``ValueError``, in words for the caller.

    A rule that ends by itself need not come again: its due is the last then.
    """
    read = parse(rule)
    if not times.has_time(due) and not WITHIN_DAY.isdisjoint({read.freq, *read.numbers}):
        raise ValueError("must not name hours or minutes when the due has no time of day")
    if read.until is not None:
        _check_until(read.until, due, zone)
    elif read.count is None and next_occurrence(rule, due, zone, due) is None:
        raise ValueError("must come again after the due: it never does, or much too late")


def next_occurrence(rule: str, occurrence: str, zone: str | None, behind: str) -> Occurrence | None:
    """Return the first occurrence after both the last one and ``behind``; ``None`` for the end.

    ``occurrence`` is the last one in the pattern's local time, and may be a first due that the
    rule would not make: it counts all the same (RFC 5545, §3.8.5.3). ``behind`` is the due, which
    may have been put off; when it is a day, its times are over too. The end has come when COUNT
    is used up, with UNTIL, after ``times.LAST_YEAR``, and with what is too far to look for.
    """
    return following(parse(rule), occurrence, zone, behind, Steps())


def following(
    rule: Rule, occurrence: str, zone: str | None, behind: str, steps: Steps
) -> Occurrence | None:
    """Return the next occurrence, as ``next_occurrence`` does, and take its steps."""
    at = datetime.fromisoformat(occurrence)
    timed = times.has_time(occurrence)
    passed = max(at, _end(behind) if timed else datetime.fromisoformat(behind))
    left = rule.count
    try:
        for found in expansion(rule, at, passed, steps):
            if found <= at:
                continue
            left = None if left is None else left - 1
            if left == 0 or found.year > times.LAST_YEAR:
                return None
            if found > passed:
                text = found.isoformat() if timed else found.date().isoformat()
                rest = str(replace(rule, count=left))
                return None if _is_over(rule, text, zone) else Occurrence(text, rest)
    except OutOfStepsError:
        pass
    return None


def _end(due: str) -> datetime:
    """Return when a due is over: a day at its end."""
    at = datetime.fromisoformat(due)
    return at if times.has_time(due) else datetime.combine(at, time(23, 59, 59))


def _check_until(until: str, due: str, zone: str | None) -> None:
    """Hold the RFC to the letter: UNTIL is of the due's type, and in UTC if that has a zone."""
    if not times.has_time(due):
        example = "20260301"
    else:
        example = "20260301T090000" if zone is None else "20260301T080000Z"
    if len(until) != len(example):
        raise ValueError(f"must have an UNTIL of the form of {example}, as the due needs it")


def _is_over(rule: Rule, at: str, zone: str | None) -> bool:
    """Tell whether an occurrence is after UNTIL; both are moments if UNTIL is one."""
    if rule.until is None:
        return False
    moment = times.due_at(at, zone) if rule.until.endswith("Z") else None
    return (moment or at).translate(_MARKS) > rule.until
