"""Mistakes that are easily made with recurrence: each of them makes another series."""

from dataclasses import replace

import pytest

from chalicelib.model.recurrence import Occurrence, next_occurrence
from chalicelib.model.rrule_text import parse
from tests.unit.recurring import Following, chained, listed, put_off
from tests.unit.rfc_5545_examples import LIKE_THEM, STATED, ZONE


def never_counting_down(
    rule: str, occurrence: str, zone: str | None, behind: str
) -> Occurrence | None:
    found = next_occurrence(rule, occurrence, zone, behind)
    return found and Occurrence(found.at, rule)


def anchored_where_it_was_put_off_to(
    rule: str, _: str, zone: str | None, behind: str
) -> Occurrence | None:
    return next_occurrence(rule, behind, zone, behind)


def with_weeks_from_monday(
    rule: str, occurrence: str, zone: str | None, behind: str
) -> Occurrence | None:
    return next_occurrence(str(replace(parse(rule), week_start=0)), occurrence, zone, behind)


def from_each_occurrence_without_an_interval(
    rule: str, occurrence: str, zone: str | None, behind: str
) -> Occurrence | None:
    return next_occurrence(str(replace(parse(rule), interval=1)), occurrence, zone, behind)


def forgetting_a_day_that_a_month_does_not_have(
    rule: str, occurrence: str, zone: str | None, behind: str
) -> Occurrence | None:
    """Go on from 28 February, as adding a month to the 31st would lead to."""
    found = next_occurrence(rule, occurrence, zone, behind)
    read = parse(rule)
    if found is None or read.freq != "MONTHLY" or read.numbers or read.days:
        return found
    return next_occurrence(f"{rule};BYMONTHDAY=28", occurrence, zone, behind)


def in_utc(rule: str, occurrence: str, _: str | None, behind: str) -> Occurrence | None:
    """Take UNTIL for a local time."""
    return next_occurrence(rule, occurrence, "UTC", behind)


def faults(following: Following) -> set[str]:
    """Return the rules whose series this goes along in another way than dateutil."""
    cases: list[tuple[str, str, str | None]] = [(each.rule, each.start, ZONE) for each in STATED]
    cases += [(rule, start, None) for rule, start in LIKE_THEM if start < "9"]
    return {
        rule
        for rule, start, zone in cases
        if chained(rule, start, zone, 30, following) != listed(rule, start, zone, 30)
    }


def test_nothing_is_found_where_nothing_is_planted() -> None:
    assert faults(next_occurrence) == set()


@pytest.mark.parametrize(
    "planted",
    [
        never_counting_down,
        with_weeks_from_monday,
        from_each_occurrence_without_an_interval,
        forgetting_a_day_that_a_month_does_not_have,
    ],
)
def test_a_planted_mistake_is_found_in_a_series(planted: Following) -> None:
    assert faults(planted)


def test_a_pattern_that_moves_with_a_put_off_due_is_found() -> None:
    """Every other Monday, done on a Tuesday of the week between."""
    rule, start, behind = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-02", ["2026-03-10"]
    assert put_off(rule, start, behind, next_occurrence) == ["2026-03-16"]
    assert put_off(rule, start, behind, anchored_where_it_was_put_off_to) == ["2026-03-23"]


def test_an_until_taken_for_a_local_time_is_found() -> None:
    rule, start = "FREQ=DAILY;UNTIL=20260303T133000Z", "2026-03-01T09:00:00"
    assert len(chained(rule, start, ZONE, 9, next_occurrence)) == 2
    assert len(chained(rule, start, ZONE, 9, in_utc)) == 3
