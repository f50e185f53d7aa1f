"""Batches and transactions: what the public client means arrives, and what is answered too."""

from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests.dax.conversation import (
    CAPACITY,
    ITEM,
    KEY,
    OTHER,
    PLAIN,
    Conversation,
    a_conversation,
)


@pytest.fixture(scope="module")
def talk() -> Iterator[Conversation]:
    with a_conversation() as conversation:
        yield conversation


def test_batches_read_several_tables(talk: Conversation) -> None:
    asked = {
        "todo": {"Keys": [KEY, OTHER], "ConsistentRead": True},
        "plain": {"Keys": [PLAIN], "ProjectionExpression": "a.b"},
    }
    answer = talk.ask(
        "batch_get_item",
        {
            "Responses": {"todo": [ITEM], "plain": [{**PLAIN, "a": {"M": {"b": {"S": "c"}}}}]},
            "UnprocessedKeys": {"todo": {"Keys": [OTHER], "ConsistentRead": True}},
            "ConsumedCapacity": [CAPACITY],
        },
        RequestItems=deepcopy(asked),
        ReturnConsumedCapacity="TOTAL",
    )
    assert answer["Responses"] == {"todo": [ITEM], "plain": [{"a": {"M": {"b": {"S": "c"}}}}]}
    assert answer["UnprocessedKeys"] == {"todo": {"Keys": [OTHER], "ConsistentRead": True}}
    assert answer["ConsumedCapacity"][0] == CAPACITY
    assert talk.request.parameters["RequestItems"] == {
        "todo": {"Keys": [KEY, OTHER], "ConsistentRead": True},
        "plain": {"Keys": [PLAIN]},
    }
    assert talk.request.paths == {"plain": (("a", "b"),)}


def test_batches_return_unwritten_items_whole(talk: Conversation) -> None:
    writes = {
        "todo": [{"PutRequest": {"Item": ITEM}}, {"DeleteRequest": {"Key": OTHER}}],
        "plain": [{"PutRequest": {"Item": PLAIN}}],
    }
    answer = talk.ask(
        "batch_write_item", {"UnprocessedItems": writes}, RequestItems=deepcopy(writes)
    )
    assert answer == {"UnprocessedItems": writes}
    assert talk.request.parameters["RequestItems"] == writes


def test_batches_tell_capacity_and_sizes(talk: Conversation) -> None:
    size = {"ItemCollectionKey": {"owner": {"S": "anna"}}, "SizeEstimateRangeGB": [0.0, 1.0]}
    answer = talk.ask(
        "batch_write_item",
        {"ConsumedCapacity": [CAPACITY], "ItemCollectionMetrics": {"todo": [size]}},
        RequestItems={"todo": [{"DeleteRequest": {"Key": KEY}}]},
        ReturnConsumedCapacity="TOTAL",
        ReturnItemCollectionMetrics="SIZE",
    )
    assert answer["ConsumedCapacity"] == [CAPACITY]
    assert answer["ItemCollectionMetrics"] == {"todo": [size]}


def test_transactions_read_items_some_of_them_in_part(talk: Conversation) -> None:
    gets = [
        {"Get": {"TableName": "todo", "Key": KEY}},
        {"Get": {"TableName": "todo", "Key": OTHER}},
        {"Get": {"TableName": "plain", "Key": PLAIN, "ProjectionExpression": "a"}},
    ]
    capacity = {"TableName": "todo", "CapacityUnits": 4.0, "Table": {"ReadCapacityUnits": 4.0}}
    answer = talk.ask(
        "transact_get_items",
        {
            "Responses": [{"Item": ITEM}, {}, {"Item": {**PLAIN, "a": {"N": "1"}}}],
            "ConsumedCapacity": [capacity],
        },
        TransactItems=deepcopy(gets),
        ReturnConsumedCapacity="INDEXES",
    )
    assert answer["Responses"] == [{"Item": ITEM}, {}, {"Item": {"a": {"N": "1"}}}]
    assert answer["ConsumedCapacity"] == [capacity]
    assert talk.request.paths == (None, None, (("a",),))
    assert talk.request.parameters["TransactItems"][2] == {
        "Get": {"TableName": "plain", "Key": PLAIN}
    }


def test_transactions_write_in_four_ways(talk: Conversation) -> None:
    values = {":x": {"S": "x"}}
    answer = talk.ask(
        "transact_write_items",
        {
            "ConsumedCapacity": [
                {
                    "TableName": "todo",
                    "CapacityUnits": 2.0,
                    "GlobalSecondaryIndexes": {"by": {"CapacityUnits": 1.0}},
                }
            ]
        },
        TransactItems=[
            {"Put": {"TableName": "todo", "Item": ITEM}},
            {
                "Update": {
                    "TableName": "plain",
                    "Key": PLAIN,
                    "UpdateExpression": "SET a = :x REMOVE b",
                    "ConditionExpression": "a <> :x",
                    "ExpressionAttributeValues": values,
                    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
                }
            },
            {"Delete": {"TableName": "todo", "Key": OTHER}},
            {
                "ConditionCheck": {
                    "TableName": "plain",
                    "Key": {"name": {"B": b"other"}},
                    "ConditionExpression": "attribute_exists(#n)",
                    "ExpressionAttributeNames": {"#n": "name"},
                }
            },
        ],
        ClientRequestToken="token",
    )
    put, update, delete, check = talk.request.parameters["TransactItems"]
    assert put["Put"]["Item"] == ITEM
    assert update["Update"]["UpdateExpression"] == "SET #n0 = :v1 REMOVE #n1"
    assert update["Update"]["ConditionExpression"] == "#n0 <> :v0"
    assert update["Update"]["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD"
    assert delete["Delete"]["Key"] == OTHER
    assert check["ConditionCheck"]["ExpressionAttributeNames"] == {"#n0": "name"}
    assert talk.request.parameters["ClientRequestToken"] == "token"
    assert answer["ConsumedCapacity"][0]["GlobalSecondaryIndexes"] == {"by": {"CapacityUnits": 1.0}}
