"""To-dos come again by the clock on the wall, and what the clock skips or repeats is RFC 5545's.

dateutil is given a start in the zone; its times in a gap or a fold mean, by Python's ``fold=0``,
what §3.3.5 says: the offset from before the gap, the first of the two. §3.3.10 would leave out
what falls into a gap; a to-do that is not shown for a day would be forgotten.
"""

from itertools import islice

import pytest

from chalicelib import times
from tests.unit.recurring import chained, moments

CHANGES = [
    ("FREQ=DAILY", "2026-03-27T02:30:00", "Europe/Zurich"),
    ("FREQ=DAILY", "2026-10-23T02:30:00", "Europe/Zurich"),
    ("FREQ=DAILY;UNTIL=20261026T013000Z", "2026-10-23T02:30:00", "Europe/Zurich"),
    ("FREQ=HOURLY", "2026-03-28T22:30:00", "Europe/Zurich"),
    ("FREQ=WEEKLY;BYDAY=SU", "2026-02-22T02:15:00", "America/New_York"),
    ("FREQ=MONTHLY;BYDAY=1SU", "2026-10-04T01:59:59", "America/New_York"),
    ("FREQ=MINUTELY;INTERVAL=20", "2026-11-01T00:10:00", "America/New_York"),
    ("FREQ=DAILY", "2026-10-01T02:15:00", "Australia/Lord_Howe"),
    ("FREQ=DAILY", "2026-04-01T01:45:00", "Australia/Lord_Howe"),
    ("FREQ=DAILY", "2026-03-25T00:30:00", "Asia/Beirut"),
    ("FREQ=DAILY", "2018-11-01T00:00:00", "America/Sao_Paulo"),
    ("FREQ=DAILY", "2011-12-28T12:00:00", "Pacific/Apia"),
    ("FREQ=YEARLY", "2024-02-29T09:00:00", "Asia/Kathmandu"),
]


@pytest.mark.parametrize(("rule", "start", "zone"), CHANGES)
def test_each_moment_is_the_one_that_dateutil_has_in_the_zone(
    rule: str, start: str, zone: str
) -> None:
    dues = chained(rule, start, zone, 40)
    assert [times.due_at(due, zone) for due in dues] == [
        times.written(moment) for moment in islice(moments(rule, start, zone), 40)
    ]


def test_nine_in_the_morning_stays_nine_in_the_morning() -> None:
    dues = chained("FREQ=WEEKLY", "2026-03-22T09:00:00", "Europe/Zurich", 3)
    assert dues == ["2026-03-22T09:00:00", "2026-03-29T09:00:00", "2026-04-05T09:00:00"]
    assert [times.due_at(due, "Europe/Zurich") for due in dues] == [
        "2026-03-22T08:00:00Z",
        "2026-03-29T07:00:00Z",
        "2026-04-05T07:00:00Z",
    ]


def test_a_time_that_is_skipped_once_is_back_the_next_day() -> None:
    dues = chained("FREQ=DAILY", "2026-03-28T02:30:00", "Europe/Zurich", 3)
    assert [times.due_at(due, "Europe/Zurich") for due in dues] == [
        "2026-03-28T01:30:00Z",
        "2026-03-29T01:30:00Z",
        "2026-03-30T00:30:00Z",
    ]
