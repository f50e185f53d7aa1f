"""An owner's to-dos: one method for each way in which they are read or written."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.errors import IdTakenError, NoSuchTodoError
from chalicelib.model.drafts import TodoDraft, TodoPatch
from chalicelib.model.todo import Stamp, Todo, drafted, patched
from chalicelib.settings import settings
from chalicelib.store.items import Head
from chalicelib.store.operations import Written
from chalicelib.store.reading import SURE, Freshness, Page, Reader
from chalicelib.store.transactions import Writer
from chalicelib.store.views import PageQuery
from chalicelib.writes.changes import Author, Change, Limits, Terms

if TYPE_CHECKING:
    from chalicelib.store.tables import Pages, Table


class TodoRepository:
    """The to-dos of all owners, who never meet: the owner is in the key of every item."""

    def __init__(self, table: "Table", reader: Reader, writer: Writer, limits: Limits) -> None:
        self._table = table
        self._reader = reader
        self._writer = writer
        self.limits = limits

    def head(self, owner: str) -> Head:
        """Read how often the owner has written, and how much there is."""
        return self._reader.head(owner)

    def page(
        self,
        owner: str,
        query: PageQuery,
        has: Callable[[int], bool],
        accepts: Freshness = SURE,
    ) -> Page:
        """Read a page, unless the caller ``has`` that of the owner's revision."""
        return self._reader.page(owner, query, has, accepts)

    def get(self, owner: str, todo_id: str, accepts: Freshness = SURE) -> Todo:
        """Read one to-do; raises ``NoSuchTodoError``."""
        return self._reader.todo(owner, todo_id, accepts)

    def create(self, owner: str, todo_id: str, draft: TodoDraft, terms: Terms) -> Written:
        """Make a to-do; raises ``IdTakenError`` if it is there, ``TodoDeletedError`` if it was."""

        def author(before: Todo | None, stamp: Stamp) -> Todo:
            if before:
                raise IdTakenError("You have a to-do with this id already.")
            terms.precondition(before)
            return drafted(todo_id, draft, before, stamp)

        return self._write(owner, todo_id, author, terms, may_create=True)

    def put(self, owner: str, todo_id: str, draft: TodoDraft, terms: Terms) -> Written:
        """Make a to-do or replace it; raises ``TodoDeletedError`` if it was deleted."""

        def author(before: Todo | None, stamp: Stamp) -> Todo:
            terms.precondition(before)
            return drafted(todo_id, draft, before, stamp)

        return self._write(owner, todo_id, author, terms, may_create=True)

    def patch(self, owner: str, todo_id: str, patch: TodoPatch, terms: Terms) -> Written:
        """Change some fields of a to-do; raises ``NoSuchTodoError``."""

        def author(before: Todo | None, stamp: Stamp) -> Todo:
            if before is None:
                raise NoSuchTodoError
            terms.precondition(before)
            return patched(patch, before, stamp)

        return self._write(owner, todo_id, author, terms)

    def delete(self, owner: str, todo_id: str, terms: Terms) -> Written:
        """Delete a to-do, leaving a tombstone; raises ``NoSuchTodoError``."""

        def author(before: Todo | None, _: Stamp) -> None:
            if before is None:
                raise NoSuchTodoError
            terms.precondition(before)

        return self._write(owner, todo_id, author, terms)

    def _write(
        self, owner: str, todo_id: str, author: Author, terms: Terms, *, may_create: bool = False
    ) -> Written:
        change = Change(
            table_name=self._table.name,
            owner=owner,
            todo_id=todo_id,
            author=author,
            terms=terms,
            limits=self.limits,
            may_create=may_create,
        )
        return self._writer.write(owner, change.reads, change.decide, terms.now)


_opening = threading.Lock()


def todos() -> TodoRepository:
    """Return the deployment's repository: the process's only one, and its only clients."""
    with _opening:
        return _opened()


@cache
def _opened() -> TodoRepository:
    """Open it, at the first request that needs it."""
    from chalicelib.store.tables import Table, dynamodb  # noqa: PLC0415 - botocore is a cold start

    def clock() -> datetime:
        return datetime.now(UTC)

    def new_operation() -> str:
        return uuid4().hex

    configured = settings()
    table = Table(dynamodb(), configured.table_name)
    return TodoRepository(
        table,
        Reader(table, pages(table, configured.dax_endpoint), configured.epoch, clock),
        Writer(table, configured.epoch, clock, new_operation),
        Limits(todos=configured.max_todos, bytes=configured.max_bytes),
    )


def pages(table: "Table", dax_endpoint: str | None) -> "Pages":
    """Return where pages come from: DAX, on a stage that has it, or else the table itself."""
    if dax_endpoint is None:
        return table
    from chalicelib.store.dax import Dax, connected  # noqa: PLC0415 - its client is a cold start, too

    return Dax(table, lambda: connected(dax_endpoint))
