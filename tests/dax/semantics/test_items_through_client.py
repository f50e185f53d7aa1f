"""What DAX promises of its item cache, and what it does not, as a caller of its client sees it."""

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from local.dax.server.dax_server import DaxServer
from tests.dax.cache.builders import SetClock
from tests.dax.semantics.titles import (
    SETTINGS,
    calls,
    title_of,
    titles_in,
    write,
)
from tests.dax.todo_table import TABLE, a_key
from tests.support.dax import DaxClient, dax_client

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_a_write_past_dax_is_not_seen_until_the_item_has_expired(
    client: DaxClient, table: "DynamoDBClient", clock: SetClock
) -> None:
    key = a_key()
    write(table, key, "old")
    assert title_of(client, key) == "old"
    write(table, key, "new")
    clock.now += SETTINGS.item_ttl_s - 1
    assert title_of(client, key) == "old"
    clock.now += 1
    assert title_of(client, key) == "new"


def test_a_write_through_dax_is_seen_at_once_and_without_reading(
    client: DaxClient, dax: DaxServer
) -> None:
    key = a_key()
    write(client, key, "old")
    write(client, key, "new")
    assert title_of(client, key) == "new"
    assert calls(dax) == {"PutItem": 2}


def test_an_update_leaves_the_whole_item_in_the_cache(client: DaxClient, dax: DaxServer) -> None:
    key = a_key()
    client.put_item(TableName=TABLE, Item={**key, "title": {"S": "t"}, "n": {"N": "1"}})
    answer = client.update_item(
        TableName=TABLE,
        Key=key,
        UpdateExpression="ADD n :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    assert answer == {}
    found = client.get_item(TableName=TABLE, Key=key)["Item"]
    assert found == {**key, "title": {"S": "t"}, "n": {"N": "2"}}
    assert calls(dax) == {"PutItem": 1, "UpdateItem": 1}


def test_a_write_that_is_refused_changes_nothing(client: DaxClient, dax: DaxServer) -> None:
    key = a_key()
    write(client, key, "old")
    with pytest.raises(ClientError, match="conditional request failed"):
        client.put_item(
            TableName=TABLE,
            Item={**key, "title": {"S": "new"}},
            ConditionExpression="attribute_not_exists(title)",
        )
    assert title_of(client, key) == "old"
    assert "GetItem" not in calls(dax)


def test_that_there_is_no_item_is_cached_too(
    client: DaxClient, table: "DynamoDBClient", clock: SetClock, dax: DaxServer
) -> None:
    key = a_key()
    assert title_of(client, key) is None
    write(table, key, "new")
    assert title_of(client, key) is None
    assert dax.statistics()["total"]["item_negative_hits"] == 1
    clock.now += SETTINGS.item_ttl_s
    assert title_of(client, key) == "new"


def test_a_deleted_item_is_gone_without_asking(client: DaxClient, dax: DaxServer) -> None:
    key = a_key()
    write(client, key, "old")
    client.delete_item(TableName=TABLE, Key=key)
    assert title_of(client, key) is None
    assert calls(dax) == {"PutItem": 1, "DeleteItem": 1}


def test_a_strongly_consistent_read_passes_and_leaves_nothing_behind(
    client: DaxClient, table: "DynamoDBClient"
) -> None:
    key = a_key()
    write(table, key, "old")
    assert title_of(client, key) == "old"
    write(table, key, "new")
    assert title_of(client, key, sure=True) == "new"
    assert title_of(client, key) == "old"


def test_a_batch_asks_only_for_what_is_not_cached(
    client: DaxClient, dax: DaxServer, table: "DynamoDBClient"
) -> None:
    keys = [a_key(name) for name in ("a", "b", "c")]
    for key in keys:
        write(table, key, "old")
    assert title_of(client, keys[0]) == "old"
    for key in keys:
        write(table, key, "new")
    answer = client.batch_get_item(RequestItems={TABLE: {"Keys": keys}})
    found = {item["id"]["S"]: item["title"]["S"] for item in answer["Responses"][TABLE]}
    assert found == {"a": "old", "b": "new", "c": "new"}
    assert dax.statistics()["total"]["item_hits"] == 1
    assert dax.statistics()["total"]["item_misses"] == 3


def test_clients_share_what_is_cached(
    client: DaxClient, dax: DaxServer, table: "DynamoDBClient"
) -> None:
    key = a_key()
    write(table, key, "old")
    assert title_of(client, key) == "old"
    write(table, key, "new")
    with dax_client(dax.endpoint) as other:
        assert title_of(other, key) == "old"
        write(other, key, "newer")
    assert title_of(client, key) == "newer"


def test_a_projection_is_of_the_one_cached_item(client: DaxClient, dax: DaxServer) -> None:
    key = a_key()
    write(client, key, "old")
    answer = client.get_item(TableName=TABLE, Key=key, ProjectionExpression="title")
    assert answer == {"Item": {"title": {"S": "old"}}}
    assert calls(dax) == {"PutItem": 1}


def test_statistics_count_hits_misses_and_what_was_asked_of_the_table(
    client: DaxClient, dax: DaxServer, table: "DynamoDBClient"
) -> None:
    key = a_key()
    write(table, key, "old")
    for _ in range(3):
        title_of(client, key)
        titles_in(client, key)
    title_of(client, key, sure=True)
    write(client, key, "new")
    total = dax.statistics()["total"]
    assert (total["item_hits"], total["item_misses"]) == (2, 1)
    assert (total["query_hits"], total["query_misses"]) == (2, 1)
    assert (total["passes"], total["writes"]) == (1, 1)
    assert calls(dax) == {"GetItem": 2, "Query": 1, "PutItem": 1}
