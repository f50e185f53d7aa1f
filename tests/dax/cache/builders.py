"""A clock to set, requests, and a caller of one node."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from local.dax.cache import CacheSettings, Cluster, Node, Upstream
from local.dax.shapes import Item, Request
from tests.support.engines import REGION, ROOT_KEY

Answer: TypeAlias = dict[str, Any]
KEYS: dict[str, Any] = {
    "KeySchema": [
        {"AttributeName": "owner", "KeyType": "HASH"},
        {"AttributeName": "number", "KeyType": "RANGE"},
    ],
    "AttributeDefinitions": [
        {"AttributeName": "owner", "AttributeType": "S"},
        {"AttributeName": "number", "AttributeType": "N"},
    ],
    "BillingMode": "PAY_PER_REQUEST",
}


class HurriedClock:
    """The machine's own clock, some seconds ahead."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead_s


class SetClock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def an_upstream(url: str) -> Upstream:
    return Upstream(url, REGION, ROOT_KEY)


def a_request(operation: str, **parameters: object) -> Request:
    said = repr((operation, sorted(parameters.items()))).encode()
    fingerprint = hashlib.sha256(said).digest()
    return Request(operation=operation, parameters=parameters, fingerprint=fingerprint)


@contextmanager
def a_cluster(
    upstream: Upstream, clock: SetClock, kind: type[Cluster] = Cluster, **settings: float
) -> Iterator[Cluster]:
    """Run a cluster that counts from nought."""
    cluster = kind(upstream, CacheSettings(**settings), clock)  # type: ignore[arg-type]
    cluster.reset_statistics()
    try:
        yield cluster
    finally:
        cluster.close()


def total(cluster: Cluster, count: str) -> int:
    """Return one count of a whole cluster."""
    number: int = cluster.statistics()["total"][count]
    return number


def calls(cluster: Cluster, operation: str) -> int:
    """Count how often upstream was asked for one operation."""
    number: int = cluster.statistics()["upstream_calls"].get(operation, 0)
    return number


class Caller:
    """Reads and writes one owner's items by their numbers; each has a text."""

    def __init__(self, node: Node, table: str, owner: str) -> None:
        self.node = node
        self.table = table
        self.owner = owner

    def at(self, node: Node) -> "Caller":
        return Caller(node, self.table, self.owner)

    def ask(self, operation: str, **parameters: object) -> Answer:
        return self.node.execute(a_request(operation, **parameters))

    def key(self, number: object) -> Item:
        return {"owner": {"S": self.owner}, "number": {"N": str(number)}}

    def item(self, number: object, text: str) -> Item:
        return {**self.key(number), "text": {"S": text}}

    def get(self, number: object, **options: object) -> Item | None:
        answer = self.ask("GetItem", TableName=self.table, Key=self.key(number), **options)
        item: Item | None = answer.get("Item")
        return item

    def text(self, number: object, **options: object) -> str | None:
        """Return an item's text; None where there is no item."""
        item = self.get(number, **options)
        return None if item is None else str(item["text"]["S"])

    def get_all(self, *numbers: object, **options: object) -> dict[str, str]:
        """Return the texts of a BatchGetItem by number."""
        asked = {"Keys": [self.key(number) for number in numbers], **options}
        answer = self.ask("BatchGetItem", RequestItems={self.table: asked})
        items = answer["Responses"][self.table]
        return {item["number"]["N"]: item["text"]["S"] for item in items}

    def query(self, **options: object) -> Answer:
        return self.ask(
            "Query",
            TableName=self.table,
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": {"S": self.owner}},
            **options,
        )

    def texts(self, **options: object) -> list[str]:
        """Return the texts of a query."""
        return [item["text"]["S"] for item in self.query(**options)["Items"]]

    def put(self, number: object, text: str, **options: object) -> Answer:
        return self.ask("PutItem", TableName=self.table, Item=self.item(number, text), **options)

    def update(self, number: object, text: str, **options: object) -> Answer:
        return self.ask("UpdateItem", **self.update_of(number, text), **options)

    def update_of(self, number: object, text: str) -> dict[str, Any]:
        return {
            "TableName": self.table,
            "Key": self.key(number),
            "UpdateExpression": "SET #text = :text",
            "ExpressionAttributeNames": {"#text": "text"},
            "ExpressionAttributeValues": {":text": {"S": text}},
        }

    def delete(self, number: object, **options: object) -> Answer:
        return self.ask("DeleteItem", TableName=self.table, Key=self.key(number), **options)

    def put_of(self, number: object, text: str) -> dict[str, Any]:
        """Return a Put within a transaction."""
        return {"Put": {"TableName": self.table, "Item": self.item(number, text)}}

    def delete_of(self, number: object) -> dict[str, Any]:
        """Return a Delete within a transaction."""
        return {"Delete": {"TableName": self.table, "Key": self.key(number)}}

    def transact(self, *actions: dict[str, Any]) -> Answer:
        return self.ask("TransactWriteItems", TransactItems=list(actions))
