"""Finds out whether an existing table still is the one that the template describes.

Keys and local indexes never change once there is a table. CloudFormation replaces it; AWS then
retains the old one (UpdateReplacePolicy), the emulator throws it away with all that is in it.
"""

from typing import TYPE_CHECKING, Any

import yaml

from templates.read import parse

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "TodoTable"
"""The table's name within the template."""


class UnreadableTemplateError(Exception):
    """The template is no YAML, or describes no table."""


def is_as_described(dynamodb: "DynamoDBClient", table: str, template: str) -> bool:
    """Compare keys, indexes and projections; nothing that could still be changed."""
    try:
        wanted = _shape(parse(template)["Resources"][TABLE]["Properties"])
    except (yaml.YAMLError, KeyError, TypeError) as cause:
        raise UnreadableTemplateError(str(cause)) from cause
    return wanted == _shape(dynamodb.describe_table(TableName=table)["Table"])


def _shape(table: Any) -> object:  # noqa: ANN401 - a template has no type of its own
    indexes = {index["IndexName"]: index for index in table.get("LocalSecondaryIndexes", [])}
    return _keys(table), {
        name: (_keys(index), _projection(index["Projection"])) for name, index in indexes.items()
    }


def _keys(schema: Any) -> object:  # noqa: ANN401
    return {key["KeyType"]: key["AttributeName"] for key in schema["KeySchema"]}


def _projection(projection: Any) -> object:  # noqa: ANN401
    return projection["ProjectionType"], sorted(projection.get("NonKeyAttributes") or [])
