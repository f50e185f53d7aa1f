"""When a to-do comes again: one occurrence after the other gives the series that the RFC means."""

from datetime import date, timedelta

import pytest

from chalicelib import times
from chalicelib.model.recurrence import Occurrence, check_rule, next_occurrence, read_rule
from tests.unit.recurring import chained, listed
from tests.unit.rfc_5545_examples import LIKE_THEM, STATED, ZONE, Example

MOST = 120


def test_there_are_enough_examples() -> None:
    assert len(STATED) == 42
    assert len(STATED) + len(LIKE_THEM) > 80


@pytest.mark.parametrize("example", STATED, ids=lambda each: each.rule)
def test_a_series_has_the_dates_that_the_rfc_states(example: Example) -> None:
    dues = example.dues()
    check_rule(read_rule(example.rule), example.start, ZONE)
    more = 1 if example.whole else 0
    assert chained(read_rule(example.rule), example.start, ZONE, len(dues) + more) == dues


@pytest.mark.parametrize("example", STATED, ids=lambda each: each.rule)
def test_a_series_of_the_rfc_is_the_one_that_dateutil_lists_at_once(example: Example) -> None:
    rule = read_rule(example.rule)
    series = listed(example.rule, example.start, ZONE, MOST)
    assert chained(rule, example.start, ZONE, MOST) == series


@pytest.mark.parametrize(("rule", "start"), LIKE_THEM)
def test_a_series_like_them_is_the_one_that_dateutil_lists_at_once(rule: str, start: str) -> None:
    check_rule(read_rule(rule), start, None)
    series = listed(rule, start, None, MOST)
    assert len(series) > 1
    assert chained(read_rule(rule), start, None, MOST) == series


def test_a_rule_counts_down_to_the_last() -> None:
    first = next_occurrence("FREQ=DAILY;COUNT=3", "2026-03-01", None, "2026-03-01")
    assert first == Occurrence("2026-03-02", "FREQ=DAILY;COUNT=2")
    second = next_occurrence(first.rule, first.at, None, first.at)
    assert second == Occurrence("2026-03-03", "FREQ=DAILY;COUNT=1")
    assert next_occurrence(second.rule, second.at, None, second.at) is None


def test_a_first_due_that_the_rule_would_not_make_counts_all_the_same() -> None:
    wednesday = "2026-03-04"
    assert chained("FREQ=WEEKLY;BYDAY=MO;COUNT=3", wednesday, None, 9) == [
        wednesday,
        "2026-03-09",
        "2026-03-16",
    ]


def test_occurrences_that_were_put_off_past_count_too() -> None:
    skipped = next_occurrence("FREQ=DAILY;COUNT=5", "2026-03-01", None, "2026-03-03")
    assert skipped == Occurrence("2026-03-04", "FREQ=DAILY;COUNT=2")
    assert next_occurrence("FREQ=DAILY;COUNT=5", "2026-03-01", None, "2026-03-05") is None


@pytest.mark.parametrize(
    ("rule", "behind", "at"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "2026-03-04", "2026-03-09"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-03-10", "2026-03-16"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-03-09", "2026-03-16"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-02-01", "2026-03-09"),
        ("FREQ=MONTHLY;INTERVAL=2", "2027-03-03", "2027-05-02"),
        ("FREQ=YEARLY;INTERVAL=4", "9000-01-01", "9002-03-02"),
        ("FREQ=DAILY;INTERVAL=3", "8000-01-01", "8000-01-03"),
    ],
)
def test_the_pattern_stays_where_it_was_when_a_due_is_moved(
    rule: str, behind: str, at: str
) -> None:
    assert next_occurrence(rule, "2026-03-02", None, behind) == Occurrence(at, rule)


def test_however_long_a_due_by_the_minute_was_put_off_it_comes_again() -> None:
    rule = "FREQ=MINUTELY;INTERVAL=7"
    occurrence = next_occurrence(rule, "2026-03-01T09:00:00", None, "2126-03-01T09:00:30")
    assert occurrence == Occurrence("2126-03-01T09:03:00", rule)


