from datetime import UTC, date, datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib import times
from tests.strategies import ZONES, days, instants, locals_


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
        ("2026-03-01t08:00:00z", "2026-03-01T08:00:00Z"),
        ("2026-03-01T08:00:00.999999999Z", "2026-03-01T08:00:00Z"),
        ("2026-03-01T08:00:00+01:00", "2026-03-01T07:00:00Z"),
        ("2026-03-01T08:00:00-03:30", "2026-03-01T11:30:00Z"),
        ("2026-03-01T00:00:00+23:59", "2026-02-28T00:01:00Z"),
        ("2026-03-01T08:00:00-00:00", "2026-03-01T08:00:00Z"),
        ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
        ("1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"),
        ("9998-12-31T23:59:59Z", "9998-12-31T23:59:59Z"),
    ],
)
def test_an_rfc_3339_time_is_written_in_utc_to_the_second(read: str, written: str) -> None:
    assert times.read_instant(read) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01",
        "2026-03-01T08:00:00",
        "2026-03-01T08:00Z",
        "2026-03-01 08:00:00Z",
        "20260301T080000Z",
        "2026-W09-7T08:00:00Z",
        "2026-060T08:00:00Z",
        "2026-03-01T08:00:00+0100",
        "2026-03-01T08:00:00+01",
        "2026-03-01T08:00:00+24:00",
        "2026-03-01T08:00:00+00:60",
        "2026-03-01T08:00:00,5Z",
        "2026-03-01T08:00:00.Z",
        "2026-03-01T08:00:00.1234567890Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T23:59:60Z",
        "2026-02-29T08:00:00Z",
        "2026-13-01T08:00:00Z",
        "2026-00-01T08:00:00Z",
        "1899-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "+2026-03-01T08:00:00Z",
        " 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00Z\n",
        "202\N{FULLWIDTH DIGIT SIX}-03-01T08:00:00Z",
        "1772352000",
    ],
)
def test_what_is_no_rfc_3339_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be "):
        times.read_instant(text)


@pytest.mark.parametrize(
    "text", ["1900-01-01T00:00:00+00:01", "9998-12-31T23:59:59-00:01", "9998-12-31T12:00:00-12:00"]
)
def test_an_offset_does_not_lead_out_of_the_years_that_can_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be in a year from 1900 to 9998$"):
        times.read_instant(text)


@given(instants)
def test_a_time_that_was_read_is_the_same_moment(instant: datetime) -> None:
    assert datetime.fromisoformat(times.read_instant(instant.isoformat())) == instant


@given(instants)
def test_a_time_that_was_written_is_read_as_it_is(instant: datetime) -> None:
    assert times.read_instant(times.written(instant)) == times.written(instant)


@given(instants, instants)
def test_written_times_sort_as_times_do(one: datetime, other: datetime) -> None:
    assert (times.written(one) < times.written(other)) == (one < other)


@pytest.mark.parametrize(
    ("instant", "milliseconds"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(2026, 3, 1, 8, 0, 0, 999_999, tzinfo=UTC), 1_772_352_000_999),
        (datetime(9998, 12, 31, 23, 59, 59, 1000, tzinfo=UTC), 253_370_764_799_001),
    ],
)
def test_milliseconds_are_counted_exactly(instant: datetime, milliseconds: int) -> None:
    assert times.milliseconds(instant) == milliseconds


@pytest.mark.parametrize("due", ["1900-01-01", "9998-12-31", "2024-02-29", "2026-03-01T00:00:00"])
def test_a_local_date_or_time_is_read_as_it_is(due: str) -> None:
    assert times.read_due(due) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-3-1",
        "20260301",
        "2026-W09-7",
        "2026-02-29",
        "1899-12-31",
        "9999-01-01",
        "0000-01-01",
        "2026-03-01 ",
        "2026-03-01\n",
        "2026-03-01T09:00",
        "2026-03-01t09:00:00",
        "2026-03-01 09:00:00",
        "2026-03-01T09:00:00Z",
        "2026-03-01T09:00:00.0",
        "2026-03-01T24:00:00",
        "2026-03-01T09:00:60",
        "1899-12-31T23:59:59",
        "9999-01-01T00:00:00",
        "202\N{ARABIC-INDIC DIGIT SIX}-03-01",
        "tomorrow",
    ],
)
def test_what_is_no_local_date_or_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be "):
        times.read_due(text)


@given(days)
def test_every_date_of_the_calendar_is_read_as_it_is(day: date) -> None:
    assert times.read_date(day.isoformat()) == day.isoformat()


def test_a_time_of_day_is_no_date() -> None:
    with pytest.raises(ValueError, match="must be a date, such as"):
        times.read_date("2026-03-01T09:00:00")


def test_only_a_due_with_a_time_of_day_has_a_time() -> None:
    assert [times.has_time(due) for due in ("2026-03-01", "2026-03-01T00:00:00")] == [False, True]


@given(locals_, st.sampled_from(ZONES))
@example(datetime(2026, 3, 29, 2, 30), "Europe/Zurich")  # noqa: DTZ001 - local times have no zone
@example(datetime(2026, 10, 25, 2, 30), "Europe/Zurich")  # noqa: DTZ001
def test_due_at_is_the_moment_at_which_the_clocks_of_the_zone_show_due(
    local: datetime, name: str
) -> None:
    zone = a_zone(name)
    comes_at = times.due_at(local.isoformat(), name)
    assert comes_at is not None
    shown = datetime.fromisoformat(comes_at).astimezone(zone).replace(tzinfo=None)
    assert shown - local == skipped(local, zone)


def skipped(local: datetime, zone: ZoneInfo) -> timedelta:
    """Return by how much the clocks are put forward over a local time; zero for most."""
    before, after = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    assert before is not None
    assert after is not None
    return max(after - before, timedelta(0))


def a_zone(name: str) -> ZoneInfo:
    """Return a zone of the pinned database: the machine's own may be of another year."""
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as compiled:
        return ZoneInfo.from_file(compiled, key=name)
