"""The reading rule: a sure pointer to pages that never change.

DAX keeps what it was asked until its time is over, whatever is written meanwhile. A page from
there can only be wrong by being old. So:

1. the owner's head is read surely: it names the revision that the page must show;
2. a client that has the page of this revision keeps it, and nothing else is read;
3. otherwise the page is queried under a key that names epoch and revision: they stand in the
   upper bound of the sort keys, where they change nothing but the request. A write makes
   another revision, so another key; a page under an old key is never asked for again;
4. unless the head was written less than ``SETTLE_S`` ago. A Query is not serializable against
   a transaction, and an eventually consistent one may lag: what it finds now must not be
   pinned under the new key. The page is read strongly consistent then, and not offered for
   keeping.

One to-do is read surely, too: it has no revision in its key, so DAX's copy may be old.

By consent (``Freshness``) a head or a to-do may come from DAX's copies, which are at most
``STALE_S`` old. They are not believed where the caller knows of a later revision, and neither
is the absence of an item: what is not there may have been made since. A head of another epoch is
not believed either: its revisions are not those of this history.

Assumed: replicas lag, clocks differ and requests in flight are late by less than ``SETTLE_S``;
DAX keeps single items for at most ``ITEM_TTL_S``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.errors import NoSuchListError, NoSuchTodoError
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList, inbox
from chalicelib.store.heads import Head, head_of
from chalicelib.store.items import HEAD, LIST_PREFIX, TODO_PREFIX, Item
from chalicelib.store.operations import Kept
from chalicelib.store.records import list_of, todo_of
from chalicelib.store.tries import patiently
from chalicelib.store.views import PageQuery, is_behind_its_end, page_found, page_request
from chalicelib.times import milliseconds

if TYPE_CHECKING:
    from chalicelib.store.tables import Pages, Table

SETTLE_S = 10
"""How long after a write a page of it may still be incomplete, in seconds."""

ITEM_TTL_S = 10
"""How long DAX keeps a single item, in seconds: ``record-ttl-millis`` of its parameter group."""

STALE_S = ITEM_TTL_S + SETTLE_S
"""How old DAX's copy of an item can be: kept that long, and filled by a read that lagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """What a caller accepts: answers of which age, and of no revision before which."""

    stale_s: float = 0
    """How old the answer may be, in seconds."""
    revision: int = 0
    """A revision of the owner's that the caller knows of."""

    @property
    def by_consent(self) -> bool:
        """Whether copies that are up to ``STALE_S`` old will do."""
        return self.stale_s >= STALE_S


SURE = Freshness()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page at a revision, or the word that the caller has it already."""

    revision: int
    settled: bool
    """Whether the page may be kept and asked for by its revision."""
    entries: list[dict[str, Any]] | None = None
    """To-dos or lists as a view shows them; ``None`` when the caller has them."""
    next_after: str | None = None


def has_settled(head: Head, now: datetime) -> bool:
    """Tell whether all that an owner has written can be seen by now, wherever it is looked for."""
    return milliseconds(now) - head.revised_at_ms >= SETTLE_S * 1000


class Reader:
    """Reads one table by the rule above."""

    def __init__(
        self, table: "Table", pages: "Pages", epoch: str, clock: Callable[[], datetime]
    ) -> None:
        self._table = table
        self._pages = pages
        self._epoch = epoch
        self._clock = clock

    def head(self, owner: str) -> Head:
        """Read an owner's head, surely."""
        return head_of(self._item(owner, HEAD))

    def page(
        self,
        owner: str,
        query: PageQuery,
        has: Callable[[int], bool],
        accepts: Freshness = SURE,
    ) -> Page:
        """Read a page, unless the caller ``has`` that of the revision.

        Raises ``NoSuchListError`` or ``NoSuchTodoError`` where it would be one of a list, or of
        a parent, that is not there.
        """
        if query.parent:
            head = self._head_beside(owner, TODO_PREFIX + query.parent, todo_of, accepts)
        elif query.list and query.list != INBOX:
            head = self._head_beside(owner, LIST_PREFIX + query.list, list_of, accepts)
        else:
            head = self._head(owner, accepts)
        if head is None:
            raise NoSuchTodoError if query.parent else NoSuchListError
        settled = self._is_settled(head)
        if has(head.revision):
            return Page(revision=head.revision, settled=settled)
        if is_behind_its_end(query, head):
            return Page(revision=head.revision, settled=settled, entries=[])
        request = page_request(self._table.name, owner, query, head, self._page_name(head))

        def read(found: dict[str, Any]) -> tuple[list[dict[str, Any]], str | None]:
            return page_found(found, owner, query)

        if settled:
            entries, next_after = patiently(lambda: self._pages.query(request, read))
        else:
            surely = {**request, "ConsistentRead": True}
            entries, next_after = patiently(lambda: self._table.query(surely, read))
        return Page(revision=head.revision, settled=settled, entries=entries, next_after=next_after)

    def todo(self, owner: str, todo_id: str, accepts: Freshness = SURE) -> Todo:
        """Read one to-do, whole; raises ``NoSuchTodoError``."""
        todo = self._record(owner, TODO_PREFIX + todo_id, todo_of, accepts)
        if todo is None:
            raise NoSuchTodoError
        return todo

    def todo_list(self, owner: str, list_id: str, accepts: Freshness = SURE) -> TodoList:
        """Read one list; raises ``NoSuchListError``."""
        if list_id == INBOX:
            return inbox()
        todo_list = self._record(owner, LIST_PREFIX + list_id, list_of, accepts)
        if todo_list is None:
            raise NoSuchListError
        return todo_list

    def _record(
        self, owner: str, item_id: str, read: Callable[[Item], Kept], accepts: Freshness
    ) -> Kept | None:
        if accepts.by_consent:
            copy = self._pages.copy(owner, item_id, read)
            if copy and copy.revision >= accepts.revision:
                return copy
        item = self._item(owner, item_id)
        return read(item) if item else None

    def _head_beside(
        self, owner: str, item_id: str, read: Callable[[Item], Kept], accepts: Freshness
    ) -> Head | None:
        """Read the head together with an item; ``None`` if that is not there."""
        if accepts.by_consent:
            copy = self._pages.copy(owner, item_id, read)
            if copy and copy.revision >= accepts.revision:
                return self._head(owner, accepts)
        items = patiently(lambda: self._table.get_many(owner, [HEAD, item_id]))
        return head_of(items.get(HEAD)) if item_id in items else None

    def _head(self, owner: str, accepts: Freshness) -> Head:
        """Take DAX's copy if the caller does, and it can name a kept page of this history."""
        if accepts.by_consent:
            copy = self._pages.copy(owner, HEAD, head_of)
            if copy and copy.revision >= accepts.revision and self._may_name_a_page(copy):
                return copy
        return self.head(owner)

    def _may_name_a_page(self, copy: Head) -> bool:
        return copy.epoch == self._epoch and self._is_settled(copy)

    def _is_settled(self, head: Head) -> bool:
        return has_settled(head, self._clock())

    def _page_name(self, head: Head) -> str:
        return f"{self._epoch}.{head.revision}"

    def _item(self, owner: str, item_id: str) -> Item | None:
        return patiently(lambda: self._table.get(owner, item_id))