@pytest.mark.parametrize(
    ("occurrence", "behind", "at"),
    [
        ("2026-03-01T09:00:00", "2026-03-05T08:59:59", "2026-03-05T09:00:00"),
        ("2026-03-01T09:00:00", "2026-03-05T09:00:00", "2026-03-06T09:00:00"),
        ("2026-03-01T09:00:00", "2026-03-05", "2026-03-06T09:00:00"),
        ("2026-03-01", "2026-03-05T00:00:01", "2026-03-06"),
        ("2026-03-01", "2026-03-05", "2026-03-06"),
    ],
)
def test_a_day_that_a_due_was_put_off_to_is_over_at_its_end(
    occurrence: str, behind: str, at: str
) -> None:
    assert next_occurrence("FREQ=DAILY", occurrence, None, behind) == Occurrence(at, "FREQ=DAILY")


def test_a_series_ends_with_the_calendar() -> None:
    assert chained("FREQ=DAILY", "9998-12-30", None, 9) == ["9998-12-30", "9998-12-31"]
    assert next_occurrence("FREQ=YEARLY;INTERVAL=1000", "9500-01-01", None, "9500-01-01") is None
    assert next_occurrence("FREQ=WEEKLY;BYMONTH=1", "9998-12-30", None, "9998-12-30") is None
    sunday = "FREQ=WEEKLY;INTERVAL=52;BYDAY=SU"
    assert next_occurrence(sunday, "9998-12-31", None, "9998-12-31") is None


def test_until_ends_a_series_with_its_own_day_or_moment() -> None:
    assert chained("FREQ=DAILY;UNTIL=20260303", "2026-03-01", None, 9)[-1] == "2026-03-03"
    floating = "FREQ=DAILY;UNTIL=20260303T085959"
    start = "2026-03-01T09:00:00"
    assert chained(floating, start, None, 9)[-1] == "2026-03-02T09:00:00"
    in_utc = "FREQ=DAILY;UNTIL=20260303T080000Z"
    assert chained(in_utc, start, "Europe/Zurich", 9)[-1] == "2026-03-03T09:00:00"
    assert chained(in_utc, start, "Europe/London", 9)[-1] == "2026-03-02T09:00:00"


def test_until_tells_apart_an_hour_that_comes_twice() -> None:
    rule = "FREQ=DAILY;UNTIL=20261025T001500Z"
    assert times.due_at("2026-10-25T02:30:00", "Europe/Zurich") == "2026-10-25T00:30:00Z"
    assert chained(rule, "2026-10-24T02:30:00", "Europe/Zurich", 9) == ["2026-10-24T02:30:00"]
    later = "FREQ=DAILY;UNTIL=20261025T011000Z"  # 02:10 by the clock, for the second time
    assert len(chained(later, "2026-10-24T02:30:00", "Europe/Zurich", 9)) == 2


def test_positions_in_a_week_are_counted_from_its_first_day() -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2"
    assert chained(rule, "2026-03-04", None, 3) == ["2026-03-04", "2026-03-11", "2026-03-18"]


def test_weeks_without_a_day_have_the_day_of_the_first_due() -> None:
    series = ["2026-05-14", "2027-05-20", "2028-05-18"]  # Thursdays
    assert chained("FREQ=YEARLY;BYWEEKNO=20", series[0], None, 3) == series


@pytest.mark.parametrize("number", [1, 2, 26, 51, 52, 53, -1, -2, -51, -52, -53])
def test_weeks_have_the_numbers_that_iso_8601_gives_them(number: int) -> None:
    rule = f"FREQ=YEARLY;BYWEEKNO={number};BYDAY=MO,TU,WE,TH,FR,SA,SU"
    every = (date(1990, 1, 1) + timedelta(days=days) for days in range(366 * 30))
    found = []
    for day in every:
        year, week, _ = day.isocalendar()
        if number in {week, week - 1 - date(year, 12, 28).isocalendar().week}:
            found.append(day.isoformat())
    assert chained(rule, found[0], None, len(found)) == found
