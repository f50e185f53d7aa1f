"""A request that is sent again with its key happens once, and is answered as it was at first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.errors import IdempotencyKeyReusedError, NoSuchTodoError
from chalicelib.model.todo import Todo
from chalicelib.repository import TodoRepository
from chalicelib.store.operations import Operation, Written
from tests.builders import a_draft, a_patch, an_id, an_owner
from tests.integration.repository.builders import DAY_S, Clock, a_request, an_operation

THREADS = 16


def create(
    repository: TodoRepository, owner: str, clock: Clock, operation: Operation
) -> Written[Todo]:
    """Send a POST that leaves the id to the service: each time another one."""
    return repository.create(owner, an_id(), a_draft(notes="x"), a_request(clock, operation))


def test_a_replay_is_answered_as_the_first_request_was(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation()
    first = create(repository, owner, clock, operation)
    clock.advance(DAY_S)
    assert create(repository, owner, clock, operation) == first
    assert repository.head(owner).revision == 1


def test_a_replay_is_answered_as_the_first_request_was_whatever_happened_since(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation()
    first = create(repository, owner, clock, operation)
    assert first.record is not None
    repository.patch(owner, first.record.id, a_patch(title="Other"), a_request(clock))
    assert create(repository, owner, clock, operation) == first
    assert repository.get(owner, first.record.id).title == "Other"


def test_a_replay_does_not_revive_what_was_deleted_since(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation()
    first = create(repository, owner, clock, operation)
    assert first.record is not None
    repository.delete(owner, first.record.id, a_request(clock))
    assert create(repository, owner, clock, operation) == first
    with pytest.raises(NoSuchTodoError):
        repository.get(owner, first.record.id)


def test_every_kind_of_write_can_be_sent_again(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo_id = an_id()
    put, patch, delete = (a_request(clock, an_operation()) for _ in range(3))
    first = repository.put(owner, todo_id, a_draft(), put)
    assert repository.put(owner, todo_id, a_draft(), put) == first
    done = repository.patch(owner, todo_id, a_patch(done=True), patch)
    assert repository.patch(owner, todo_id, a_patch(done=True), patch) == done
    gone = repository.delete(owner, todo_id, delete)
    assert repository.delete(owner, todo_id, delete) == gone
    assert repository.head(owner).revision == 3


def test_a_key_cannot_stand_for_another_request(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation("create one thing")
    create(repository, owner, clock, operation)
    with pytest.raises(IdempotencyKeyReusedError):
        create(repository, owner, clock, Operation(operation.key, "create another"))
    assert repository.head(owner).counts.todos == 1


def test_a_key_of_one_owner_is_nothing_to_another(repository: TodoRepository, clock: Clock) -> None:
    anna, ben, operation = an_owner(), an_owner(), an_operation()
    annas, bens = (create(repository, owner, clock, operation) for owner in (anna, ben))
    assert annas.created
    assert bens.created
    assert annas.record != bens.record


def test_a_refused_request_leaves_its_key_unused(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation, todo_id = an_operation(), an_id()
    with pytest.raises(NoSuchTodoError):
        repository.patch(owner, todo_id, a_patch(title="x"), a_request(clock, operation))
    repository.create(owner, todo_id, a_draft(), a_request(clock))
    written = repository.patch(owner, todo_id, a_patch(title="x"), a_request(clock, operation))
    assert written.revision == 2


@pytest.mark.parametrize(("days", "todos"), [(89, 1), (91, 2)])
def test_a_key_is_remembered_for_90_days(
    repository: TodoRepository, owner: str, clock: Clock, days: int, todos: int
) -> None:
    operation = an_operation()
    create(repository, owner, clock, operation)
    clock.advance(days * DAY_S)
    create(repository, owner, clock, operation)
    assert repository.head(owner).counts.todos == todos


def test_a_key_that_was_forgotten_may_stand_for_another_request(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation("create one thing")
    create(repository, owner, clock, operation)
    clock.advance(91 * DAY_S)
    another = Operation(operation.key, "create another")
    second = create(repository, owner, clock, another)
    assert create(repository, owner, clock, another) == second
    assert second.revision == 2


def test_a_request_sent_many_times_at_once_happens_once(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    operation = an_operation()
    with ThreadPoolExecutor(THREADS) as pool:
        sent = [pool.submit(create, repository, owner, clock, operation) for _ in range(THREADS)]
        outcomes = [each.result() for each in sent]
    assert outcomes == [outcomes[0]] * THREADS
    assert (repository.head(owner).revision, repository.head(owner).counts.todos) == (1, 1)
