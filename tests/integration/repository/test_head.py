"""The head counts what its owner has, keeps it within bounds, and stays small itself."""

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.errors import AccountClosedError, ApiError, QuotaExceededError
from chalicelib.repository import TodoRepository
from chalicelib.store.heads import OPERATIONS_KEPT
from chalicelib.store.tables import Table
from chalicelib.writes.changes import Limits
from tests.builders import a_draft, a_patch, an_id, an_owner
from tests.integration.repository.builders import (
    PLENTY,
    Clock,
    OwnersItems,
    a_repository,
    a_request,
    counted,
    recounted,
    some_ids,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

texts = st.sampled_from(["", "x", "ä" * 9, "\N{SEEDLING}" * 300, 'quo"ted\n'])
steps = st.lists(
    st.tuples(st.sampled_from(["create", "put", "patch", "delete"]), st.integers(0, 3), texts),
    max_size=25,
)


def take(repository: TodoRepository, owner: str, todo_id: str, step: str, notes: str) -> None:
    """Write what a step says; it may be refused, as when there is nothing to delete."""
    terms = a_request(Clock())
    try:
        match step:
            case "create":
                repository.create(owner, todo_id, a_draft(notes=notes), terms)
            case "put":
                repository.put(owner, todo_id, a_draft(notes=notes, done=True), terms)
            case "patch":
                repository.patch(owner, todo_id, a_patch(notes=notes), terms)
            case "delete":
                repository.delete(owner, todo_id, terms)
    except ApiError:
        pass


@given(steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_the_head_counts_what_there_is_after_whatever_was_written(
    client: "DynamoDBClient", table: Table, written: list[tuple[str, int, str]]
) -> None:
    repository, owner, ids = a_repository(table, Clock()), an_owner(), some_ids(4)
    for step, which, notes in written:
        take(repository, owner, ids[which], step, notes)
    todos = OwnersItems(client, table.name, owner).todos()
    assert counted(repository.head(owner)) == recounted(todos)


def test_an_owner_may_have_as_many_todos_as_the_quota_and_no_more(
    table: Table, owner: str, clock: Clock
) -> None:
    repository = a_repository(table, clock, limits=Limits(todos=2, lists=500, bytes=PLENTY.bytes))
    for _ in range(2):
        repository.create(owner, an_id(), a_draft(), a_request(clock))
    with pytest.raises(QuotaExceededError):
        repository.create(owner, an_id(), a_draft(), a_request(clock))
    with pytest.raises(QuotaExceededError):
        repository.put(owner, an_id(), a_draft(), a_request(clock))
    assert repository.head(owner).counts.todos == 2


def test_a_deletion_makes_room(table: Table, owner: str, clock: Clock) -> None:
    repository, todo_id = (
        a_repository(table, clock, limits=Limits(todos=1, lists=500, bytes=PLENTY.bytes)),
        an_id(),
    )
    repository.create(owner, todo_id, a_draft(), a_request(clock))
    repository.delete(owner, todo_id, a_request(clock))
    assert repository.create(owner, an_id(), a_draft(), a_request(clock)).created


def test_a_full_owner_may_still_change_and_replace_what_there_is(
    table: Table, owner: str, clock: Clock
) -> None:
    repository, todo_id = (
        a_repository(table, clock, limits=Limits(todos=1, lists=500, bytes=PLENTY.bytes)),
        an_id(),
    )
    repository.create(owner, todo_id, a_draft(), a_request(clock))
    repository.patch(owner, todo_id, a_patch(done=True), a_request(clock))
    repository.put(owner, todo_id, a_draft(), a_request(clock))
    assert repository.head(owner).revision == 3


def bytes_of(repository: TodoRepository, owner: str, clock: Clock, notes: str) -> int:
    written = repository.put(owner, an_id(), a_draft(notes=notes), a_request(clock))
    assert written.record is not None
    return written.record.size_bytes()


def test_an_owner_may_have_as_many_bytes_as_the_quota_and_no_more(
    table: Table, repository: TodoRepository, owner: str, clock: Clock
) -> None:
    full = bytes_of(repository, an_owner(), clock, "ä" * 10)
    exact = a_repository(table, clock, limits=Limits(todos=9, lists=500, bytes=full))
    with pytest.raises(QuotaExceededError):
        exact.create(owner, an_id(), a_draft(notes="ä" * 10 + "x"), a_request(clock))
    exact.create(owner, an_id(), a_draft(notes="ä" * 10), a_request(clock))
    assert exact.head(owner).counts.bytes == full


def test_a_change_may_not_grow_over_the_quota_of_bytes(
    table: Table, owner: str, clock: Clock
) -> None:
    roomy, todo_id = a_repository(table, clock), an_id()
    roomy.create(owner, todo_id, a_draft(notes="x" * 100), a_request(clock))
    full = a_repository(
        table, clock, limits=Limits(todos=9, lists=500, bytes=roomy.head(owner).counts.bytes)
    )
    with pytest.raises(QuotaExceededError):
        full.patch(owner, todo_id, a_patch(notes="x" * 101), a_request(clock))


@pytest.mark.parametrize("room", [0, 50])
def test_an_owner_over_the_quota_may_still_shrink(
    table: Table, owner: str, clock: Clock, room: int
) -> None:
    todo_id = an_id()
    a_repository(table, clock).create(owner, todo_id, a_draft(notes="x" * 100), a_request(clock))
    shrunk = a_repository(table, clock, limits=Limits(todos=0, lists=500, bytes=room))
    shrunk.patch(owner, todo_id, a_patch(notes="x" * 99), a_request(clock))
    assert shrunk.delete(owner, todo_id, a_request(clock)).revision == 3


@pytest.fixture
def closed_owner(repository: TodoRepository, items: OwnersItems, owner: str, clock: Clock) -> str:
    """Somebody with one to-do, whose account is being deleted."""
    repository.create(owner, owner[-36:], a_draft(), a_request(clock))
    items.close_account()
    return owner


def test_a_closed_account_takes_no_writes(
    repository: TodoRepository, closed_owner: str, clock: Clock
) -> None:
    there, terms = closed_owner[-36:], a_request(clock)
    with pytest.raises(AccountClosedError):
        repository.create(closed_owner, an_id(), a_draft(), terms)
    with pytest.raises(AccountClosedError):
        repository.put(closed_owner, there, a_draft(), terms)
    with pytest.raises(AccountClosedError):
        repository.patch(closed_owner, there, a_patch(done=True), terms)
    with pytest.raises(AccountClosedError):
        repository.delete(closed_owner, there, terms)
    assert repository.head(closed_owner).revision == 1


def test_a_closed_account_can_still_be_read(repository: TodoRepository, closed_owner: str) -> None:
    assert repository.get(closed_owner, closed_owner[-36:]).revision == 1


def a_much_written_head(repository: TodoRepository, items: OwnersItems) -> dict[str, Any]:
    todo_id = an_id()
    for _ in range(OPERATIONS_KEPT + 4):
        repository.put(items.owner, todo_id, a_draft(), a_request(Clock()))
    return items.get("head")


def test_the_head_remembers_the_last_16_operations_and_no_more(
    repository: TodoRepository, items: OwnersItems
) -> None:
    head = a_much_written_head(repository, items)
    operations = [each["S"] for each in head["operations"]["L"]]
    assert len(set(operations)) == len(operations) == 16


def test_the_head_costs_one_unit_to_write(repository: TodoRepository, items: OwnersItems) -> None:
    head = a_much_written_head(repository, items)
    # An upper bound of DynamoDB's own count: the JSON has braces and names of types besides.
    assert len(str(head).encode()) < 1024
