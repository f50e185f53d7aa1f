"""Which to-dos a page's request spans: told from the request alone, without a table."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.store.items import Item
from chalicelib.store.reading import Reader
from chalicelib.store.records import record_item
from chalicelib.store.tables import Answer, Found, Table
from chalicelib.store.views import PageQuery
from tests.builders import ID, NOON, a_done_todo, a_todo
from tests.strategies import days, dues


class NoItems(Table):
    """A table in which nobody has written yet."""

    def __init__(self) -> None:  # no client: nothing is asked
        self.name = "todos"

    def get(self, owner: str, item_id: str) -> Item | None:  # noqa: ARG002 - there is nothing
        return None


class Asked:
    """Remembers the last request for a page, and answers that there is nothing."""

    def __init__(self) -> None:
        self.request: dict[str, Any] = {}

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        self.request = request
        return read({"Items": []})

    def copy(self, owner: str, item_id: str, read: Callable[[Item], Answer]) -> Answer | None:
        pass


def request_for(query: PageQuery) -> dict[str, Any]:
    asked = Asked()
    Reader(NoItems(), asked, "7", lambda: NOON).page("o", query, lambda _: False)
    return asked.request


def spans(query: PageQuery, item: Item) -> bool:
    """Tell whether a sort key lies within a request's bounds, compared as DynamoDB does."""
    request = request_for(query)
    values = request["ExpressionAttributeValues"]
    found = item.get(request["ExpressionAttributeNames"]["#key"])
    if found is None:
        return False
    low, key, high = (each["S"].encode() for each in (values[":low"], found, values[":high"]))
    return bool(low <= key <= high)


def is_in_agenda(due: str | None, due_from: str | None = None, due_to: str | None = None) -> bool:
    query = PageQuery(view="agenda", due_from=due_from, due_to=due_to)
    return spans(query, record_item("o", a_todo(due=due)))


@pytest.mark.parametrize(
    ("due", "is_in"),
    [
        ("2026-02-28T23:59:59", False),
        ("2026-03-01", True),
        ("2026-03-01T00:00:00", True),
        ("2026-03-02", True),
        ("2026-03-02T23:59:59", True),
        ("2026-03-03", False),
        ("2026-03-03T00:00:00", False),
        (None, False),
    ],
)
def test_both_ends_of_a_range_belong_to_it_with_all_of_their_times(
    due: str | None,
    is_in: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    assert is_in_agenda(due, "2026-03-01", "2026-03-02") is is_in


written_days = days.map(date.isoformat)


@given(dues, written_days | st.none(), written_days | st.none())
def test_a_range_compares_local_dates(due: str, first: str | None, last: str | None) -> None:
    day = due[: len("2026-03-01")]
    expected = (first is None or first <= day) and (last is None or day <= last)
    assert is_in_agenda(due, first, last) is expected


@pytest.mark.parametrize("ends", [("2026-03-01", None), (None, "2026-03-01")])
def test_a_range_has_only_dated_todos(ends: tuple[str | None, str | None]) -> None:
    assert not is_in_agenda(None, *ends)


def test_the_whole_agenda_has_the_undated_too() -> None:
    assert is_in_agenda(None)


def test_the_history_spans_everything_that_was_ever_done() -> None:
    for done_at in ("1900-01-01T00:00:00Z", "9998-12-31T23:59:59Z"):
        item = record_item("o", a_todo(done=True, done_at=done_at))
        assert spans(PageQuery(view="history"), item)


@pytest.mark.parametrize("item_id", ["head", f"gone#todo#{ID}", "op#todo#1", f"list#{ID}"])
def test_all_todos_are_only_todos(item_id: str) -> None:
    assert not spans(PageQuery(), {"id": {"S": item_id}})


@pytest.mark.parametrize("todo_id", ["0" * 8 + ID[8:], "f" * 8 + ID[8:]])
def test_all_todos_are_all_of_them_done_or_not(todo_id: str) -> None:
    assert spans(PageQuery(), record_item("o", a_todo(id=todo_id)))
    assert spans(PageQuery(), record_item("o", a_done_todo(id=todo_id)))


@pytest.mark.parametrize("view", ["all", "agenda", "history"])
def test_a_page_is_asked_for_with_one_todo_more_than_it_shows(view: str) -> None:
    assert request_for(PageQuery(view=view, limit=7))["Limit"] == 8


@pytest.mark.parametrize("view", ["all", "agenda", "history"])
def test_no_page_filters_what_was_read(view: str) -> None:
    assert "FilterExpression" not in request_for(PageQuery(view=view))
