"""Whatever rule and start: a series is dateutil's own, and any text at all is a rule or refused."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from chalicelib.model.recurrence import next_occurrence, read_rule
from chalicelib.model.rrule_text import parse
from chalicelib.model.rrules import FREQUENCIES, WEEKDAYS
from tests.support.counts import count
from tests.unit.recurring import chained, listed

MOST = 12

TEXTS = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            *(
                "FREQ=",
                "DAILY",
                "YEARLY",
                "COUNT=",
                "UNTIL=",
                "BYDAY=",
                "BYMONTH=",
                "WKST=",
                "RRULE:",
            ),
            *(";", ",", "=", "-", "+", "1", "0", "53", "MO", "20260301", "T", "Z", " ", "\0", "²"),
        ]
    ),
    max_size=12,
).map("".join)


def lists(least: int, most: int, *, signed: bool = False) -> st.SearchStrategy[str]:
    numbers = st.integers(least, most)
    signs = numbers | numbers.map(lambda number: -number) if signed else numbers
    return st.lists(signs, min_size=1, max_size=4).map(lambda values: ",".join(map(str, values)))


def days(nths: list[str]) -> st.SearchStrategy[str]:
    named = st.tuples(st.sampled_from(nths), st.sampled_from(WEEKDAYS)).map("".join)
    return st.lists(named, min_size=1, max_size=4).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Make rules as clients may write them: in any order, and with values more than once."""
    freq = draw(st.sampled_from(FREQUENCIES))
    parts = {"INTERVAL": st.integers(1, 30).map(str), "WKST": st.sampled_from(WEEKDAYS)}
    sets: dict[str, st.SearchStrategy[str]] = {
        "BYMONTH": lists(1, 12),
        "BYHOUR": lists(0, 23),
        "BYMINUTE": lists(0, 59),
    }
    plain = days([""])
    if freq != "WEEKLY":
        sets["BYMONTHDAY"] = lists(1, 31, signed=True)
    if freq in {"YEARLY", "HOURLY", "MINUTELY"}:
        sets["BYYEARDAY"] = lists(1, 366, signed=True)
    sets["BYDAY"] = plain
    if freq in {"YEARLY", "MONTHLY"}:
        sets["BYDAY"] = plain | days(["1", "2", "-1", "+5"])
    chosen = draw(st.lists(st.sampled_from(sorted(sets)), max_size=3, unique=True))
    made = [f"{name}={draw(sets[name])}" for name in chosen]
    for name, part in parts.items():
        if draw(st.booleans()):
            made.append(f"{name}={draw(part)}")
    if draw(st.booleans()) and chosen and freq != "MINUTELY":
        made.append(f"BYSETPOS={draw(lists(1, 4, signed=True))}")
    if draw(st.booleans()):
        made.append(f"COUNT={draw(st.integers(1, 20))}")
    return ";".join(draw(st.permutations([f"FREQ={freq}", *made])))


starts = st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)).map(  # noqa: DTZ001 - local
    lambda time: time.replace(microsecond=0)
)


def in_order(rule: str, start: datetime) -> str:
    """Write a start; of weeks with positions, one that dateutil counts them from."""
    read = parse(rule)
    if read.freq == "WEEKLY" and "BYSETPOS" in read.numbers:
        start -= timedelta(days=(start.weekday() - read.week_start) % 7)
        start = start.replace(hour=0, minute=0)
    return start.isoformat()


@pytest.mark.proof
@settings(max_examples=count(100, 1000))
@given(rule=rules(), start=starts)
@example(rule="FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", start=datetime(2026, 1, 31))  # noqa: DTZ001
def test_a_series_is_the_one_that_dateutil_lists_at_once(rule: str, start: datetime) -> None:
    first = in_order(rule, start)
    series = chained(read_rule(rule), first, None, MOST)
    expected = listed(rule, first, None, MOST)
    assert series == expected[: len(series)]
    if len(series) < len(expected):  # the next is too far away to look for
        last, later = (datetime.fromisoformat(each) for each in expected[len(series) - 1 :][:2])
        assert later - last > timedelta(days=90)


@pytest.mark.proof
@settings(max_examples=count(60, 600))
@given(rule=rules(), start=starts, ahead=st.integers(0, 400))
def test_putting_off_leads_to_the_first_of_the_series_after_it(
    rule: str, start: datetime, ahead: int
) -> None:
    first = in_order(rule, start)
    series = chained(read_rule(rule), first, None, MOST)
    assume(len(series) == MOST)
    gap = datetime.fromisoformat(series[-1]) - datetime.fromisoformat(first)
    assume(gap < timedelta(days=60))  # counting what is rare takes more steps
    behind = (datetime.fromisoformat(first) + gap * ahead / 401).replace(microsecond=0)
    occurrence = next_occurrence(read_rule(rule), first, None, behind.isoformat())
    assert occurrence is not None
    assert occurrence.at == min(each for each in series[1:] if each > behind.isoformat())


@given(rule=rules(), start=starts)
@settings(max_examples=count(40, 300))
def test_the_one_form_of_a_rule_means_the_same(rule: str, start: datetime) -> None:
    form = read_rule(rule)
    assert read_rule(form) == form
    assert len(form) <= len(rule)
    first = in_order(rule, start)
    assert listed(form, first, None, 3) == listed(rule.upper(), first, None, 3)


@settings(max_examples=count(150, 5000))
@given(TEXTS)
def test_any_text_is_a_rule_or_is_refused_in_words(text: str) -> None:
    try:
        form = read_rule(text)
    except ValueError as refused:
        assert str(refused).startswith("must ")  # noqa: PT017 - either is right
    else:
        assert read_rule(form) == form


@settings(max_examples=count(100, 1000))
@given(rule=rules(), day=st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_whatever_day_a_rule_starts_on_it_has_an_answer(rule: str, day: date) -> None:
    start = f"{day.isoformat()}T23:59:59"
    occurrence = next_occurrence(read_rule(rule), start, "Europe/Zurich", start)
    assert occurrence is None or start < occurrence.at < "9999"
