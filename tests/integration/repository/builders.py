"""What the repository's tests begin with: a clock of their own, and repositories on it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chalicelib.model.todo import Todo
from chalicelib.opening import Opened
from chalicelib.repository import TodoRepository
from chalicelib.store.heads import Head
from chalicelib.store.items import HEAD, TODO_PREFIX, Item, encode, key
from chalicelib.store.operations import Kept, Operation, Written
from chalicelib.store.reading import Page, Reader
from chalicelib.store.records import Record, record_item, todo_of
from chalicelib.store.tables import Answer, Found, Pages, Table
from chalicelib.store.transactions import Writer
from chalicelib.store.views import PageQuery
from chalicelib.writes.changes import Limits, Terms
from tests.builders import NOON, an_id

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DAY_S = 24 * 60 * 60
BATCH = 25
"""Most items that BatchWriteItem takes."""
PLENTY = Limits(todos=100_000, lists=500, bytes=200_000_000)


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def __call__(self) -> datetime:
        return self._now

    def seconds(self) -> float:
        return self._now.timestamp()

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@dataclass
class RecordedPages:
    """Passes requests for pages on, and remembers them with their answers."""

    pages: Pages
    requests: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        def remember(found: Found) -> Answer:
            self.answers.append(found)
            return read(found)

        self.requests.append(request)
        return self.pages.query({**request, "ReturnConsumedCapacity": "TOTAL"}, remember)

    def copy(self, owner: str, item_id: str, read: Callable[[Item], Answer]) -> Answer | None:
        return self.pages.copy(owner, item_id, read)


class RecordedTable(Table):
    """A table that remembers the queries it was asked."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self.requests: list[dict[str, Any]] = []

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        self.requests.append(request)
        return super().query(request, read)


def a_repository(
    table: Table,
    clock: Clock,
    *,
    pages: Pages | None = None,
    epoch: str = "1",
    limits: Limits = PLENTY,
) -> TodoRepository:
    return TodoRepository(
        table,
        Reader(table, pages or table, epoch, clock),
        Writer(table, epoch, clock, lambda: uuid4().hex),
        limits,
    )


def all_of_it(table: Table, clock: Clock, *, limits: Limits = PLENTY) -> Opened:
    """Return to-dos, lists and jobs of one table."""
    reader = Reader(table, table, "1", clock)
    writer = Writer(table, "1", clock, lambda: uuid4().hex)
    opened = Opened(table, reader, writer, limits, clock)
    opened.jobs.pause_s = 0.01
    return opened


def a_request(clock: Clock, operation: Operation | None = None) -> Terms:
    return Terms(now=clock(), operation=operation)


def an_operation(fingerprint: str = "create") -> Operation:
    return Operation(f"key-{uuid4()}", fingerprint)


@dataclass(frozen=True)
class OwnersItems:
    """What is stored of one owner, read and written around the product."""

    client: "DynamoDBClient"
    table: str
    owner: str

    def get(self, item_id: str) -> Item:
        """Return what is stored under an id: nothing, if nothing is."""
        found = self.client.get_item(
            TableName=self.table, Key=key(self.owner, item_id), ConsistentRead=True
        )
        return dict(found.get("Item", {}))

    def begun_with(self, prefix: str) -> list[Item]:
        """Read all of the owner's items whose ids begin so."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="#owner = :owner AND begins_with(id, :prefix)",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": encode(self.owner), ":prefix": encode(prefix)},
            ConsistentRead=True,
        )
        return [dict(item) for page in pages for item in page["Items"]]

    def todos(self) -> list[Todo]:
        """Read all of the owner's to-dos."""
        return [todo_of(item) for item in self.begun_with(TODO_PREFIX)]

    def feed(self) -> list[tuple[str, int]]:
        """Read the ids in the feed of changes, with their revisions."""
        found = self.client.query(
            TableName=self.table,
            IndexName="by_revision",
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": encode(self.owner)},
            ConsistentRead=True,
        )
        return [(item["id"]["S"], int(item["revision"]["N"])) for item in found["Items"]]

    def store(self, todos: Iterable[Record]) -> None:
        """Put many to-dos or lists where writes would have put them, but for the head."""
        puts: list[Any] = [
            {"PutRequest": {"Item": record_item(self.owner, each)}} for each in todos
        ]

        def put(start: int) -> None:
            batch = puts[start : start + BATCH]
            while batch:
                answer = self.client.batch_write_item(RequestItems={self.table: batch})
                batch = list(answer["UnprocessedItems"].get(self.table, []))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(put, range(0, len(puts), BATCH)))

    def close_account(self) -> None:
        """Mark the head as the deletion of an account does."""
        self.client.update_item(
            TableName=self.table,
            Key=key(self.owner, HEAD),
            UpdateExpression="SET closed = :now",
            ExpressionAttributeValues={":now": encode(1)},
        )


def pages_of(repository: TodoRepository, owner: str, query: PageQuery) -> Iterator[Page]:
    """Follow a query from page to page to its end."""
    after: str | None = None
    while True:
        page = repository.page(owner, following(query, after), lambda _: False)
        yield page
        after = page.next_after
        if after is None:
            return


def following(query: PageQuery, after: str | None) -> PageQuery:
    return replace(query, after=after)


def entries_of(page: Page) -> list[dict[str, Any]]:
    assert page.entries is not None
    return page.entries


def ids_of(pages: Iterable[Page]) -> list[str]:
    return [entry["id"] for page in pages for entry in entries_of(page)]


def made(written: Written[Kept]) -> Kept:
    """Return what a write made."""
    assert written.record is not None
    return written.record


def recounted(todos: Iterable[Todo]) -> tuple[int, int]:
    """Count to-dos and their bytes as the head should."""
    sizes = [todo.size_bytes() for todo in todos]
    return len(sizes), sum(sizes)


def counted(head: Head) -> tuple[int, int]:
    return head.counts.todos, head.counts.bytes


def some_ids(number: int) -> list[str]:
    return [an_id() for _ in range(number)]
