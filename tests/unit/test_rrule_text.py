"""Rules as clients write them: one form of each, and a reason for each that is refused."""

import pytest

from chalicelib.model.recurrence import LONGEST_RULE, check_rule, read_rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("RRULE:FREQ=DAILY", "FREQ=DAILY"),
        ("rrule:freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("BYDAY=FR,MO,MO;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=DAILY;INTERVAL=1", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=002;COUNT=010", "FREQ=DAILY;INTERVAL=2;COUNT=10"),
        ("FREQ=WEEKLY;WKST=MO", "FREQ=WEEKLY"),
        ("WKST=SU;INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=+1MO,-1SU,01MO", "FREQ=MONTHLY;BYDAY=1MO,-1SU"),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-1,+1,01", "FREQ=MONTHLY;BYMONTHDAY=-1,1,31"),
        ("FREQ=DAILY;UNTIL=20260301t080000z", "FREQ=DAILY;UNTIL=20260301T080000Z"),
        ("FREQ=DAILY;UNTIL=99991231", "FREQ=DAILY;UNTIL=99991231"),
        (
            "FREQ=YEARLY;BYSETPOS=1;BYMINUTE=0;BYHOUR=9;BYDAY=MO;BYMONTHDAY=1;BYYEARDAY=1;BYMONTH=1",
            "FREQ=YEARLY;BYMONTH=1;BYYEARDAY=1;BYMONTHDAY=1;BYDAY=MO;BYHOUR=9;BYMINUTE=0;BYSETPOS=1",
        ),
    ],
)
def test_a_rule_has_one_form(text: str, rule: str) -> None:
    assert read_rule(text) == rule
    assert read_rule(rule) == rule


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must be parts with values"),
        (" ", "must be parts with values"),
        ("FREQ", "must be parts with values"),
        ("FREQ=", "must be parts with values"),
        ("=DAILY", "must be parts with values"),
        ("FREQ=DAILY;", "must be parts with values"),
        ("FREQ=DAILY;;COUNT=2", "must be parts with values"),
        ("RRULE:RRULE:FREQ=DAILY", "must have no other parts"),
        ("DTSTART=20260301;FREQ=DAILY", "must have no other parts"),
        ("FREQ=DAILY;BYSECOND=0", "must have no other parts"),
        ("FREQ=YEARLY;BYEASTER=0", "must have no other parts"),
        ("FREQ=DAILY; COUNT=2", "must have no other parts"),
        ("FREQ=DAILY\nCOUNT=2", "must have a FREQ of"),
        ("COUNT=2", "must have a FREQ of"),
        ("FREQ=SECONDLY", "must have a FREQ of"),
        ("FREQ=SECONDLY;UNTIL=21260301", "must have a FREQ of"),
        ("FREQ=DAILY,WEEKLY", "must have a FREQ of"),
        ("FREQ=DAILY=", "must have a FREQ of"),
        ("FREQ=DAILY;FREQ=DAILY", "must have FREQ once"),
        ("FREQ=DAILY;COUNT=2;count=2", "must have COUNT once"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260301", "must not have both COUNT and UNTIL"),
        ("FREQ=DAILY;COUNT=0", "must have COUNT from 1 to 10000"),
        ("FREQ=DAILY;COUNT=10001", "must have COUNT from 1 to 10000"),
        ("FREQ=DAILY;COUNT=-1", "must have COUNT from 1 to 10000"),
        ("FREQ=DAILY;COUNT=1.5", "must have COUNT from 1 to 10000"),
        ("FREQ=DAILY;INTERVAL=0", "must have INTERVAL from 1 to 1000"),
        ("FREQ=DAILY;INTERVAL=1001", "must have INTERVAL from 1 to 1000"),
        ("FREQ=DAILY;INTERVAL=1_0", "must have INTERVAL from 1 to 1000"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 150, "must have INTERVAL from 1 to 1000"),
        ("FREQ=DAILY;UNTIL=2026-03-01", "must have an UNTIL such as"),
        ("FREQ=DAILY;UNTIL=20260229", "must have an UNTIL such as"),
        ("FREQ=DAILY;UNTIL=00000101", "must have an UNTIL such as"),
        ("FREQ=DAILY;UNTIL=20260301T240000", "must have an UNTIL such as"),
        ("FREQ=DAILY;UNTIL=20260301T080000+0100", "must have an UNTIL such as"),
        ("FREQ=DAILY;UNTIL=20260301Z", "must have an UNTIL such as"),
        ("FREQ=YEARLY;BYMONTH=0", "must have numbers in BYMONTH from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=-1", "must have numbers in BYMONTH from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=+1", "must have numbers in BYMONTH from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=1,", "must have numbers in BYMONTH from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=13", "must have numbers in BYMONTH from 1 to 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "must have numbers in BYMONTHDAY from 1 to 31, or minus"),
        ("FREQ=MONTHLY;BYMONTHDAY=--1", "must have numbers in BYMONTHDAY from 1 to 31, or minus"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "must have numbers in BYMONTHDAY from 1 to 31, or minus"),
        ("FREQ=YEARLY;BYYEARDAY=367", "must have numbers in BYYEARDAY from 1 to 366, or minus"),
        ("FREQ=YEARLY;BYWEEKNO=54", "must have numbers in BYWEEKNO from 1 to 53, or minus"),
        ("FREQ=DAILY;BYHOUR=24", "must have numbers in BYHOUR from 0 to 23"),
        ("FREQ=DAILY;BYMINUTE=60", "must have numbers in BYMINUTE from 0 to 59"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=367", "must have numbers in BYSETPOS from 1 to 366"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=0", "must have numbers in BYSETPOS from 1 to 366"),
        ("FREQ=WEEKLY;BYDAY=MONDAY", "must have days in BYDAY"),
        ("FREQ=WEEKLY;BYDAY=MO,,TU", "must have days in BYDAY"),
        ("FREQ=MONTHLY;BYDAY=0MO", "must have days in BYDAY"),
        ("FREQ=MONTHLY;BYDAY=1", "must have days in BYDAY"),
        ("FREQ=WEEKLY;WKST=1MO", "must have a WKST of"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "must not have BYMONTHDAY with FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "must not have BYYEARDAY with FREQ=MONTHLY"),
        ("FREQ=DAILY;BYYEARDAY=1", "must not have BYYEARDAY with FREQ=DAILY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "must not have BYWEEKNO with FREQ=MONTHLY"),
        ("FREQ=MINUTELY;BYHOUR=9;BYSETPOS=1", "must not have BYSETPOS with FREQ=MINUTELY"),
        ("FREQ=WEEKLY;BYDAY=1MO", "must have numbers in BYDAY only for months and years"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "must have numbers in BYDAY only for"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "must have a number before each day in BYDAY, or before"),
        ("FREQ=MONTHLY;BYDAY=6MO", "must have numbers in BYDAY from 1 to 5, or minus these"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=53MO", "must have numbers in BYDAY from 1 to 5"),
        ("FREQ=YEARLY;BYDAY=54MO", "must have numbers in BYDAY from 1 to 53, or minus these"),
        ("FREQ=DAILY;BYSETPOS=1", "must have another part that begins with BY for BYSETPOS"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYSETPOS=1", "must not have BYSETPOS with BYWEEKNO"),
        ("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 32), "must have at most 31 values"),
        (
            "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6;BYMINUTE=0,1,2,3,4,5,6",
            "must have at most 48 times of day",
        ),
        ("FREQ=DAILY;COUNT=٣", "must be a rule of RFC 5545"),
        ("FREQ=DA\u0131LY", "must be a rule of RFC 5545"),
        ("FREQ=DAILY;BYDAY=\u017fU", "must be a rule of RFC 5545"),
        ("FREQ=DAILY\ud800", "must be a rule of RFC 5545"),
        ("FREQ=DAILY;" * 1000, "must have at most 200 characters"),
        ("x" * 10_000, "must have at most 200 characters"),
        ("9" * (LONGEST_RULE + 1), "must have at most 200 characters"),
    ],
)
def test_what_is_no_rule_for_a_to_do_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_rule(text)


@pytest.mark.parametrize(
    ("rule", "due", "zone"),
    [
        ("FREQ=DAILY;UNTIL=20260401", "2026-03-01", None),
        ("FREQ=DAILY;UNTIL=20260401T090000", "2026-03-01T09:00:00", None),
        ("FREQ=DAILY;UNTIL=20260401T080000Z", "2026-03-01T09:00:00", "Europe/Zurich"),
        ("FREQ=HOURLY;BYMINUTE=0", "2026-03-01T09:00:00", None),
        ("FREQ=DAILY;COUNT=1", "2026-03-01", None),
        ("FREQ=DAILY;UNTIL=20260301", "2026-03-01", None),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", "2026-03-01", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "2072-02-28", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "2072-02-28", None),
    ],
)
def test_a_rule_may_fit_a_due(rule: str, due: str, zone: str | None) -> None:
    check_rule(rule, due, zone)


@pytest.mark.parametrize(
    ("rule", "due", "zone", "reason"),
    [
        ("FREQ=DAILY;UNTIL=20260401T090000", "2026-03-01", None, "form of 20260301,"),
        ("FREQ=DAILY;UNTIL=20260401T090000Z", "2026-03-01", None, "form of 20260301,"),
        ("FREQ=DAILY;UNTIL=20260401", "2026-03-01T09:00:00", None, "form of 20260301T090000,"),
        (
            "FREQ=DAILY;UNTIL=20260401T090000Z",
            "2026-03-01T09:00:00",
            None,
            "form of 20260301T090000,",
        ),
        (
            "FREQ=DAILY;UNTIL=20260401T090000",
            "2026-03-01T09:00:00",
            "Europe/Zurich",
            "form of 20260301T080000Z,",
        ),
        ("FREQ=HOURLY", "2026-03-01", None, "must not name hours or minutes"),
        ("FREQ=MINUTELY;COUNT=2", "2026-03-01", None, "must not name hours or minutes"),
        ("FREQ=DAILY;BYHOUR=9", "2026-03-01", None, "must not name hours or minutes"),
        ("FREQ=WEEKLY;BYMINUTE=9", "2026-03-01", None, "must not name hours or minutes"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-03-01", None, "must come again"),
        ("FREQ=YEARLY;BYMONTH=2", "2026-01-31", None, "must come again"),
        ("FREQ=HOURLY;INTERVAL=24;BYHOUR=8", "2026-03-01T09:00:00", None, "must come again"),
        ("FREQ=YEARLY", "9998-03-01", None, "must come again"),
    ],
)
def test_a_rule_that_does_not_fit_its_due_is_refused_with_a_reason(
    rule: str, due: str, zone: str | None, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        check_rule(rule, due, zone)
