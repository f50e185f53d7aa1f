"""What Hypothesis makes: whatever a client may write, and to-dos made of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from importlib import resources
from typing import Any

from hypothesis import strategies as st

from chalicelib.model.drafts import TodoDraft, parse
from chalicelib.model.rank import last
from chalicelib.model.stamp import Stamp
from chalicelib.model.todo import Todo, drafted
from chalicelib.times import written

_NAMES = resources.files("tzdata").joinpath("zones").read_text().split()
ZONES = sorted({*_NAMES} - {"Factory"})

storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ids = st.uuids().map(str)
days = st.dates(date(1900, 1, 1), date(9998, 12, 31))
locals_ = st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31, 23, 59, 59)).map(  # noqa: DTZ001 - local times have no zone
    lambda time: time.replace(microsecond=0)
)
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
instants = st.datetimes(
    datetime(1901, 1, 1),  # noqa: DTZ001 - gets its zone from ``timezones``
    datetime(9997, 12, 31),  # noqa: DTZ001 - the same
    timezones=offsets,
).map(lambda time: time.replace(microsecond=0))
"""Aware times, far enough from the ends of the calendar for every offset."""

dues = st.one_of(days.map(date.isoformat), locals_.map(datetime.isoformat))


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(storable, min_size=least, max_size=most)


reminders = st.lists(
    st.one_of(
        st.sampled_from(["PT0S", "-PT5M", "-PT1H30M", "-P1D", "-P7DT23H59M"]),
        instants.map(written),
    ),
    max_size=4,
    unique=True,
)


def instants_only(several: list[str]) -> list[str]:
    return [each for each in several if "P" not in each]


visible = texts(1, 30).filter(lambda text: text.strip() != "")


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Make bodies of PUT that agree with themselves."""
    document: dict[str, Any] = {
        "title": draw(visible),
        "notes": draw(texts(0, 60)),
        "done": draw(st.booleans()),
        "due": draw(st.none() | dues),
        "priority": draw(st.sampled_from(["none", "low", "medium", "high"])),
        "labels": draw(st.lists(visible, max_size=4, unique=True)),
    }
    if document["done"] and draw(st.booleans()):
        document["done_at"] = draw(instants).isoformat()
    if "T" in (document["due"] or ""):
        document["due_zone"] = draw(st.none() | st.sampled_from(ZONES))
    document["list"] = draw(st.just("inbox") | ids)
    document["reminders"] = draw(reminders if document["due"] else reminders.map(instants_only))
    return document


@st.composite
def todos(draw: st.DrawFn) -> Todo:
    """Make to-dos as they are after they were put."""
    draft = parse(TodoDraft, draw(documents()))
    stamp = Stamp("2026-03-01T08:00:00Z", draw(st.integers(1, 10**9)))
    todo = drafted(draw(ids), draft, None, stamp)
    parent = draw(st.none() | ids)
    subtasks = 0 if parent else draw(st.integers(0, 30))
    return replace(todo, rank=last(stamp.revision), parent=parent, subtasks=subtasks)
