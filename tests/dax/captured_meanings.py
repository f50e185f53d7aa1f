"""What the captured requests ask of DynamoDB, and what it answered, in boto3's shapes."""

from typing import Any

from botocore.exceptions import ClientError

from tests.dax.conversation import refusal

KEY = {"PK": {"S": "U"}, "SK": {"S": "T"}}
ITEM = {**KEY, "n": {"N": "-2.5"}, "t": {"S": "x"}}
UPDATED = {**ITEM, "n": {"N": "-1.5"}}
NUMBERED = {"h": {"S": "a"}, "r": {"N": "-1.5"}}
IN_TODO: dict[str, Any] = {"TableName": "todo", "ReturnConsumedCapacity": "NONE"}

ASKED: dict[str, tuple[str, dict[str, Any], Any]] = {
    "put": ("PutItem", {**IN_TODO, "Item": ITEM}, None),
    "get": ("GetItem", {**IN_TODO, "Key": KEY}, None),
    "get projection": ("GetItem", {**IN_TODO, "Key": KEY}, (("n",), ("t",))),
    "miss": ("GetItem", {**IN_TODO, "Key": {"PK": {"S": "no"}, "SK": {"S": "no"}}}, None),
    "cond put fail": (
        "PutItem",
        {
            **IN_TODO,
            "Item": KEY,
            "ConditionExpression": "attribute_not_exists(#n0)",
            "ExpressionAttributeNames": {"#n0": "PK"},
        },
        None,
    ),
    "update": (
        "UpdateItem",
        {
            **IN_TODO,
            "Key": KEY,
            "ReturnValues": "UPDATED_NEW",
            "UpdateExpression": "SET #n0 = #n0 + :v0",
            "ExpressionAttributeNames": {"#n0": "n"},
            "ExpressionAttributeValues": {":v0": {"N": "1"}},
        },
        None,
    ),
    "query": (
        "Query",
        {
            **IN_TODO,
            "Limit": 1,
            "KeyConditionExpression": "#n0 = :v0 AND begins_with(#n1, :v1)",
            "ExpressionAttributeNames": {"#n0": "PK", "#n1": "SK"},
            "ExpressionAttributeValues": {":v0": {"S": "U"}, ":v1": {"S": "T"}},
        },
        None,
    ),
    "query gsi": (
        "Query",
        {
            **IN_TODO,
            "Limit": 1,
            "IndexName": "GSI1",
            "KeyConditionExpression": "#n0 = :v0",
            "ProjectionExpression": "#n1",
            "ExpressionAttributeNames": {"#n0": "GSI1PK", "#n1": "SK"},
            "ExpressionAttributeValues": {":v0": {"S": "L#1"}},
        },
        (("SK",),),
    ),
    "batch_get": (
        "BatchGetItem",
        {"RequestItems": {"todo": {"Keys": [KEY]}}, "ReturnConsumedCapacity": "NONE"},
        None,
    ),
    "batch_write": (
        "BatchWriteItem",
        {
            "RequestItems": {"todo": [{"DeleteRequest": {"Key": KEY}}]},
            "ReturnConsumedCapacity": "NONE",
        },
        None,
    ),
    "tx_write": (
        "TransactWriteItems",
        {
            "TransactItems": [
                {
                    "Put": {
                        "TableName": "todo",
                        "Item": {**KEY, "t": {"S": "x"}},
                        "ReturnValuesOnConditionCheckFailure": "NONE",
                    }
                },
                {
                    "ConditionCheck": {
                        "TableName": "todo",
                        "Key": {"PK": {"S": "q"}, "SK": {"S": "q"}},
                        "ConditionExpression": "attribute_exists(#n0)",
                        "ExpressionAttributeNames": {"#n0": "PK"},
                        "ReturnValuesOnConditionCheckFailure": "NONE",
                    }
                },
            ],
            "ReturnConsumedCapacity": "NONE",
            "ClientRequestToken": "tok",
        },
        None,
    ),
    "tx_get": (
        "TransactGetItems",
        {
            "TransactItems": [{"Get": {"TableName": "todo", "Key": KEY}}],
            "ReturnConsumedCapacity": "NONE",
        },
        None,
    ),
    "num key": ("GetItem", {**IN_TODO, "TableName": "num", "Key": NUMBERED}, None),
}

FAILED = "The conditional request failed"
CANCELLED = (
    "Transaction cancelled, please refer cancellation reasons for specific reasons "
    "[None, ConditionalCheckFailed]"
)
# The emulator behind the captured server reported capacity to two requests that asked for none.
ANSWERED: dict[str, dict[str, Any] | ClientError] = {
    "put": {},
    "get": {"Item": ITEM},
    "get projection": {"Item": ITEM},
    "miss": {},
    "cond put fail": refusal("ConditionalCheckFailedException", FAILED),
    "update": {
        "Attributes": {"n": {"N": "-1.5"}},
        "ConsumedCapacity": {"TableName": "todo", "CapacityUnits": 0.5},
    },
    "query": {"Items": [UPDATED], "Count": 1, "ScannedCount": 1},
    "query gsi": {
        "Items": [{"SK": {"S": "T#1"}}],
        "Count": 1,
        "ScannedCount": 1,
        "LastEvaluatedKey": {
            "PK": {"S": "U#1"},
            "SK": {"S": "T#1"},
            "GSI1PK": {"S": "L#1"},
            "GSI1SK": {"S": "2024-01"},
        },
    },
    "batch_get": {"Responses": {"todo": [UPDATED]}, "UnprocessedKeys": {}},
    "batch_write": {
        "UnprocessedItems": {},
        "ConsumedCapacity": [
            {"TableName": "todo", "CapacityUnits": 1.0, "Table": {"CapacityUnits": 1.0}}
        ],
    },
    "tx_write": refusal(
        "TransactionCanceledException",
        CANCELLED,
        CancellationReasons=[
            {"Code": "None"},
            {"Code": "ConditionalCheckFailed", "Message": FAILED},
        ],
    ),
    "tx_get": {"Responses": [{}]},
    "num key": {"Item": {**NUMBERED, "x": {"N": "-1.5"}}},
}
