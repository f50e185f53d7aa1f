"""All that the table holds of somebody: to see that nothing of it has changed."""

from typing import TYPE_CHECKING

from chalicelib.jobs.queue import JOB_PREFIX, JOBS
from tests.support.engines import Engine
from tests.support.stack import Stack, User

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef


class Possessions:
    """Reads somebody's partition, and their jobs in that of all."""

    def __init__(self, stack: Stack) -> None:
        self._client = Engine("stack", stack.demo.aws_endpoint_url, reports_capacity=False).client()
        self._table = stack.demo.table

    def of(self, user: User) -> list[dict[str, "AttributeValueTypeDef"]]:
        """Return every item: things, tombstones, operations, the head and its counts, jobs."""
        return self._items(user.owner, "") + self._items(JOBS, f"{JOB_PREFIX}{user.owner}#")

    def _items(self, owner: str, prefix: str) -> list[dict[str, "AttributeValueTypeDef"]]:
        within = "#owner = :owner" + (" AND begins_with(id, :prefix)" if prefix else "")
        values: dict[str, AttributeValueTypeDef] = {":owner": {"S": owner}}
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression=within,
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues=values | ({":prefix": {"S": prefix}} if prefix else {}),
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]
