"""What is stored of a to-do, and in which views it is seen."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model.todo import Todo
from chalicelib.store.items import decode, encode, key
from chalicelib.store.records import (
    list_of,
    record_item,
    snapshot,
    todo_entry,
    todo_of,
    tombstone,
    trash_entry,
)
from tests.builders import ID, a_done_todo, a_list, a_todo, an_id
from tests.strategies import dues, ids, todos

VIEW_KEYS = {"agenda_key", "board_key", "history_key", "parent_key"}
PROJECTED = {"shown", "revision"}
"""What the views of ``resources.yaml`` hold besides keys."""

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def view_keys(todo: Todo) -> dict[str, Any]:
    item = record_item("o", todo)
    return {name: decode(item[name]) for name in item.keys() & VIEW_KEYS}


def agenda_key(todo: Todo) -> str:
    found: str = view_keys(todo)["agenda_key"]
    return found


@given(todos())
def test_a_todo_is_read_back_as_it_was_stored(todo: Todo) -> None:
    assert todo_of(record_item("o", todo)) == todo


@given(todos())
def test_a_todo_is_read_back_from_an_operations_record(todo: Todo) -> None:
    assert todo_of(snapshot(todo)) == todo


@given(values)
def test_every_value_of_json_is_read_back_as_it_was_stored(value: object) -> None:
    assert decode(encode(value)) == value


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (True, {"BOOL": True}),
        (1, {"N": "1"}),
        (10**37, {"N": "1" + "0" * 37}),
        ("1", {"S": "1"}),
        (None, {"NULL": True}),
        (("a",), {"L": [{"S": "a"}]}),
        ({"a": 1}, {"M": {"a": {"N": "1"}}}),
    ],
)
def test_a_value_is_stored_under_its_own_type(value: object, stored: object) -> None:
    assert encode(value) == stored


@pytest.mark.parametrize("value", [1.5, b"x", {"x"}, object()])
def test_what_json_or_this_app_has_not_is_never_stored(value: object) -> None:
    with pytest.raises(TypeError, match="is not stored"):
        encode(value)


def test_an_item_belongs_to_its_owner_under_its_kind_and_id() -> None:
    item = record_item("o", a_todo())
    assert {name: item[name] for name in ("owner", "id")} == key("o", f"todo#{ID}")


def test_an_open_todo_is_in_the_agenda_and_not_in_the_history() -> None:
    keys = view_keys(a_todo(due="2026-03-01", rank="V000001"))
    assert keys == {"agenda_key": f"2026-03-01#{ID}", "board_key": f"inbox#V000001#{ID}"}


def test_a_done_todo_is_in_the_history_and_not_in_the_agenda() -> None:
    todo = a_done_todo(due="2026-03-01")
    assert view_keys(todo) == {
        "history_key": f"{todo.done_at}#{ID}",
        "board_key": f"done#inbox#{todo.done_at}#{ID}",
    }


def test_a_subtask_is_among_those_of_its_parent_done_or_not() -> None:
    parent = an_id()
    for subtask in (a_todo(parent=parent, rank="V1"), a_done_todo(parent=parent, rank="V1")):
        assert view_keys(subtask)["parent_key"] == f"{parent}#V1#{ID}"


def test_a_list_is_in_the_order_of_lists_or_of_the_archived_ones() -> None:
    for todo_list, part in (
        (a_list(rank="V1"), "lists"),
        (a_list(rank="V1", archived=True), "archive"),
    ):
        item = record_item("o", todo_list)
        assert item["board_key"] == {"S": f"{part}#V1#{ID}"}
        assert not item.keys() & (VIEW_KEYS - {"board_key"})


def test_a_list_is_read_back_as_it_was_stored() -> None:
    for each in (a_list(), a_list(colour="#1e90ff", archived=True)):
        assert list_of(record_item("o", each)) == each


def test_what_most_todos_have_is_not_stored() -> None:
    assert decode(record_item("o", a_todo())["shown"]).keys() == {
        *("title", "rank", "created_at", "updated_at", "has_notes")
    }


@given(todos())
def test_every_key_of_a_view_ends_with_the_id(todo: Todo) -> None:
    assert {found[-36:] for found in view_keys(todo).values()} == {todo.id}


def test_the_agenda_has_dates_before_their_times_and_the_undated_last() -> None:
    dues = [
        "1900-01-01",
        "2026-02-28T23:59:59",
        "2026-03-01",
        "2026-03-01T00:00:00",
        "2026-03-01T09:00:00",
        "2026-03-02",
        "9998-12-31T23:59:59",
        None,
    ]
    keys = [agenda_key(a_todo(due=due)) for due in dues]
    assert keys == sorted(keys)


@given(dues | st.none(), ids, dues | st.none(), ids)
def test_the_agenda_is_in_the_order_of_due_and_id(
    due: str | None, todo_id: str, other_due: str | None, other_id: str
) -> None:
    one, other = a_todo(due=due, id=todo_id), a_todo(due=other_due, id=other_id)
    assert (agenda_key(one) < agenda_key(other)) == (in_agenda(one) < in_agenda(other))


def in_agenda(todo: Todo) -> tuple[bool, str, str, str]:
    due = todo.due or ""
    return (todo.due is None, due[:10], due[10:], todo.id)


@given(ids, ids)
def test_undated_todos_are_in_the_order_of_their_ids(one: str, other: str) -> None:
    assert (agenda_key(a_todo(id=one)) < agenda_key(a_todo(id=other))) == (one < other)


def test_the_history_is_in_the_order_of_completion() -> None:
    times = ["1900-01-01T00:00:00Z", "2026-03-01T08:00:00Z", "2026-03-01T08:00:01Z"]
    keys = [view_keys(replace(a_done_todo(), done_at=time))["history_key"] for time in times]
    assert keys == sorted(keys)


@given(todos())
def test_a_page_shows_all_of_a_todo_but_its_notes(todo: Todo) -> None:
    entry, document = todo_entry(record_item("o", todo)), todo.document()
    assert entry.pop("has_notes") is (todo.notes != "")
    del document["notes"]
    assert entry == {
        **document,
        "labels": list(todo.labels),
        "reminders": list(todo.reminders),
    }


@given(todos())
def test_a_page_of_a_view_needs_only_what_the_view_holds(todo: Todo) -> None:
    item = record_item("o", todo)
    projected = {name: item[name] for name in item.keys() & (PROJECTED | {"id"})}
    assert todo_entry(projected) == todo_entry(item)


def test_notes_are_in_no_view() -> None:
    assert "a secret" not in str(record_item("o", a_todo(notes="a secret"))["shown"])


def test_a_tombstone_tells_what_was_deleted_at_which_revision_and_until_when() -> None:
    todo = a_todo(notes="Rain water.", due="2026-03-01")
    stone = tombstone("o", todo, revision=9, expires_at=1_780_000_000)
    assert todo_of(stone) == replace(todo, revision=9)
    assert {name: stone[name] for name in ("owner", "id", "revision", "expires_at")} == {
        **key("o", f"gone#todo#{ID}"),
        "revision": {"N": "9"},
        "expires_at": {"N": "1780000000"},
    }


@given(todos())
def test_a_tombstone_is_in_the_trash_and_in_no_other_view(todo: Todo) -> None:
    stone = tombstone("o", todo, revision=9, expires_at=9)
    assert stone.keys() & VIEW_KEYS == {"history_key"}
    assert stone["history_key"] == {"S": f"gone#000000000000009#{todo.id}"}


def test_what_stays_of_a_list_is_its_id_alone() -> None:
    stone = tombstone("o", a_list(), revision=9, expires_at=9)
    assert stone.keys() == {"owner", "id", "revision", "expires_at"}


def test_the_trash_shows_until_when_a_todo_can_come_back() -> None:
    entry = trash_entry(tombstone("o", a_todo(notes="x"), revision=9, expires_at=1_780_000_000))
    assert entry["deleted_at"] == "2026-02-27T20:26:40Z"
    assert entry["expires_at"] == "2026-05-28T20:26:40Z"
    assert entry["has_notes"] is True
    assert entry["revision"] == 9
