"""What the table holds of an owner, read around the product, and held against the account."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.jobs.queue import JOBS
from chalicelib.store.heads import Counts, Head, head_of
from chalicelib.store.items import Item, encode
from chalicelib.store.records import list_of, todo_of
from tests.model.account import Account, Gone, Thing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEYS_OPEN = {"agenda_key", "board_key"}
_KEYS_DONE = {"history_key", "board_key"}


@dataclass(frozen=True, slots=True)
class Stored:
    """All items of one owner's, by their kinds."""

    head: Head
    todos: dict[str, Item]
    lists: dict[str, Item]
    gone: dict[str, Item]
    gone_lists: dict[str, Item]
    operations: dict[str, Item]
    jobs: list[Item]

    def todo_fields(self) -> dict[str, Thing]:
        return {each: todo_of(item).document() for each, item in self.todos.items()}

    def list_fields(self) -> dict[str, Thing]:
        return {each: list_of(item).document() for each, item in self.lists.items()}


def stored(client: "DynamoDBClient", table: str, owner: str) -> Stored:
    """Read everything; raises for an item of which nobody knows what it is."""
    kinds: dict[str, dict[str, Item]] = {
        each: {} for each in ("gone#todo#", "gone#list#", "todo#", "list#", "op#")
    }
    head: Item | None = None
    for item in _items(client, table, owner):
        item_id = item["id"]["S"]
        if item_id == "head":
            head = item
            continue
        kind = next(each for each in kinds if item_id.startswith(each))
        kinds[kind][item_id.removeprefix(kind)] = item
    return Stored(
        head=head_of(head),
        todos=kinds["todo#"],
        lists=kinds["list#"],
        gone=kinds["gone#todo#"],
        gone_lists=kinds["gone#list#"],
        operations=kinds["op#"],
        jobs=list(_items(client, table, JOBS, f"job#{owner}#")),
    )


def _items(
    client: "DynamoDBClient", table: str, partition: str, prefix: str = " "
) -> Iterator[Item]:
    request: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "#owner = :owner AND id BETWEEN :low AND :high",
        "ExpressionAttributeNames": {"#owner": "owner"},
        "ExpressionAttributeValues": {
            ":owner": encode(partition),
            ":low": encode(prefix),
            ":high": encode(prefix.strip() + "~"),
        },
        "ConsistentRead": True,
    }
    while True:
        answer = client.query(**request)
        yield from (dict(item) for item in answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def differences(account: Account, found: Stored) -> Iterator[str]:
    """Say what of the account the table has otherwise."""
    todos, lists = found.todo_fields(), found.list_fields()
    yield from _compared("to-do", account.todos, todos)
    yield from _compared("list", account.lists, lists)
    yield from _compared("gone", account.gone, {each: _gone(i) for each, i in found.gone.items()})
    yield from _compared("gone list", account.gone_lists, _expiries(found.gone_lists))
    yield from _compared("operation", account.keys, _expiries(found.operations))
    yield from _compared(
        "job",
        {each: (job.version, job.cursor) for each, job in account.jobs.items()},
        {(i["kind"]["S"], i["target"]["S"]): _progress(i) for i in found.jobs},
    )
    if found.head.revision != account.revision or found.head.emptied != account.emptied:
        yield f"the head is {found.head} at revision {account.revision}, {account.emptied=}"
    counts = Counts(**account.sizes(), jobs=len(account.jobs))
    if found.head.counts != counts:
        yield f"the head counts {found.head.counts}, and there are {counts}"


def _compared(kind: str, wanted: dict[Any, Any], found: dict[Any, Any]) -> Iterator[str]:
    for each in sorted(wanted.keys() | found.keys()):
        if wanted.get(each) != found.get(each):
            yield f"{kind} {each}: {found.get(each)} instead of {wanted.get(each)}"


def _expiries(items: dict[str, Item]) -> dict[str, int]:
    return {each: int(item["expires_at"]["N"]) for each, item in items.items()}


def _gone(item: Item) -> Gone:
    kept = None
    if "shown" in item:
        kept = todo_of(item).document()
        kept["revision"] = None
    return Gone(kept, int(item["revision"]["N"]), int(item["expires_at"]["N"]))


def _progress(item: Item) -> tuple[int, str]:
    return int(item["version"]["N"]), item["cursor"]["S"].removeprefix("todo#")


def broken_rules(account: Account, found: Stored) -> Iterator[str]:
    """Say what no account may have, whatever was done to it."""
    todos = found.todo_fields()
    for records in (todos, found.list_fields()):
        ranks = [each["rank"] for each in records.values()]
        if len(set(ranks)) < len(ranks):
            yield f"two things have one rank: {sorted(ranks)}"
    for todo in todos.values():
        subtasks = [each for each in todos.values() if each["parent"] == todo["id"]]
        if todo["subtasks"] != len(subtasks):
            yield f"{todo} has {len(subtasks)} subtasks"
        if todo["done"] and not all(each["done"] for each in subtasks):
            yield f"{todo} is done, and has an open subtask"
        if todo["parent"] and todo["parent"] not in todos:
            yield f"{todo} has a parent that is not there"
        is_going = ("delete-contents", todo["list"]) in account.jobs
        if todo["list"] not in {"inbox", *found.lists} and not is_going:
            yield f"{todo} is in a list that is not there"
    for todo_id, item in found.todos.items():
        keys = _KEYS_DONE if todos[todo_id]["done"] else _KEYS_OPEN
        keys = keys | ({"parent_key"} if todos[todo_id]["parent"] else set())
        if keys != {name for name in item if name.endswith("_key")}:
            yield f"{todo_id} is in views where it does not belong"
