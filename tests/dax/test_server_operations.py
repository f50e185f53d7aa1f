"""Each operation once, by Amazon's client, end to end."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.dax.server.dax_server import DaxServer
from tests.dax.todo_table import INDEX, TABLE, a_key, an_item
from tests.support.dax import DaxClient


def of_owner(owner: str) -> dict[str, Any]:
    return {
        "TableName": TABLE,
        "KeyConditionExpression": "#o = :o",
        "ExpressionAttributeNames": {"#o": "owner"},
        "ExpressionAttributeValues": {":o": {"S": owner}},
    }


def key_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"owner": item["owner"], "id": item["id"]}


def test_an_item_that_was_put_is_there(client: DaxClient) -> None:
    item = an_item()
    assert client.put_item(TableName=TABLE, Item=item) == {}
    assert client.get_item(TableName=TABLE, Key=key_of(item)) == {"Item": item}


def test_a_second_look_at_an_item_is_answered_from_the_cache(
    client: DaxClient, dax: DaxServer
) -> None:
    key = a_key()
    for _ in range(3):
        assert client.get_item(TableName=TABLE, Key=key) == {}
    assert dax.statistics()["upstream_calls"]["GetItem"] == 1
    assert dax.statistics()["total"]["item_negative_hits"] == 2


def test_a_second_query_is_answered_from_the_cache(client: DaxClient, dax: DaxServer) -> None:
    item = an_item()
    client.put_item(TableName=TABLE, Item=item)
    for _ in range(3):
        found = client.query(**of_owner(item["owner"]["S"]))
        assert found == {"Items": [item], "Count": 1, "ScannedCount": 1}
    assert dax.statistics()["total"]["query_hits"] == 2


def test_an_index_is_queried(client: DaxClient) -> None:
    item = an_item()
    item["label"] = {"S": item["owner"]["S"]}
    client.put_item(TableName=TABLE, Item=item)
    found = client.query(
        TableName=TABLE,
        IndexName=INDEX,
        KeyConditionExpression="label = :l",
        ExpressionAttributeValues={":l": item["label"]},
    )
    assert found["Items"] == [item]


def test_a_scan_finds_what_a_filter_lets_through(client: DaxClient) -> None:
    item = an_item()
    client.put_item(TableName=TABLE, Item=item)
    found = client.scan(
        TableName=TABLE,
        FilterExpression="#o = :o",
        ExpressionAttributeNames={"#o": "owner"},
        ExpressionAttributeValues={":o": item["owner"]},
        ConsistentRead=True,
    )
    assert found["Items"] == [item]


def test_a_query_goes_on_where_its_page_ended(client: DaxClient) -> None:
    owner = a_key()["owner"]["S"]
    items = [an_item(f"item {number}", owner) for number in range(5)]
    for item in items:
        client.put_item(TableName=TABLE, Item=item)
    found: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    while True:
        page = client.query(**of_owner(owner), Limit=2, **after)
        found += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        after = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    assert found == items


def test_an_update_answers_with_what_it_changed(client: DaxClient) -> None:
    item = an_item()
    client.put_item(TableName=TABLE, Item=item)
    changed = client.update_item(
        TableName=TABLE,
        Key=key_of(item),
        UpdateExpression="SET minutes = minutes + :more REMOVE picture",
        ExpressionAttributeValues={":more": {"N": "3"}},
        ReturnValues="UPDATED_NEW",
    )
    assert changed == {"Attributes": {"minutes": {"N": "0.5"}}}
    del item["picture"]
    found = client.get_item(TableName=TABLE, Key=key_of(item))
    assert found["Item"] == item | {"minutes": {"N": "0.5"}}


def test_what_was_deleted_is_gone(client: DaxClient) -> None:
    item = an_item()
    client.put_item(TableName=TABLE, Item=item)
    deleted = client.delete_item(TableName=TABLE, Key=key_of(item), ReturnValues="ALL_OLD")
    assert deleted == {"Attributes": item}
    assert client.get_item(TableName=TABLE, Key=key_of(item)) == {}


def test_a_batch_is_written_and_read(client: DaxClient) -> None:
    items = [an_item(name) for name in "abc"]
    puts = [{"PutRequest": {"Item": item}} for item in items]
    assert client.batch_write_item(RequestItems={TABLE: puts}) == {"UnprocessedItems": {}}
    found = client.batch_get_item(RequestItems={TABLE: {"Keys": [key_of(item) for item in items]}})
    assert sorted(found["Responses"][TABLE], key=lambda item: item["id"]["S"]) == items


def test_a_transaction_is_written_and_read(client: DaxClient) -> None:
    items = [an_item(name) for name in "ab"]
    puts = [{"Put": {"TableName": TABLE, "Item": item}} for item in items]
    client.transact_write_items(TransactItems=puts)
    gets = [{"Get": {"TableName": TABLE, "Key": key_of(item)}} for item in items]
    found = client.transact_get_items(TransactItems=gets)
    assert found["Responses"] == [{"Item": item} for item in items]


def test_a_cancelled_transaction_says_which_part_was_in_the_way(client: DaxClient) -> None:
    parts = [
        {"Put": {"TableName": TABLE, "Item": an_item()}},
        {
            "ConditionCheck": {
                "TableName": TABLE,
                "Key": a_key(),
                "ConditionExpression": "attribute_exists(id)",
            }
        },
    ]
    with pytest.raises(ClientError) as caught:
        client.transact_write_items(TransactItems=parts)
    assert caught.value.response["Error"]["Code"] == "TransactionCanceledException"
    codes = caught.value.cancellation_reasons[::3]  # type: ignore[attr-defined]  # the client's own
    assert codes == ["None", "ConditionalCheckFailed"]


def test_a_projection_picks_from_within_an_item(client: DaxClient) -> None:
    item = an_item()
    client.put_item(TableName=TABLE, Item=item)
    found = client.get_item(
        TableName=TABLE, Key=key_of(item), ProjectionExpression="labels[1].deep, title"
    )
    assert found["Item"] == {
        "labels": {"L": [{"M": {"deep": {"BOOL": True}}}]},
        "title": item["title"],
    }


def test_a_failed_condition_is_dynamodbs_own_error(client: DaxClient) -> None:
    with pytest.raises(ClientError) as caught:
        client.delete_item(TableName=TABLE, Key=a_key(), ConditionExpression="attribute_exists(id)")
    assert caught.value.response["Error"]["Code"] == "ConditionalCheckFailedException"


def test_a_table_that_is_not_there_is_dynamodbs_own_error(client: DaxClient) -> None:
    with pytest.raises(ClientError) as caught:
        client.get_item(TableName="no-such-table", Key=a_key())
    assert caught.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_an_item_as_large_as_can_be_goes_through(client: DaxClient) -> None:
    item = an_item(notes={"S": "n" * 390_000})
    client.put_item(TableName=TABLE, Item=item)
    assert client.get_item(TableName=TABLE, Key=key_of(item)) == {"Item": item}
