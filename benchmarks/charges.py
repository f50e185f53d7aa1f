"""Does what the app does to the table, and says what DynamoDB charges for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from benchmarks.samples import Sample, head, head_fields, item, outcome

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from chalicelib.store.items import Item

START = 1_000
"""The head's revision before the writes that are measured: numbers of an ordinary length."""
PAGE = 25
"""To-dos in a page."""
_BATCH = 25
"""Most items that BatchWriteItem takes."""

TRANSACTED = 2
"""Times that a transaction charges an item: to prepare and to commit (DynamoDB, "Capacity
management for transactions"). That page does not say whether that holds for its indexes."""
_CHECKED = {"table": 1.0}
"""A ConditionCheck of a small or missing item; it has no ordinary write to measure it by."""

Cost = Counter[str]
"""Write units of ordinary writes, by ``table`` and the names of indexes."""


def writes(client: "DynamoDBClient", table: str, sample: Sample) -> Iterator[tuple[str, Cost]]:
    """Do each kind of write to a to-do, one after the other; yield its name and its cost."""
    owner = sample.owner
    client.put_item(TableName=table, Item=head(owner, START))
    other = replace(sample, id=str(uuid4()))
    steps: dict[str, list[TransactWriteItemTypeDef]] = {
        "head alone": [],
        "create": [put(table, sample.open(START + 2)), not_gone(table, sample)],
        "edit the title": [put(table, sample.open(START + 3))],
        "move the due time": [put(table, sample.open(START + 4, due="2026-04-01T10:00:00"))],
        "complete": [put(table, sample.done(START + 5))],
        "reopen": [put(table, sample.open(START + 6))],
        "delete": [delete(table, sample), put(table, sample.gone(START + 7))],
        "create with a key": [
            put(table, other.open(START + 8)),
            not_gone(table, other),
            put(table, outcome(owner)),
        ],
    }
    for revision, (name, actions) in enumerate(steps.items(), START + 1):
        yield name, write(client, [update_head(table, owner, revision), *actions])


def write(client: "DynamoDBClient", actions: "list[TransactWriteItemTypeDef]") -> Cost:
    """Do the actions of one transaction as ordinary writes, and return their cost.

    DynamoDB Local 1.25.1 charges a transaction 4 units whether it puts one tiny item or three;
    AWS charges 2 for each. Ordinary writes it charges as AWS does.
    """
    cost: Cost = Counter()
    for action in actions:
        for kind, parameters in action.items():
            cost.update(_charged(client, kind, parameters))
    return cost


def _charged(client: "DynamoDBClient", kind: str, parameters: Any) -> dict[str, float]:  # noqa: ANN401
    if kind == "ConditionCheck":
        return _CHECKED
    write_one: Any = getattr(client, f"{kind.lower()}_item")
    answer = write_one(**parameters, ReturnConsumedCapacity="INDEXES")
    capacity = answer["ConsumedCapacity"]
    indexes = capacity.get("LocalSecondaryIndexes", {})
    return {name: each["CapacityUnits"] for name, each in indexes.items()} | {
        "table": capacity["Table"]["CapacityUnits"]
    }


def fill(client: "DynamoDBClient", table: str, count: int, notes_length: int) -> str:
    """Give a new owner many to-dos and return the owner."""
    owner = str(uuid4())
    for first in range(0, count, _BATCH):
        numbers = range(first, min(first + _BATCH, count))
        items = [Sample(owner, notes_length).open(number) for number in numbers]
        client.batch_write_item(
            RequestItems={table: [{"PutRequest": {"Item": each}} for each in items]}
        )
    return owner


def page(
    client: "DynamoDBClient", table: str, owner: str, *, index: str | None, strong: bool
) -> float:
    """Return the read units of the first page, of a view or of all."""
    key, prefix = ("agenda_key", "2") if index else ("id", "todo#")
    request: dict[str, Any] = {"IndexName": index} if index else {}
    answer = client.query(
        TableName=table,
        KeyConditionExpression=f"#owner = :owner AND begins_with({key}, :prefix)",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues=item(**{":owner": owner, ":prefix": prefix}),
        Limit=PAGE,
        ConsistentRead=strong,
        ReturnConsumedCapacity="TOTAL",
        **request,
    )
    assert answer["Count"] == PAGE
    return answer["ConsumedCapacity"]["CapacityUnits"]


def update_head(table: str, owner: str, revision: int) -> "TransactWriteItemTypeDef":
    """Return what every write does to the head."""
    fields = head_fields(revision)
    return {
        "Update": {
            "TableName": table,
            "Key": item(owner=owner, id="head"),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
            "ConditionExpression": "#head_revision = :was",
            "ExpressionAttributeNames": {f"#{name}": name for name in fields},
            "ExpressionAttributeValues": item(
                **{f":{name}": value for name, value in fields.items()}, **{":was": revision - 1}
            ),
        }
    }


def put(table: str, content: "Item") -> "TransactWriteItemTypeDef":
    """Return what writes an item."""
    return {"Put": {"TableName": table, "Item": content}}


def delete(table: str, sample: Sample) -> "TransactWriteItemTypeDef":
    """Return what deletes a to-do."""
    return {"Delete": {"TableName": table, "Key": sample.key()}}


def not_gone(table: str, sample: Sample) -> "TransactWriteItemTypeDef":
    """Return what refuses an id that was deleted."""
    return {
        "ConditionCheck": {
            "TableName": table,
            "Key": sample.tombstone_key(),
            "ConditionExpression": "attribute_not_exists(id)",
        }
    }
