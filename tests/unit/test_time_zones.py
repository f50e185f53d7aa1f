"""RFC 5545, §3.3.5: what a local time means that the clocks skip, or show twice."""

import pytest

from chalicelib import times
from tests.strategies import ZONES


@pytest.mark.parametrize(
    ("due", "zone", "due_at"),
    [
        ("2026-03-29T02:30:00", "Europe/Zurich", "2026-03-29T01:30:00Z"),
        ("2026-03-08T02:30:00", "America/New_York", "2026-03-08T07:30:00Z"),
        ("2026-10-04T02:15:00", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"),
        ("2011-12-30T12:00:00", "Pacific/Apia", "2011-12-30T22:00:00Z"),
    ],
)
def test_a_time_that_the_clocks_skip_counts_as_before_they_were_put_forward(
    due: str, zone: str, due_at: str
) -> None:
    assert times.due_at(due, zone) == due_at


@pytest.mark.parametrize(
    ("due", "zone", "due_at"),
    [
        ("2026-10-25T02:30:00", "Europe/Zurich", "2026-10-25T00:30:00Z"),
        ("2026-11-01T01:30:00", "America/New_York", "2026-11-01T05:30:00Z"),
        ("2026-04-05T01:45:00", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(due: str, zone: str, due_at: str) -> None:
    assert times.due_at(due, zone) == due_at


@pytest.mark.parametrize(
    ("due", "zone", "due_at"),
    [
        ("2026-01-01T09:00:00", "Europe/Zurich", "2026-01-01T08:00:00Z"),
        ("2026-07-01T09:00:00", "Europe/Zurich", "2026-07-01T07:00:00Z"),
        ("2026-07-01T09:00:00", "Asia/Kathmandu", "2026-07-01T03:15:00Z"),
        ("2026-07-01T09:00:00", "America/Argentina/Buenos_Aires", "2026-07-01T12:00:00Z"),
        ("2026-07-01T09:00:00", "UTC", "2026-07-01T09:00:00Z"),
        ("1900-01-01T00:00:00", "Pacific/Kiritimati", "1900-01-01T10:29:20Z"),
        ("9998-12-31T23:59:59", "Etc/GMT+12", "9999-01-01T11:59:59Z"),
    ],
)
def test_a_local_time_in_a_zone_comes_at_one_moment(due: str, zone: str, due_at: str) -> None:
    assert times.due_at(due, zone) == due_at


@pytest.mark.parametrize(
    ("due", "zone"),
    [(None, None), ("2026-03-01", None), ("2026-03-01T09:00:00", None), (None, "Europe/Zurich")],
)
def test_without_a_time_and_a_zone_there_is_no_moment(due: str | None, zone: str | None) -> None:
    assert times.due_at(due, zone) is None


def test_every_zone_of_the_database_can_be_read_and_has_its_clocks() -> None:
    dues = [times.due_at("2026-03-01T09:00:00", times.read_zone(name)) for name in ZONES]
    assert len(ZONES) > 400
    assert None not in dues


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Factory",
        ".",
        "/",
        "../../etc/passwd",
        "../zones",
        "Europe/../Europe/Zurich",
        "/etc/localtime",
        "Europe",
        "Europe/",
        "/Europe/Zurich",
        "Europe//Zurich",
        "Europe\\Zurich",
        "Europe/Zurich ",
        "Europe/Zurich\n",
        "Europe/Zurich\0",
        "europe/zurich",
        "EUROPE/ZURICH",
        "Europe/Zürich",
        "utc",
        "posixrules",
        "posix/Europe/Zurich",
        "right/Europe/Zurich",
        "localtime",
        "leapseconds",
        "tzdata.zi",
        "zone1970.tab",
        "__init__.py",
        "+01:00",
        "UTC+1",
        "CET-1CEST",
        "Mars/Olympus_Mons",
        "x" * 10_000,
    ],
)
def test_what_is_no_name_of_a_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="must be the name of an IANA time zone"):
        times.read_zone(name)
