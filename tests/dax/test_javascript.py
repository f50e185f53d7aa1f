"""Amazon's DAX client for JavaScript, end to end."""

from typing import Any
from uuid import uuid4

from local.dax.server.dax_server import DaxServer
from tests.dax.javascript_client import conversation
from tests.dax.todo_table import TABLE, a_key


def test_each_operation_is_answered_as_dynamodb_would(dax: DaxServer) -> None:
    owner = f"owner-{uuid4()}"
    bread = {**a_key("bread", owner), "title": {"S": "Buy bread"}}
    eggs = {**a_key("eggs", owner), "title": {"S": "Buy eggs"}}
    milk: dict[str, Any] = {
        **a_key("milk", owner),
        "title": {"S": "Buy milk"},
        "minutes": {"N": "-2.5"},
        "labels": {"L": [{"S": "home"}, {"M": {"deep": {"BOOL": True}}}]},
        "places": {"SS": ["here", "there"]},
    }
    later = milk | {"minutes": {"N": "0.5"}}
    everything = {"Items": [bread, later], "Count": 2, "ScannedCount": 2}
    first = {"Items": [bread], "Count": 1, "ScannedCount": 1}

    assert conversation(dax.endpoint, TABLE, owner) == [
        {},
        {"Item": milk},
        {"Item": {"labels": {"L": [{"M": {"deep": {"BOOL": True}}}]}, "title": milk["title"]}},
        {},
        {"Attributes": {"minutes": {"N": "0.5"}}},
        {"error": "ConditionalCheckFailedException"},
        {"UnprocessedItems": {}},
        {"Responses": {TABLE: [bread]}, "UnprocessedKeys": {}},
        everything,
        everything,
        first | {"LastEvaluatedKey": a_key("bread", owner)},
        {},
        {"Responses": [{"Item": eggs}, {}]},
        {"Attributes": eggs},
        {"error": "ResourceNotFoundException"},
    ]


def test_what_is_asked_again_is_answered_from_the_cache(dax: DaxServer) -> None:
    dax.cluster.flush()
    dax.cluster.reset_statistics()
    conversation(dax.endpoint, TABLE, f"owner-{uuid4()}")
    total = dax.statistics()["total"]
    assert total["query_hits"] == 1
    assert total["item_hits"] >= 1
