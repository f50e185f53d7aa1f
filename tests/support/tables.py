"""Creates the table as ``resources.yaml`` describes it: that file is the one truth."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import CreateTableInputTypeDef

_RESOURCES = Path(__file__).parents[2] / "resources.yaml"
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


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms, such as ``!Ref Name``, as ``{"Ref": "Name"}``."""


def _short_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    function = name if name in {"Ref", "Condition"} else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {function: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {function: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {function: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


def template() -> dict[str, Any]:
    """Return ``resources.yaml``, with functions as CloudFormation's JSON writes them."""
    # A subclass of SafeLoader, which the rule can't see.
    contents: dict[str, Any] = yaml.load(_RESOURCES.read_text(), Loader=_Loader)  # noqa: S506
    return contents


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
