"""What becomes of a to-do when its fields are written."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.drafts import TodoDraft, TodoPatch, parse
from chalicelib.model.stamp import Stamp
from chalicelib.model.text import compact_json
from chalicelib.model.todo import Todo, drafted, patched
from tests.builders import ID, NOON, a_dated_todo, a_draft, a_patch, a_stamp, a_todo
from tests.strategies import documents, todos

LISTED = ("labels", "reminders")
"""Fields of several values: their order stays."""


def a_full_todo() -> Todo:
    return replace(
        a_dated_todo(),
        notes="With rain water.",
        done=True,
        done_at="2026-02-28T10:00:00Z",
        priority="high",
        labels=("home", "garden"),
    )


def put(before: Todo | None, **fields: object) -> Todo:
    return drafted(ID, a_draft(**fields), before, a_stamp())


def patch(before: Todo, **fields: object) -> Todo:
    return patched(a_patch(**fields), before, a_stamp())


def refusals_of_patch(before: Todo, **fields: object) -> tuple[FieldError, ...]:
    with pytest.raises(InvalidInputError) as refused:
        patch(before, **fields)
    return refused.value.errors


def test_a_new_todo_has_defaults_and_both_of_its_times() -> None:
    assert put(None, title="x") == Todo(
        id=ID,
        title="x",
        notes="",
        done=False,
        done_at=None,
        due=None,
        due_zone=None,
        due_at=None,
        priority="none",
        labels=(),
        list="inbox",
        rank="",
        parent=None,
        subtasks=0,
        recurrence=None,
        series=None,
        occurrence=None,
        reminders=(),
        created_at=a_stamp().now,
        updated_at=a_stamp().now,
        revision=a_stamp().revision,
    )


def test_put_takes_back_to_their_defaults_what_it_does_not_name() -> None:
    before = a_full_todo()
    new = put(None, title="x")
    assert put(before, title="x") == replace(new, created_at=before.created_at, rank=before.rank)


@given(documents())
def test_put_writes_each_field_that_it_names(document: dict[str, object]) -> None:
    written = drafted(ID, parse(TodoDraft, document), None, a_stamp()).document()
    named = {name: document[name] for name in document.keys() - {"done_at", *LISTED}}
    assert {name: written[name] for name in named} == named
    assert all(list(written[name]) == document[name] for name in LISTED)


@given(todos())
def test_putting_what_was_read_changes_only_the_stamp(todo: Todo) -> None:
    body = json.loads(compact_json(todo.document()))
    assert drafted(todo.id, parse(TodoDraft, body), todo, a_stamp()) == restamped(todo)


@given(todos())
def test_patching_with_what_was_read_changes_only_the_stamp(todo: Todo) -> None:
    body = json.loads(compact_json(todo.document()))
    assert patched(parse(TodoPatch, body), todo, a_stamp()) == restamped(todo)


@given(todos())
def test_an_empty_patch_changes_only_the_stamp(todo: Todo) -> None:
    assert patched(a_patch(), todo, a_stamp()) == restamped(todo)


def restamped(todo: Todo) -> Todo:
    return replace(todo, updated_at=a_stamp().now, revision=a_stamp().revision)


@pytest.mark.parametrize(
    ("field", "value", "becomes"),
    [
        ("title", "New", "New"),
        ("notes", "New", "New"),
        ("priority", "low", "low"),
        ("labels", ["new"], ("new",)),
        ("labels", [], ()),
        ("done_at", "2026-02-01T00:00:00+01:00", "2026-01-31T23:00:00Z"),
    ],
)
def test_a_patch_changes_the_field_it_names_and_no_other(
    field: str, value: object, becomes: object
) -> None:
    assert patch(a_full_todo(), **{field: value}).document() == {
        **restamped(a_full_todo()).document(),
        field: becomes,
    }


@pytest.mark.parametrize(
    ("field", "default"), [("notes", ""), ("priority", "none"), ("labels", ()), ("done", False)]
)
def test_null_in_a_patch_takes_a_field_back_to_its_default(field: str, default: object) -> None:
    assert getattr(patch(a_full_todo(), **{field: None}), field) == default


def test_a_title_cannot_be_taken_away() -> None:
    assert refusals_of_patch(a_todo(), title=None) == (FieldError("title", "can't be taken away"),)


def test_a_write_keeps_the_time_of_creation() -> None:
    before = a_todo(created_at="2020-01-01T00:00:00Z")
    assert patch(before, title="x").created_at == "2020-01-01T00:00:00Z"


def test_a_size_counts_bytes_of_utf_8() -> None:
    grown = a_todo(title="é").size_bytes() - a_todo(title="e").size_bytes()
    assert grown == 1


def test_a_stamp_is_what_a_write_leaves() -> None:
    after = patched(a_patch(), a_todo(), Stamp("2026-05-05T05:05:05Z", 9))
    assert (after.updated_at, after.revision) == ("2026-05-05T05:05:05Z", 9)
    assert after.created_at == NOON.strftime("%Y-%m-%dT%H:%M:%SZ")
