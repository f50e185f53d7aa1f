"""Series: when a rule goes on, when another begins, and which to-do comes next."""

from uuid import UUID

import pytest

from chalicelib.errors import InvalidInputError
from chalicelib.model.series import (
    Series,
    days_later,
    occurrence_id,
    series_id,
    series_of,
    subtask_id,
)
from tests.builders import an_id

MONDAYS = "FREQ=WEEKLY;BYDAY=MO"
NEW = "5f0c2b8e-0000-5000-8000-000000000000"
BEGUN = Series(MONDAYS, None, "a series", "2027-03-01")


def test_a_rule_that_is_new_begins_a_series_at_the_due() -> None:
    assert series_of(Series(), MONDAYS, "2027-03-03", None, NEW) == Series(
        MONDAYS, None, NEW, "2027-03-03"
    )


def test_the_same_rule_goes_on_whatever_the_due() -> None:
    assert series_of(BEGUN, MONDAYS, "2027-03-05", None, NEW) == BEGUN


def test_another_rule_begins_another_series() -> None:
    assert series_of(BEGUN, "FREQ=DAILY", "2027-03-05", None, NEW) == Series(
        "FREQ=DAILY", None, NEW, "2027-03-05"
    )


def test_a_due_that_gets_a_time_of_day_gives_it_to_the_series() -> None:
    timed = series_of(BEGUN, MONDAYS, "2027-03-05T09:00:00", "UTC", NEW)
    assert timed == Series(MONDAYS, "UTC", "a series", "2027-03-05T09:00:00")


def test_a_due_that_the_rule_does_not_fit_any_more_is_refused() -> None:
    hourly = Series("FREQ=HOURLY", None, "a series", "2027-03-01T09:00:00")
    with pytest.raises(InvalidInputError):
        series_of(hourly, "FREQ=HOURLY", "2027-03-01", None, NEW)


def test_a_series_that_has_come_to_its_end_is_left_alone() -> None:
    last = Series("FREQ=YEARLY", None, "a series", "9998-03-01")
    assert series_of(last, "FREQ=YEARLY", "9998-03-02", None, NEW) == last


def test_without_a_rule_there_is_no_series() -> None:
    assert series_of(BEGUN, None, "2027-03-01", None, NEW) == Series()


def test_ids_are_the_same_for_the_same_and_differ_for_all_else() -> None:
    one, other = an_id(), an_id()
    made = [
        *(series_id(one, 1), series_id(one, 2), series_id(other, 1)),
        *(occurrence_id(one, "2027-03-01"), occurrence_id(one, "2027-03-08")),
        *(subtask_id(one, other, 1), subtask_id(other, one, 1), subtask_id(one, other, 2)),
    ]
    assert len(set(made)) == len(made)
    assert occurrence_id(one, "2027-03-01") == made[3]
    assert all(UUID(each).version == 5 for each in made)


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        ("2027-02-28", "2027-03-07"),
        ("2027-03-01T23:30:00", "2027-03-08T23:30:00"),
        (None, None),
        ("9998-12-30", None),
    ],
)
def test_a_subtasks_due_moves_by_as_many_days(due: str | None, moved: str | None) -> None:
    assert days_later(due, "2027-03-01T09:00:00", "2027-03-08T09:00:00") == moved
