"""What was deleted stays deleted: its id is taken for as long as its tombstone lives."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.changes import KEPT
from chalicelib.errors import TodoDeletedError
from chalicelib.items import snapshot
from chalicelib.repository import TodoRepository
from chalicelib.tables import Table
from tests.builders import NOON, a_draft, an_id
from tests.integration.builders import DAY_S, Clock, a_request, an_item_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


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
    assert repository.get(owner, deleted_id) == created.todo


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
    repository: TodoRepository,
    client: "DynamoDBClient",
    table: Table,
    owner: str,
    clock: Clock,
) -> None:
    draft = a_draft(notes="Rain water.", labels=["home"], due="2026-03-01")
    todo = repository.create(owner, an_id(), draft, a_request(clock)).todo
    assert todo is not None
    deleted = repository.delete(owner, todo.id, a_request(clock))
    assert an_item_of(client, table, owner, f"gone#todo#{todo.id}") == {
        **snapshot(todo),
        "owner": {"S": owner},
        "id": {"S": f"gone#todo#{todo.id}"},
        "revision": {"N": str(deleted.revision)},
        "expires_at": {"N": str(int((NOON + KEPT).timestamp()))},
    }


def test_a_deleted_todo_leaves_nothing_but_its_tombstone(
    client: "DynamoDBClient", table: Table, owner: str, deleted_id: str
) -> None:
    assert an_item_of(client, table, owner, f"todo#{deleted_id}") == {}


def test_a_deleted_todo_is_in_the_feed_of_changes_once(
    client: "DynamoDBClient", table: Table, owner: str, deleted_id: str
) -> None:
    found = client.query(
        TableName=table.name,
        IndexName="by_revision",
        KeyConditionExpression="#owner = :owner",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues={":owner": {"S": owner}},
        ConsistentRead=True,
    )
    assert [(item["id"]["S"], item["revision"]["N"]) for item in found["Items"]] == [
        (f"gone#todo#{deleted_id}", "2")
    ]
