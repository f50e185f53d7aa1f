"""Writes titles of items, and reads them in all ways."""

from typing import Any

from local.dax.cache.settings import CacheSettings
from local.dax.server.dax_server import DaxServer
from tests.dax.todo_table import TABLE
from tests.support.dax import DaxClient

SETTINGS = CacheSettings(item_ttl_s=300, query_ttl_s=60, refresh_delay_s=5)


def write(client: DaxClient, key: dict[str, Any], title: str) -> None:
    client.put_item(TableName=TABLE, Item={**key, "title": {"S": title}})


def title_of(client: DaxClient, key: dict[str, Any], *, sure: bool = False) -> str | None:
    """Return what GetItem finds; None where there is no item."""
    answer = client.get_item(TableName=TABLE, Key=key, ConsistentRead=sure)
    return answer["Item"]["title"]["S"] if "Item" in answer else None


def titles_in(client: DaxClient, key: dict[str, Any], **more: object) -> list[str]:
    """Return what a Query of the owner's items finds."""
    answer = client.query(
        TableName=TABLE,
        KeyConditionExpression="#o = :o",
        ExpressionAttributeNames={"#o": "owner"},
        ExpressionAttributeValues={":o": key["owner"]},
        **more,
    )
    return [item["title"]["S"] for item in answer["Items"]]


def transact(client: DaxClient, key: dict[str, Any], title: str) -> None:
    put = {"TableName": TABLE, "Item": {**key, "title": {"S": title}}}
    client.transact_write_items(TransactItems=[{"Put": put}])


def transacted_title_of(client: DaxClient, key: dict[str, Any]) -> str:
    get = {"Get": {"TableName": TABLE, "Key": key}}
    answer = client.transact_get_items(TransactItems=[get])
    title: str = answer["Responses"][0]["Item"]["title"]["S"]
    return title


def calls(dax: DaxServer) -> dict[str, int]:
    calls: dict[str, int] = dax.statistics()["upstream_calls"]
    return {name: count for name, count in calls.items() if name != "DescribeTable"}
