"""A write reads its items each for itself: what it finds may be older than the head it finds.

Only the conditions on the items themselves notice that; the head's alone would let it pass.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from chalicelib.errors import IdTakenError, TodoDeletedError
from chalicelib.model.todo import Todo
from chalicelib.repository import TodoRepository
from chalicelib.store.items import HEAD, Item
from chalicelib.store.operations import Written
from chalicelib.store.tables import Table
from tests.builders import a_draft, a_patch, an_id
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    a_repository,
    a_request,
    an_operation,
    counted,
    recounted,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class TornTable(Table):
    """Somebody else writes between the items and the head of each read that is told so."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self.meanwhile: list[Callable[[], Written[Todo]]] = []

    def get_many(self, owner: str, item_ids: Iterable[str]) -> dict[str, Item]:
        items = super().get_many(owner, [each for each in item_ids if each != HEAD])
        while self.meanwhile:
            self.meanwhile.pop(0)()
        return {**items, **super().get_many(owner, [HEAD])}


@pytest.fixture
def torn_table(client: "DynamoDBClient", table: Table) -> TornTable:
    return TornTable(client, table.name)


@pytest.fixture
def torn(torn_table: TornTable, clock: Clock) -> TodoRepository:
    """The repository of somebody whose reads are torn; that of the others is ``repository``."""
    return a_repository(torn_table, clock)


@pytest.fixture
def todo_id(repository: TodoRepository, owner: str, clock: Clock) -> str:
    """The id of a to-do that is there, without notes."""
    todo_id = an_id()
    repository.create(owner, todo_id, a_draft(title="Old"), a_request(clock))
    return todo_id


@pytest.fixture
def notes_meanwhile(
    torn_table: TornTable, repository: TodoRepository, owner: str, clock: Clock, todo_id: str
) -> str:
    """Notes that somebody else writes in the middle of the next read."""
    notes = "Written meanwhile."
    torn_table.meanwhile = [
        lambda: repository.patch(owner, todo_id, a_patch(notes=notes), a_request(clock))
    ]
    return notes


def test_a_change_keeps_what_was_changed_meanwhile(
    torn: TodoRepository, owner: str, clock: Clock, todo_id: str, notes_meanwhile: str
) -> None:
    torn.patch(owner, todo_id, a_patch(title="New"), a_request(clock))
    todo = torn.get(owner, todo_id)
    assert (todo.title, todo.notes, todo.revision) == ("New", notes_meanwhile, 3)


def test_a_tombstone_holds_what_was_changed_meanwhile(
    torn: TodoRepository, items: OwnersItems, clock: Clock, todo_id: str, notes_meanwhile: str
) -> None:
    torn.delete(items.owner, todo_id, a_request(clock))
    assert items.get(f"gone#todo#{todo_id}")["notes"] == {"S": notes_meanwhile}
    assert counted(torn.head(items.owner)) == (0, 0)


def test_a_todo_made_meanwhile_is_not_made_again(
    torn: TodoRepository,
    torn_table: TornTable,
    repository: TodoRepository,
    items: OwnersItems,
    clock: Clock,
) -> None:
    owner, new, terms = items.owner, an_id(), a_request(clock)
    torn_table.meanwhile = [lambda: repository.create(owner, new, a_draft(), terms)]
    with pytest.raises(IdTakenError):
        torn.create(owner, new, a_draft(), terms)
    assert counted(torn.head(owner)) == recounted(items.todos())


def test_a_todo_made_and_deleted_meanwhile_is_not_revived(
    torn: TodoRepository,
    torn_table: TornTable,
    repository: TodoRepository,
    owner: str,
    clock: Clock,
) -> None:
    new, terms = an_id(), a_request(clock)
    torn_table.meanwhile = [
        lambda: repository.create(owner, new, a_draft(), terms),
        lambda: repository.delete(owner, new, terms),
    ]
    with pytest.raises(TodoDeletedError):
        torn.put(owner, new, a_draft(), terms)


def test_a_request_carried_out_meanwhile_is_not_carried_out_again(
    torn: TodoRepository,
    torn_table: TornTable,
    repository: TodoRepository,
    owner: str,
    clock: Clock,
) -> None:
    terms = a_request(clock, an_operation())
    made: list[Written[Todo]] = []

    def meanwhile() -> Written[Todo]:
        made.append(repository.create(owner, an_id(), a_draft(), terms))
        return made[0]

    torn_table.meanwhile = [meanwhile]
    assert [torn.create(owner, an_id(), a_draft(), terms)] == made
    assert torn.head(owner).counts.todos == 1
