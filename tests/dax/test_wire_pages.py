"""Queries and scans: what the public client means arrives, and what is answered too."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.dax.conversation import (
    ITEM,
    KEY,
    OTHER,
    Conversation,
    a_conversation,
    unforced,
)


@pytest.fixture(scope="module")
def talk() -> Iterator[Conversation]:
    with a_conversation() as conversation:
        yield conversation


def test_every_parameter_of_a_query_arrives(talk: Conversation) -> None:
    start = {**OTHER, "due": {"S": "2026"}}
    page = talk.ask(
        "query",
        {"Items": [ITEM], "Count": 1, "ScannedCount": 3, "LastEvaluatedKey": start},
        TableName="todo",
        IndexName="agenda",
        KeyConditionExpression="owner = :o AND due BETWEEN :a AND :b",
        FilterExpression="size(title) > :n",
        ExpressionAttributeValues={
            ":o": {"S": "anna"},
            ":a": {"S": "a"},
            ":b": {"S": "b"},
            ":n": {"N": "0"},
        },
        ExclusiveStartKey=start,
        ConsistentRead=True,
        ScanIndexForward=False,
        Limit=3,
        Select="ALL_ATTRIBUTES",
    )
    assert page["Items"] == [ITEM]
    assert (page["Count"], page["ScannedCount"], page["LastEvaluatedKey"]) == (1, 3, start)
    assert unforced(talk.request.parameters) == {
        "TableName": "todo",
        "IndexName": "agenda",
        "KeyConditionExpression": "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2",
        "FilterExpression": "size(#n2) > :v3",
        "ExpressionAttributeNames": {"#n0": "owner", "#n1": "due", "#n2": "title"},
        "ExpressionAttributeValues": {
            ":v0": {"S": "anna"},
            ":v1": {"S": "a"},
            ":v2": {"S": "b"},
            ":v3": {"N": "0"},
        },
        "ExclusiveStartKey": start,
        "ConsistentRead": True,
        "ScanIndexForward": False,
        "Limit": 3,
        "Select": "ALL_ATTRIBUTES",
    }


def test_a_scan_goes_on_where_it_stopped(talk: Conversation) -> None:
    page = talk.ask(
        "scan",
        {"Count": 0, "ScannedCount": 2, "LastEvaluatedKey": OTHER},
        TableName="todo",
        ExclusiveStartKey=KEY,
        Segment=1,
        TotalSegments=4,
        Select="COUNT",
    )
    assert page == {"Count": 0, "ScannedCount": 2, "LastEvaluatedKey": OTHER}
    assert unforced(talk.request.parameters) == {
        "TableName": "todo",
        "ExclusiveStartKey": KEY,
        "Segment": 1,
        "TotalSegments": 4,
        "Select": "COUNT",
    }


def test_a_projected_page_asks_for_whole_attributes(talk: Conversation) -> None:
    page = talk.ask(
        "scan",
        {"Items": [{"labels": ITEM["labels"]}, {}], "Count": 2, "ScannedCount": 2},
        TableName="todo",
        ProjectionExpression="labels[1].b, labels[0], id",
    )
    assert page["Items"] == [{"labels": ITEM["labels"]}, {}]
    assert talk.request.parameters["ProjectionExpression"] == "#n0, #n1"
    assert talk.request.paths == (("labels", 1, "b"), ("labels", 0), ("id",))


def test_requests_that_mean_the_same_have_one_fingerprint(talk: Conversation) -> None:
    page = {"Count": 0, "ScannedCount": 0}
    ways: list[dict[str, Any]] = [
        {"ExpressionAttributeValues": {":o": {"S": "anna"}, ":n": {"N": "1.50"}}},
        {
            "ExpressionAttributeValues": {":n": {"N": "15e-1"}, ":o": {"S": "anna"}},
            "ScanIndexForward": True,
            "ConsistentRead": False,
        },
    ]
    for way in ways:
        condition = "#o = :o AND id > :n"
        talk.ask(
            "query",
            page,
            TableName="todo",
            KeyConditionExpression=condition,
            ExpressionAttributeNames={"#o": "owner"},
            **way,
        )
    assert talk.requests[-1].fingerprint == talk.requests[-2].fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"Limit": 2},
        {"ConsistentRead": True},
        {"ScanIndexForward": False},
        {"IndexName": "agenda"},
        {"TableName": "plain"},
        {"ExpressionAttributeValues": {":o": {"S": "ben"}}},
        {"ExpressionAttributeValues": {":o": {"B": b"anna"}}},
        {"ProjectionExpression": "labels"},
        {"ProjectionExpression": "labels[0]"},
        {"Select": "COUNT"},
    ],
)
def test_requests_that_differ_in_anything_differ_in_their_fingerprint(
    talk: Conversation, change: dict[str, Any]
) -> None:
    asked: dict[str, Any] = {
        "TableName": "todo",
        "KeyConditionExpression": "#o = :o",
        "ExpressionAttributeNames": {"#o": "owner"},
        "ExpressionAttributeValues": {":o": {"S": "anna"}},
    }
    for parameters in (asked, asked | change, asked | {"ProjectionExpression": "labels[1]"}):
        talk.ask("query", {"Count": 0, "ScannedCount": 0}, **parameters)
    assert len({request.fingerprint for request in talk.requests[-3:]}) == 3
