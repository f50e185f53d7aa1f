"""To-dos are made, read, replaced, changed and deleted; each write is one revision."""

from dataclasses import replace

import pytest

from chalicelib.errors import IdTakenError, NoSuchTodoError, PreconditionFailedError
from chalicelib.model.todo import Todo
from chalicelib.repository import TodoRepository
from chalicelib.store.records import Record
from chalicelib.writes.changes import Terms
from tests.builders import a_draft, a_patch, an_id, an_owner
from tests.integration.repository.builders import Clock, a_request

FULL = {
    "notes": "With rain water. \N{SEEDLING}",
    "due": "2026-03-01T09:00:00",
    "due_zone": "Europe/Zurich",
    "priority": "high",
    "labels": ["home", "\N{SUNFLOWER}"],
}


def a_stored_todo(
    repository: TodoRepository, owner: str, clock: Clock, todo_id: str | None = None
) -> Todo:
    draft = a_draft(**FULL)
    todo = repository.create(owner, todo_id or an_id(), draft, a_request(clock)).record
    assert todo is not None
    return todo


def refuse(todo: Record | None) -> None:  # noqa: ARG001 - a precondition's signature
    """Be a precondition that never holds."""
    raise PreconditionFailedError("It does not hold.")


def test_a_new_todo_is_read_back_as_it_was_answered(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo = a_stored_todo(repository, owner, clock)
    assert repository.get(owner, todo.id) == todo


def test_a_new_todo_is_told_to_be_new(repository: TodoRepository, owner: str, clock: Clock) -> None:
    assert repository.create(owner, an_id(), a_draft(), a_request(clock)).created


def test_an_id_can_be_taken_once(repository: TodoRepository, owner: str, clock: Clock) -> None:
    todo = a_stored_todo(repository, owner, clock)
    with pytest.raises(IdTakenError):
        repository.create(owner, todo.id, a_draft(), a_request(clock))
    assert repository.get(owner, todo.id) == todo


def test_put_makes_what_is_not_there(repository: TodoRepository, owner: str, clock: Clock) -> None:
    written = repository.put(owner, an_id(), a_draft(title="New"), a_request(clock))
    assert written.created
    assert written.record is not None
    assert repository.get(owner, written.record.id) == written.record


def test_put_replaces_what_is_there(repository: TodoRepository, owner: str, clock: Clock) -> None:
    before = a_stored_todo(repository, owner, clock)
    clock.advance(60)
    written = repository.put(owner, before.id, a_draft(title="New"), a_request(clock))
    after = repository.get(owner, before.id)
    assert not written.created
    assert written.record == after
    assert (after.title, after.notes, after.labels) == ("New", "", ())
    assert (after.created_at, after.updated_at) == (before.created_at, "2026-03-01T12:01:00Z")


def test_patch_changes_what_it_names(repository: TodoRepository, owner: str, clock: Clock) -> None:
    before = a_stored_todo(repository, owner, clock)
    clock.advance(60)
    written = repository.patch(owner, before.id, a_patch(priority="low"), a_request(clock))
    expected = replace(
        before, priority="low", updated_at="2026-03-01T12:01:00Z", revision=before.revision + 1
    )
    assert written.record == expected
    assert repository.get(owner, before.id) == expected


def test_a_deleted_todo_is_not_found(repository: TodoRepository, owner: str, clock: Clock) -> None:
    todo = a_stored_todo(repository, owner, clock)
    assert repository.delete(owner, todo.id, a_request(clock)).record is None
    with pytest.raises(NoSuchTodoError):
        repository.get(owner, todo.id)


def test_what_never_was_is_not_found(repository: TodoRepository, owner: str, clock: Clock) -> None:
    with pytest.raises(NoSuchTodoError):
        repository.get(owner, an_id())
    with pytest.raises(NoSuchTodoError):
        repository.patch(owner, an_id(), a_patch(title="x"), a_request(clock))
    with pytest.raises(NoSuchTodoError):
        repository.delete(owner, an_id(), a_request(clock))


def test_every_write_is_one_revision(repository: TodoRepository, owner: str, clock: Clock) -> None:
    todo_id, terms = an_id(), a_request(clock)
    made = [
        repository.create(owner, todo_id, a_draft(), terms).revision,
        repository.head(owner).revision,
        repository.put(owner, todo_id, a_draft(), terms).revision,
        repository.head(owner).revision,
        repository.patch(owner, todo_id, a_patch(done=True), terms).revision,
        repository.patch(owner, todo_id, a_patch(), terms).revision,
        repository.delete(owner, todo_id, terms).revision,
        repository.head(owner).revision,
    ]
    assert made == [1, 1, 2, 2, 3, 4, 5, 5]


def test_a_todo_keeps_the_revision_that_changed_it(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    first = a_stored_todo(repository, owner, clock)
    a_stored_todo(repository, owner, clock)
    assert repository.get(owner, first.id).revision == 1
    assert repository.head(owner).revision == 2


def test_a_refused_write_is_no_revision(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo = a_stored_todo(repository, owner, clock)
    with pytest.raises(IdTakenError):
        repository.create(owner, todo.id, a_draft(), a_request(clock))
    with pytest.raises(NoSuchTodoError):
        repository.delete(owner, an_id(), a_request(clock))
    assert repository.head(owner).revision == 1


def test_owners_may_have_the_same_id_and_never_meet(
    repository: TodoRepository, clock: Clock
) -> None:
    anna, ben = an_owner(), an_owner()
    annas = a_stored_todo(repository, anna, clock)
    bens = repository.put(ben, annas.id, a_draft(title="Ben's"), a_request(clock)).record
    assert repository.get(anna, annas.id) == annas
    assert repository.get(ben, annas.id) == bens
    repository.delete(ben, annas.id, a_request(clock))
    assert repository.get(anna, annas.id) == annas
    assert repository.head(anna).revision == 1


def test_anothers_todo_is_not_found_by_any_way(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    annas = a_stored_todo(repository, an_owner(), clock)
    with pytest.raises(NoSuchTodoError):
        repository.get(owner, annas.id)
    with pytest.raises(NoSuchTodoError):
        repository.patch(owner, annas.id, a_patch(title="Mine"), a_request(clock))
    with pytest.raises(NoSuchTodoError):
        repository.delete(owner, annas.id, a_request(clock))
    assert repository.head(owner).revision == 0


def test_a_write_whose_precondition_fails_changes_nothing(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo = a_stored_todo(repository, owner, clock)
    terms = Terms(now=clock(), precondition=refuse)
    with pytest.raises(PreconditionFailedError):
        repository.put(owner, todo.id, a_draft(), terms)
    with pytest.raises(PreconditionFailedError):
        repository.patch(owner, todo.id, a_patch(title="x"), terms)
    with pytest.raises(PreconditionFailedError):
        repository.delete(owner, todo.id, terms)
    assert repository.get(owner, todo.id) == todo


def test_a_precondition_looks_at_the_todo_as_it_is_now(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo = a_stored_todo(repository, owner, clock)
    looked_at: list[Record | None] = []
    terms = Terms(now=clock(), precondition=looked_at.append)
    repository.patch(owner, todo.id, a_patch(title="x"), terms)
    repository.put(owner, an_id(), a_draft(), terms)
    repository.create(owner, an_id(), a_draft(), terms)
    assert looked_at == [todo, None, None]


def test_a_precondition_on_nobodys_todo_is_not_found(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    with pytest.raises(NoSuchTodoError):
        repository.delete(owner, an_id(), Terms(now=clock(), precondition=refuse))
