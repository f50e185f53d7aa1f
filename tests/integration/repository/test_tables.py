"""Each engine takes the table of ``resources.yaml`` as it is."""

from typing import TYPE_CHECKING

from chalicelib.store.tables import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_an_engine_has_the_table_with_its_views(client: "DynamoDBClient", table: Table) -> None:
    views = {
        index["IndexName"]: index["Projection"]["ProjectionType"]
        for index in client.describe_table(TableName=table.name)["Table"]["LocalSecondaryIndexes"]
    }
    assert views.pop("by_revision") == "ALL"
    assert views == dict.fromkeys(("agenda", "board", "history", "subtasks"), "INCLUDE")
