"""The writes that the proxy is tried with."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "todos"


def key(owner: str) -> dict[str, Any]:
    return {"owner": {"S": owner}, "id": {"S": "head"}}


def put(client: "DynamoDBClient", owner: str, notes: str = "") -> None:
    client.put_item(TableName=TABLE, Item={**key(owner), "notes": {"S": notes}})
