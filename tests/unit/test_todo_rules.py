"""Fields of a to-do that depend on each other: done and its time, due and its zone."""

import pytest

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.todo import Todo, drafted, patched
from tests.builders import ID, a_dated_todo, a_done_todo, a_draft, a_patch, a_stamp, a_todo

DUE, ZONE = "2026-03-01T09:00:00", "Europe/Zurich"


def put(before: Todo | None, **fields: object) -> Todo:
    return drafted(ID, a_draft(**fields), before, a_stamp())


def patch(before: Todo, **fields: object) -> Todo:
    return patched(a_patch(**fields), before, a_stamp())


def refusals_of_put(**fields: object) -> tuple[FieldError, ...]:
    with pytest.raises(InvalidInputError) as refused:
        put(None, **fields)
    return refused.value.errors


def refusals_of_patch(before: Todo, **fields: object) -> tuple[FieldError, ...]:
    with pytest.raises(InvalidInputError) as refused:
        patch(before, **fields)
    return refused.value.errors


def test_done_without_a_time_is_done_now() -> None:
    assert put(None, done=True).done_at == a_stamp().now
    assert patch(a_todo(), done=True).done_at == a_stamp().now


def test_done_may_bring_its_own_time() -> None:
    assert patch(a_todo(), done=True, done_at="2026-02-01T00:00:00Z").done_at == (
        "2026-02-01T00:00:00Z"
    )


def test_what_was_done_before_keeps_its_time_when_it_is_done_again() -> None:
    before = a_done_todo()
    assert patch(before, done=True).done_at == before.done_at
    assert put(before, done=True).done_at == before.done_at


def test_what_is_open_again_has_no_time_of_completion() -> None:
    assert patch(a_done_todo(), done=False).done_at is None


@pytest.mark.parametrize("before", [a_todo(), a_done_todo()])
def test_a_time_of_completion_needs_done(before: Todo) -> None:
    refused = refusals_of_patch(before, done=False, done_at="2026-02-01T00:00:00Z")
    assert refused == (FieldError("done_at", "needs done to be true"),)


def test_an_open_todo_takes_no_time_of_completion() -> None:
    assert refusals_of_patch(a_todo(), done_at="2026-02-01T00:00:00Z") == (
        FieldError("done_at", "needs done to be true"),
    )


def test_a_due_time_in_a_zone_comes_at_a_moment() -> None:
    assert put(None, due=DUE, due_zone=ZONE).due_at == "2026-03-01T08:00:00Z"


def test_another_zone_moves_the_moment() -> None:
    assert patch(a_dated_todo(), due_zone="UTC").due_at == "2026-03-01T09:00:00Z"


@pytest.mark.parametrize("due", ["2026-03-02", None])
def test_a_zone_goes_with_the_time_of_day_that_it_was_for(due: str | None) -> None:
    after = patch(a_dated_todo(), due=due)
    assert (after.due, after.due_zone, after.due_at) == (due, None, None)


def test_a_zone_stays_when_only_the_time_changes() -> None:
    after = patch(a_dated_todo(), due="2026-07-01T09:00:00")
    assert (after.due_zone, after.due_at) == ("Europe/Zurich", "2026-07-01T07:00:00Z")


@pytest.mark.parametrize("due", [None, "2026-03-01"])
def test_a_zone_needs_a_time_of_day(due: str | None) -> None:
    assert refusals_of_put(due=due, due_zone="Europe/Zurich") == (
        FieldError("due_zone", "needs a due with a time of day"),
    )


def test_every_contradiction_is_named_at_once() -> None:
    refused = refusals_of_put(due_zone="UTC", done_at="2026-02-01T00:00:00Z")
    assert [error.field for error in refused] == ["due_zone", "done_at"]
