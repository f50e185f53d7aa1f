"""Requests upon one item: what the public client means arrives, and what is answered too."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from local.dax.shapes import Item
from tests.dax.conversation import (
    CAPACITY,
    ITEM,
    KEY,
    PLAIN,
    Conversation,
    a_conversation,
    unforced,
)
from tests.dax.public_client import boto3_item
from tests.dax.wire_strategies import items, respelt_item
from tests.support.counts import count


@pytest.fixture(scope="module")
def talk() -> Iterator[Conversation]:
    with a_conversation() as conversation:
        yield conversation


@pytest.mark.proof
@settings(
    max_examples=count(50, 1000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(items)
def test_any_item_is_put_and_got_as_it_is(talk: Conversation, attributes: Item) -> None:
    item = respelt_item(attributes) | KEY
    talk.ask("put_item", {}, TableName="todo", Item=attributes | KEY)
    assert talk.request.parameters["Item"] == item
    got = talk.ask("get_item", {"Item": item}, TableName="todo", Key=KEY)
    assert respelt_item(boto3_item(got["Item"])) == item
    pages = talk.ask("scan", {"Items": [item], "Count": 1, "ScannedCount": 1}, TableName="todo")
    assert respelt_item(boto3_item(pages["Items"][0])) == item


def test_what_is_not_there_is_a_miss(talk: Conversation) -> None:
    assert talk.ask("get_item", {}, TableName="plain", Key=PLAIN) == {}
    assert talk.request.parameters["Key"] == PLAIN


def test_an_item_that_is_only_its_key_arrives(talk: Conversation) -> None:
    got = talk.ask("get_item", {"Item": KEY}, TableName="todo", Key=KEY)
    assert got == {"Item": KEY}


def test_a_projection_is_answered_from_the_whole_item(talk: Conversation) -> None:
    got = talk.ask(
        "get_item",
        {"Item": ITEM},
        TableName="todo",
        Key=KEY,
        ConsistentRead=True,
        ProjectionExpression="labels[1].b, #t, missing, labels[9], owner.x",
        ExpressionAttributeNames={"#t": "title"},
    )
    assert got["Item"] == {"title": {"S": "x"}, "labels": {"L": [{"M": {"b": {"BOOL": True}}}]}}
    assert unforced(talk.request.parameters) == {
        "TableName": "todo",
        "Key": KEY,
        "ConsistentRead": True,
    }


def test_an_update_says_what_it_changed(talk: Conversation) -> None:
    changed = talk.ask(
        "update_item",
        {"Attributes": {"n": {"N": "2"}, "m": {"S": ""}}},
        TableName="todo",
        Key=KEY,
        UpdateExpression="ADD n :one SET m = :m",
        ConditionExpression="NOT (#n = :one OR attribute_exists(m))",
        ExpressionAttributeNames={"#n": "n"},
        ExpressionAttributeValues={":one": {"N": "1"}, ":m": {"S": ""}},
        ReturnValues="UPDATED_NEW",
    )
    assert changed == {"Attributes": {"n": {"N": "2"}, "m": {"S": ""}}}
    parameters = talk.request.parameters
    assert parameters["UpdateExpression"].startswith("SET ")
    assert parameters["ConditionExpression"].startswith("NOT (")
    assert parameters["ReturnValues"] == "UPDATED_NEW"


@pytest.mark.parametrize("returned", ["ALL_OLD", "ALL_NEW"])
def test_whole_attributes_come_back_with_their_key(talk: Conversation, returned: str) -> None:
    changed = talk.ask(
        "update_item", {"Attributes": ITEM}, TableName="todo", Key=KEY, ReturnValues=returned
    )
    assert changed == {"Attributes": ITEM}


def test_an_update_that_changed_nothing_says_so(talk: Conversation) -> None:
    changed = talk.ask(
        "update_item", {"Attributes": {}}, TableName="todo", Key=KEY, ReturnValues="UPDATED_OLD"
    )
    assert changed == {"Attributes": {}}


def test_deletes_and_puts_return_what_was_there(talk: Conversation) -> None:
    old = {"Attributes": ITEM}
    parameters = {"TableName": "todo", "ReturnValues": "ALL_OLD"}
    assert talk.ask("delete_item", old, Key=KEY, **parameters) == old
    assert talk.ask("put_item", old, Item=KEY, **parameters) == old
    assert talk.request.parameters["Item"] == KEY


def test_capacity_and_sizes_are_told_where_they_are_asked_for(talk: Conversation) -> None:
    size = {"ItemCollectionKey": {"owner": {"S": "anna"}}, "SizeEstimateRangeGB": [0.0, 1.0]}
    response = {"ConsumedCapacity": CAPACITY, "ItemCollectionMetrics": size}
    answer = talk.ask(
        "put_item",
        response,
        TableName="todo",
        Item=ITEM,
        ReturnConsumedCapacity="INDEXES",
        ReturnItemCollectionMetrics="SIZE",
    )
    assert answer == response
    assert talk.request.parameters["ReturnConsumedCapacity"] == "INDEXES"
    assert talk.request.parameters["ReturnItemCollectionMetrics"] == "SIZE"
