"""A small table with an index, and items in it."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.support.engines import create_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "through-dax"
INDEX = "by_label"
_DEFINITION: dict[str, Any] = {
    "KeySchema": [
        {"AttributeName": "owner", "KeyType": "HASH"},
        {"AttributeName": "id", "KeyType": "RANGE"},
    ],
    "AttributeDefinitions": [
        {"AttributeName": name, "AttributeType": "S"} for name in ("owner", "id", "label")
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": INDEX,
            "KeySchema": [{"AttributeName": "label", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    "BillingMode": "PAY_PER_REQUEST",
}


def a_table(client: "DynamoDBClient", name: str) -> None:
    """Create the table."""
    create_table(client, name, _DEFINITION)


def a_key(name: str = "a", owner: str | None = None) -> dict[str, Any]:
    """Return a key, of a new owner if none is named."""
    return {"owner": {"S": owner or f"owner-{uuid4()}"}, "id": {"S": name}}


def an_item(
    name: str = "a", owner: str | None = None, **attributes: dict[str, Any]
) -> dict[str, Any]:
    """Return an item with some of each kind of attribute."""
    return {
        **a_key(name, owner),
        "title": {"S": "Buy milk"},
        "minutes": {"N": "-2.5"},
        "labels": {"L": [{"S": "home"}, {"M": {"deep": {"BOOL": True}}}]},
        "places": {"SS": ["here", "there"]},
        "picture": {"B": b"\x00\xff"},
        "nothing": {"NULL": True},
        **attributes,
    }
