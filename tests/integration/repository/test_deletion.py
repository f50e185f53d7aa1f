"""What was deleted stays deleted: its id is taken for as long as its tombstone lives."""

from dataclasses import replace

import pytest

from chalicelib.errors import TodoDeletedError
from chalicelib.repository import TodoRepository
from chalicelib.store.records import KEPT, todo_of
from tests.builders import NOON, a_draft, an_id
from tests.integration.repository.builders import DAY_S, Clock, OwnersItems, a_request


@pytest.fixture
def deleted_id(repository: TodoRepository, owner: str, clock: Clock) -> str:
    """The id of a to-do that was just deleted."""
    todo_id = an_id()
    repository.create(owner, todo_id, a_draft(), a_request(clock))
    repository.delete(owner, todo_id, a_request(clock))
    return todo_id


@pytest.mark.parametrize("days", [0, 1, 89])
def test_a_deleted_id_stays_taken(
    repository: TodoRepository, owner: str, clock: Clock, deleted_id: str, days: int
) -> None:
    clock.advance(days * DAY_S)
    with pytest.raises(TodoDeletedError):
        repository.create(owner, deleted_id, a_draft(), a_request(clock))
    with pytest.raises(TodoDeletedError):
        repository.put(owner, deleted_id, a_draft(), a_request(clock))


def test_an_id_is_free_again_when_its_tombstone_has_expired(
    repository: TodoRepository, owner: str, clock: Clock, deleted_id: str
) -> None:
    # DynamoDB deletes what has expired within days, not at once: the tombstone is still there.
    clock.advance(91 * DAY_S)
    created = repository.create(owner, deleted_id, a_draft(), a_request(clock))
    assert created.created
    assert repository.get(owner, deleted_id) == created.record


def test_an_id_that_was_free_again_stays_taken_when_it_is_deleted_again(
    repository: TodoRepository, owner: str, clock: Clock, deleted_id: str
) -> None:
    clock.advance(91 * DAY_S)
    repository.put(owner, deleted_id, a_draft(), a_request(clock))
    repository.delete(owner, deleted_id, a_request(clock))
    clock.advance(89 * DAY_S)
    with pytest.raises(TodoDeletedError):
        repository.create(owner, deleted_id, a_draft(), a_request(clock))


def test_a_tombstone_holds_the_whole_todo_and_the_revision_of_its_deletion(
    repository: TodoRepository, items: OwnersItems, owner: str, clock: Clock
) -> None:
    draft = a_draft(notes="Rain water.", labels=["home"], due="2026-03-01")
    todo = repository.create(owner, an_id(), draft, a_request(clock)).record
    assert todo is not None
    deleted = repository.delete(owner, todo.id, a_request(clock))
    gone = items.get(f"gone#todo#{todo.id}")
    assert todo_of(gone) == replace(todo, revision=deleted.revision)
    assert gone["expires_at"] == {"N": str(int((NOON + KEPT).timestamp()))}


def test_a_deleted_todo_leaves_nothing_but_its_tombstone(
    items: OwnersItems, deleted_id: str
) -> None:
    assert items.get(f"todo#{deleted_id}") == {}


def test_a_deleted_todo_is_in_the_feed_of_changes_once(items: OwnersItems, deleted_id: str) -> None:
    assert items.feed() == [(f"gone#todo#{deleted_id}", 2)]
