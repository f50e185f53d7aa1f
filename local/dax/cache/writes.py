"""What each of the five ways to write says of the items that it wrote."""

from collections.abc import Iterator
from typing import Any

from local.dax.cache.counts import Counts
from local.dax.cache.keys import ItemKey, key_of, key_within
from local.dax.cache.upstream import Upstream
from local.dax.cache.write_through import Answer, WriteThrough
from local.dax.shapes import Item


class Writes:
    """The same at every node. What names no key passes through, for DynamoDB to refuse."""

    def __init__(self, upstream: Upstream, through: WriteThrough) -> None:
        self._upstream = upstream
        self._through = through

    def put_item(self, parameters: dict[str, Any], counts: Counts) -> Answer:
        """Keep the item as it was written."""
        counts.writes += 1
        item = parameters["Item"]
        key = self._key_within(parameters["TableName"], item)
        if key is None:
            return self._upstream.call("PutItem", parameters)
        return self._through.write("PutItem", parameters, [key], lambda _: {key: item})

    def update_item(self, parameters: dict[str, Any], counts: Counts) -> Answer:
        """Keep the item as the table has it now; the caller gets what it asked for, no more."""
        counts.writes += 1
        key = self._key_of(parameters["TableName"], parameters["Key"])
        if key is None:
            return self._upstream.call("UpdateItem", parameters)
        wants = parameters.get("ReturnValues", "NONE")
        if wants not in {"NONE", "ALL_NEW"}:
            return self._through.write(
                "UpdateItem", parameters, [key], lambda _: {key: None}, tells=False
            )
        asks = {**parameters, "ReturnValues": "ALL_NEW"}
        answer = self._through.write(
            "UpdateItem", asks, [key], lambda answer: {key: answer["Attributes"]}
        )
        if wants == "NONE":
            del answer["Attributes"]
        return answer

    def delete_item(self, parameters: dict[str, Any], counts: Counts) -> Answer:
        """Remember that there is no such item."""
        counts.writes += 1
        key = self._key_of(parameters["TableName"], parameters["Key"])
        if key is None:
            return self._upstream.call("DeleteItem", parameters)
        return self._through.write("DeleteItem", parameters, [key], lambda _: {key: None})

    def batch_write_item(self, parameters: dict[str, Any], counts: Counts) -> Answer:
        """Keep what was processed."""
        asked = dict(self._in_batch(parameters["RequestItems"]))
        counts.writes += max(1, len(asked))
        keys = [key for key in asked if key is not None]
        if len(keys) < len(asked):
            return self._upstream.call("BatchWriteItem", parameters)

        def written(answer: Answer) -> dict[ItemKey, Item | None]:
            unprocessed = dict(self._in_batch(answer.get("UnprocessedItems", {})))
            return {key: asked[key] for key in keys if key not in unprocessed}

        return self._through.write("BatchWriteItem", parameters, keys, written)

    def transact_write_items(self, parameters: dict[str, Any], counts: Counts) -> Answer:
        """Leave the cached items as they are: they are read again in the background."""
        named = set(self._in_transaction(parameters["TransactItems"]))
        counts.writes += max(1, len(named))
        keys = [key for key in named if key is not None]
        if len(keys) < len(named):
            return self._upstream.call("TransactWriteItems", parameters)
        return self._through.transact(parameters, keys)

    def _in_batch(self, asked: dict[str, Any]) -> Iterator[tuple[ItemKey | None, Item | None]]:
        for table, requests in asked.items():
            for request in requests:
                if put := request.get("PutRequest"):
                    yield self._key_within(table, put["Item"]), put["Item"]
                if delete := request.get("DeleteRequest"):
                    yield self._key_of(table, delete["Key"]), None

    def _in_transaction(self, actions: list[dict[str, Any]]) -> Iterator[ItemKey | None]:
        for action in actions:
            if put := action.get("Put"):
                yield self._key_within(put["TableName"], put["Item"])
            if change := action.get("Update") or action.get("Delete"):
                yield self._key_of(change["TableName"], change["Key"])

    def _key_of(self, table: str, key: Item) -> ItemKey | None:
        return key_of(table, self._upstream.of(table), key)

    def _key_within(self, table: str, item: Item) -> ItemKey | None:
        return key_within(table, self._upstream.of(table), item)
