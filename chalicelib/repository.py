"""An owner's to-dos and lists: one method for each way in which they are read or written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.model.drafts import (
    LabelRename,
    ListDraft,
    ListPatch,
    Move,
    TodoDraft,
    TodoMove,
    TodoPatch,
)
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.store.heads import Head
from chalicelib.store.operations import Kept, Written
from chalicelib.store.reading import SURE, Freshness, Page, Reader
from chalicelib.store.transactions import Writer
from chalicelib.store.views import PageQuery
from chalicelib.times import written
from chalicelib.writes import labels, lists, moves, todos, trash
from chalicelib.writes.changes import Author, Change, Limits, Terms

if TYPE_CHECKING:
    from chalicelib.store.tables import Table


class _Repository:
    """The things of all owners, who never meet: the owner is in the key of every item."""

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

    def _write(
        self, owner: str, author: Author[Kept], terms: Terms, expects: tuple[str, ...] = ()
    ) -> Written[Kept]:
        change = Change(
            table_name=self._table.name,
            owner=owner,
            author=author,
            terms=terms,
            limits=self.limits,
            expects=expects,
        )
        return self._writer.write(owner, change.reads, change.decide, terms.now)


class TodoRepository(_Repository):
    """To-dos, the trash that deleted ones are in, and the labels on them."""

    def get(self, owner: str, todo_id: str, accepts: Freshness = SURE) -> Todo:
        """Read one to-do; raises ``NoSuchTodoError``."""
        return self._reader.todo(owner, todo_id, accepts)

    def create(self, owner: str, todo_id: str, draft: TodoDraft, terms: Terms) -> Written[Todo]:
        """Make a to-do; raises ``IdTakenError`` if it is there, ``TodoDeletedError`` if it was."""
        author = todos.creation(todo_id, draft, terms)
        return self._write(owner, author, terms, todos.expected(todo_id, draft))

    def put(self, owner: str, todo_id: str, draft: TodoDraft, terms: Terms) -> Written[Todo]:
        """Make a to-do or replace it; raises ``TodoDeletedError`` if it was deleted."""
        author = todos.replacement(todo_id, draft, terms)
        return self._write(owner, author, terms, todos.expected(todo_id, draft))

    def patch(self, owner: str, todo_id: str, patch: TodoPatch, terms: Terms) -> Written[Todo]:
        """Change some fields of a to-do; raises ``NoSuchTodoError``."""
        author = todos.correction(todo_id, patch, terms)
        return self._write(owner, author, terms, todos.expected(todo_id, patch))

    def delete(self, owner: str, todo_id: str, terms: Terms) -> Written[Todo]:
        """Delete a to-do and its subtasks, leaving tombstones; raises ``NoSuchTodoError``."""
        return self._write(owner, todos.deletion(todo_id, terms), terms, todos.expected(todo_id))

    def move(self, owner: str, todo_id: str, move: TodoMove, terms: Terms) -> Written[Todo]:
        """Move a to-do to a place in its list or in another one; raises ``NoSuchTodoError``."""
        return self._write(
            owner, moves.todo_move(todo_id, move, terms), terms, moves.expected(todo_id, move)
        )

    def restore(self, owner: str, todo_id: str, terms: Terms) -> Written[Todo]:
        """Take a to-do out of the trash; raises ``NoSuchTodoError``."""
        return self._write(owner, trash.restoration(todo_id, terms), terms, trash.expected(todo_id))

    def trash(
        self,
        owner: str,
        query: PageQuery,
        has: Callable[[int], bool],
        accepts: Freshness,
        now: datetime,
    ) -> Page:
        """Read a page of the trash: what has expired is not in it, if the table still has it."""
        page = self.page(owner, query, has, accepts)
        if page.entries is None:
            return page
        kept = [each for each in page.entries if each["expires_at"] > written(now)]
        return replace(page, entries=kept)

    def empty_trash(self, owner: str, terms: Terms) -> Written[Todo]:
        """Empty the trash."""
        return self._write(owner, trash.emptying(terms), terms)

    def rename_label(self, owner: str, rename: LabelRename, terms: Terms) -> Written[Todo]:
        """Have a label renamed on all to-dos."""
        return self._write(owner, labels.renaming(rename, terms), terms)


class ListRepository(_Repository):
    """Lists."""

    def get(self, owner: str, list_id: str, accepts: Freshness = SURE) -> TodoList:
        """Read one list, or the inbox; raises ``NoSuchListError``."""
        return self._reader.todo_list(owner, list_id, accepts)

    def create(self, owner: str, list_id: str, draft: ListDraft, terms: Terms) -> Written[TodoList]:
        """Make a list; raises ``IdTakenError`` if it is there, ``ListDeletedError`` if it was."""
        author = lists.creation(list_id, draft, terms)
        return self._write(owner, author, terms, lists.expected(list_id))

    def put(self, owner: str, list_id: str, draft: ListDraft, terms: Terms) -> Written[TodoList]:
        """Make a list or replace it; raises ``ListDeletedError`` if it was deleted."""
        author = lists.replacement(list_id, draft, terms)
        return self._write(owner, author, terms, lists.expected(list_id))

    def patch(self, owner: str, list_id: str, patch: ListPatch, terms: Terms) -> Written[TodoList]:
        """Change some fields of a list; raises ``NoSuchListError``."""
        author = lists.correction(list_id, patch, terms)
        return self._write(owner, author, terms, lists.expected(list_id))

    def delete(self, owner: str, list_id: str, terms: Terms) -> Written[TodoList]:
        """Delete a list, and later what is in it; raises ``NoSuchListError``."""
        return self._write(owner, lists.deletion(list_id, terms), terms, lists.expected(list_id))

    def move(self, owner: str, list_id: str, move: Move, terms: Terms) -> Written[TodoList]:
        """Move a list to a place among the others; raises ``NoSuchListError``."""
        return self._write(
            owner, moves.list_move(list_id, move, terms), terms, lists.expected(list_id)
        )
