"""Time that passes at once: pages are kept ten seconds after a write."""

from chalicelib.store.items import HEAD, key
from tests.support.engines import Engine
from tests.support.stack import Stack, User


class Settled:
    """Makes an owner's last write old enough for pages to be kept, without waiting for it."""

    def __init__(self, stack: Stack, user: User) -> None:
        engine = Engine("stack", stack.demo.aws_endpoint_url, reports_capacity=False)
        self._table, self._client, self._owner = stack.demo.table, engine.client(), user.owner

    def now(self) -> None:
        self._client.update_item(
            TableName=self._table,
            Key=key(self._owner, HEAD),
            UpdateExpression="SET revised_at = revised_at - :age",
            ExpressionAttributeValues={":age": {"N": "60000"}},
        )
