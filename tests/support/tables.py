"""Creates the table as ``resources.yaml`` describes it."""

from typing import TYPE_CHECKING, Any, cast

from tests.support.template import template

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import CreateTableInputTypeDef

_KEPT = {
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
}
_DROPPED = {
    "DeletionProtectionEnabled",  # a test's table goes when its engine stops
    "PointInTimeRecoverySpecification",  # CreateTable has no such parameter
    "SSESpecification",  # spelt differently there, and nothing that a test could see
    "TimeToLiveSpecification",  # no such parameter: expired items are ours to hide anyway
}


def table_definition() -> dict[str, Any]:
    """Return CreateTable's parameters but for the name."""
    properties: dict[str, Any] = template()["Resources"]["TodoTable"]["Properties"]
    unknown = properties.keys() - _KEPT - _DROPPED
    if unknown:
        raise ValueError(f"Say whether CreateTable takes these: {sorted(unknown)}")
    return {name: value for name, value in properties.items() if name in _KEPT}


def create_table(
    client: "DynamoDBClient", name: str, definition: dict[str, Any] | None = None
) -> None:
    """Create a table and wait until it can be used."""
    parameters = {**(definition or table_definition()), "TableName": name}
    client.create_table(**cast("CreateTableInputTypeDef", parameters))
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
