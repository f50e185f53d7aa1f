"""Owners with few things and with many, that are alike but for their number."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from chalicelib.model.todo import Todo
from chalicelib.store.records import record_item, tombstone
from chalicelib.store.tables import Table
from tests.builders import a_list, a_todo, an_id, an_owner
from tests.integration.repository.builders import BATCH

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.store.items import Item
    from chalicelib.store.records import Record

PARENT = "00000000-0000-4000-8000-000000000001"
"""Whose subtasks all are: more than anybody can have, and all the same to a query."""
FAR_AWAY_S = 4_000_000_000


def some_todos(number: int) -> list[Todo]:
    """Make to-dos that are equal but for their dates and places: half of them open, half done."""
    todos = []
    for each in range(number):
        day = f"2026-{each % 12 + 1:02}-{each % 28 + 1:02}"
        place = f"V{each:06}"
        if each % 2:
            todos.append(a_todo(id=an_id(), due=day, parent=PARENT, rank=place))
        else:
            done_at = f"{day}T12:00:00Z"
            todos.append(
                a_todo(id=an_id(), due=day, parent=PARENT, rank=place, done=True, done_at=done_at)
            )
    return todos


class Populated:
    """An owner with so many to-dos, as many in the trash, and a tenth as many lists at most."""

    def __init__(self, client: "DynamoDBClient", table: Table, number: int) -> None:
        self.owner = an_owner()
        self.todos = some_todos(number)
        lists = [
            a_list(id=an_id(), rank=f"V{each:06}", archived=each % 2 == 0)
            for each in range(max(number // 10, 100))
        ]
        parent = a_todo(id=PARENT, list=lists[0].id)
        records: list[Record] = [parent, *self.todos, *lists]
        self.items: list[Item] = [
            *(record_item(self.owner, each) for each in records),
            *(
                tombstone(self.owner, todo, 10_000 + each, FAR_AWAY_S)
                for each, todo in enumerate(some_todos(number))
            ),
        ]
        with ThreadPoolExecutor(4) as pool:
            starts = range(0, len(self.items), BATCH)
            list(pool.map(lambda start: self._put(client, table, start), starts))

    def _put(self, client: "DynamoDBClient", table: Table, start: int) -> None:
        batch: list[Any] = [
            {"PutRequest": {"Item": item}} for item in self.items[start : start + BATCH]
        ]
        while batch:
            answer = client.batch_write_item(RequestItems={table.name: batch})
            batch = list(answer["UnprocessedItems"].get(table.name, []))
