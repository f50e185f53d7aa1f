"""Opens the deployment's table: the process's only clients, made at the first request for them."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.jobs.running import JobRunner
from chalicelib.repository import ListRepository, TodoRepository
from chalicelib.settings import settings
from chalicelib.store.reading import Reader
from chalicelib.store.transactions import Writer
from chalicelib.writes.changes import Limits

if TYPE_CHECKING:
    from chalicelib.store.tables import Pages, Table


class Opened:
    """What works on a table."""

    def __init__(
        self,
        table: "Table",
        reader: Reader,
        writer: Writer,
        limits: Limits,
        clock: Callable[[], datetime],
    ) -> None:
        self.todos = TodoRepository(table, reader, writer, limits)
        self.lists = ListRepository(table, reader, writer, limits)
        self.jobs = JobRunner(table, writer, clock)


_opening = threading.Lock()


def opened() -> Opened:
    """Return what works on the deployment's table."""
    with _opening:
        return _opened()


@cache
def _opened() -> Opened:
    from chalicelib.store.tables import Table, dynamodb  # noqa: PLC0415 - botocore is a cold start

    configured = settings()
    table = Table(dynamodb(), configured.table_name)
    return Opened(
        table,
        Reader(table, pages(table, configured.dax_endpoint), configured.epoch, now),
        Writer(table, configured.epoch, now, lambda: uuid4().hex),
        Limits(todos=configured.max_todos, lists=configured.max_lists, bytes=configured.max_bytes),
        now,
    )


def pages(table: "Table", dax_endpoint: str | None) -> "Pages":
    """Return where pages come from: DAX, on a stage that has it, or else the table itself."""
    if dax_endpoint is None:
        return table
    from chalicelib.store.dax import Dax, connected  # noqa: PLC0415 - its client is a cold start

    return Dax(table, lambda: connected(dax_endpoint))


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)
