"""What one try of a write sees of its owner's items: each is read surely, for itself.

What is seen is not one instant's picture. The head is: who writes on condition that the head is
still the one that was read first has seen nothing that changed since. But a transaction of
somebody else may just be becoming visible, the head before the rest. So what is read by its id is
written on its own condition, and what is found by a query is counted (``TornError``).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.store.items import LIST_PREFIX, TODO_PREFIX, Item, is_expired
from chalicelib.store.ranges import Range, range_request
from chalicelib.store.records import gone_id, list_of, todo_of
from chalicelib.store.tries import UnreachableError

if TYPE_CHECKING:
    from chalicelib.store.tables import Table


class TornError(UnreachableError):
    """A query found fewer items than there must be: look again, they are just becoming visible."""


class Look:
    """An owner's items, as one try of a write sees them."""

    def __init__(
        self, table: "Table", owner: str, items: dict[str, Item], asked: Iterable[str]
    ) -> None:
        self._table = table
        self.owner = owner
        self._items = items
        self._asked = set(asked)

    def expect(self, item_ids: Iterable[str]) -> None:
        """Read items of these ids together, if they are not known yet."""
        unknown = [each for each in dict.fromkeys(item_ids) if each not in self._asked]
        if unknown:
            self._items |= self._table.get_many(self.owner, unknown)
            self._asked.update(unknown)

    def item(self, item_id: str) -> Item | None:
        """Return what is stored under an id."""
        self.expect([item_id])
        return self._items.get(item_id)

    def todo(self, todo_id: str) -> Todo | None:
        """Return a to-do of the owner's."""
        item = self.item(TODO_PREFIX + todo_id)
        return todo_of(item) if item else None

    def todo_list(self, list_id: str) -> TodoList | None:
        """Return a list of the owner's."""
        item = self.item(LIST_PREFIX + list_id)
        return list_of(item) if item else None

    def has_list(self, list_id: str) -> bool:
        """Tell whether a list is there; the inbox always is."""
        return list_id == INBOX or self.item(LIST_PREFIX + list_id) is not None

    def gone(self, item_id: str, now_s: int) -> Item | None:
        """Return what stays of a deleted record, if it has not expired."""
        item = self.item(gone_id(item_id))
        return None if item is None or is_expired(item, now_s) else item

    def elsewhere(self, partition: str, item_id: str) -> Item | None:
        """Return an item that is about the owner, in a partition that is nobody's."""
        return self._table.get(partition, item_id)

    def found(self, within: Range) -> list[Item]:
        """Return what a view shows of its items in a range, not more than that asks for."""
        request = {
            **range_request(self._table.name, self.owner, within),
            "ConsistentRead": True,
        }
        found: list[Item] = []
        while True:
            answer: dict[str, Any] = self._table.query(request, lambda answer: answer)
            found += answer["Items"]
            if len(found) >= within.limit or "LastEvaluatedKey" not in answer:
                return found[: within.limit]
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
