"""The reading rule: a sure pointer to pages that never change.

A cached page can only be wrong by being old. So:

1. the owner's head is read surely: it names the revision that the page must show;
2. a client that has the page of this revision keeps it, and nothing else is read;
3. otherwise the page is queried under a key that names epoch and revision: they stand in the
   upper bound of the sort keys, where they change nothing but the request. A write makes
   another revision, so another key; a page under an old key is never asked for again;
4. unless the head was written less than ``SETTLE_S`` ago. A Query is not serializable against
   a transaction, and an eventually consistent one may lag: what it finds now must not be
   pinned under the new key. The page is read strongly consistent then, and not offered for
   keeping.

Assumed: replicas lag, clocks differ and requests in flight are late by less than ``SETTLE_S``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.items import HEAD, TODO_PREFIX, Head, encode, head_of, key, page_entry
from chalicelib.times import milliseconds
from chalicelib.tries import patiently

if TYPE_CHECKING:
    from chalicelib.tables import Pages, Table

SETTLE_S = 10
"""How long after a write a page of it may still be incomplete, in seconds."""

PAGE_LIMIT = 100
"""Most to-dos in a page: without notes, at most 6 KB each; below Query's 1 MB."""

DEFAULT_LIMIT = 25

HIGH = "~"
"""Sorts behind every character of a key that this app makes."""

EARLIEST, AFTER_ALL_DATES = "0", ":"
"""Sort before and behind every date, and before what has none."""

ID_LENGTH = 36
"""Every sort key of a view ends with the to-do's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageQuery:
    """Which page: a view, its bounds, and the position it starts behind."""

    view: str = "all"
    due_from: str | None = None
    due_to: str | None = None
    limit: int = DEFAULT_LIMIT
    after: str | None = None
    """The sort key, in the view, of the last to-do of the page before."""

    def canonical(self) -> str:
        """Return one spelling for all requests for this page."""
        return "&".join((self.series(), str(self.limit), self.after or ""))

    def series(self) -> str:
        """Return one spelling for all pages that follow each other."""
        return "&".join((self.view, self.due_from or "", self.due_to or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page at a revision, or the word that the caller has it already."""

    revision: int
    settled: bool
    """Whether the page may be kept and asked for by its revision."""
    entries: list[dict[str, Any]] | None = None
    """To-dos as ``items.page_entry`` shows them; ``None`` when the caller has them."""
    next_after: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Where a view's to-dos are, in which order, and what its sort keys begin with."""

    index: str | None
    sort_key: str
    prefix: str
    descending: bool = False


VIEWS = {
    "all": View(None, "id", TODO_PREFIX),
    "agenda": View("agenda", "agenda_key", ""),
    "history": View("history", "history_key", "", descending=True),
}


class Reader:
    """Reads one table's pages by the rule above."""

    def __init__(
        self, table: "Table", pages: "Pages", epoch: str, clock: Callable[[], datetime]
    ) -> None:
        self._table = table
        self._pages = pages
        self._epoch = epoch
        self._clock = clock

    def head(self, owner: str) -> Head:
        """Read an owner's head, surely."""
        return head_of(patiently(lambda: self._table.get(owner, HEAD)))

    def page(self, owner: str, query: PageQuery, has: Callable[[int], bool]) -> Page:
        """Read a page, unless the caller ``has`` that of the owner's revision."""
        head = self.head(owner)
        if has(head.revision):
            return Page(revision=head.revision, settled=self._is_settled(head))
        request = self._request(owner, query, head.revision)
        settled = self._is_settled(head)
        if settled:
            answer = patiently(lambda: self._pages.query(request))
        else:
            answer = patiently(lambda: self._table.query({**request, "ConsistentRead": True}))
        return _page(answer, query, head.revision, settled=settled)

    def _is_settled(self, head: Head) -> bool:
        return milliseconds(self._clock()) - head.revised_at_ms >= SETTLE_S * 1000

    def _request(self, owner: str, query: PageQuery, revision: int) -> dict[str, Any]:
        """Ask for one to-do more than the page holds: if it comes, there is a next page."""
        view = VIEWS[query.view]
        low, high = _bounds(query)
        request: dict[str, Any] = {
            "TableName": self._table.name,
            "KeyConditionExpression": "#owner = :owner AND #key BETWEEN :low AND :high",
            "ExpressionAttributeNames": {"#owner": "owner", "#key": view.sort_key},
            "ExpressionAttributeValues": {
                ":owner": encode(owner),
                ":low": encode(view.prefix + low),
                ":high": encode(f"{view.prefix}{high}{HIGH}{self._epoch}.{revision}"),
            },
            "ScanIndexForward": not view.descending,
            "Limit": query.limit + 1,
        }
        if view.index:
            request["IndexName"] = view.index
        else:
            request["ProjectionExpression"] = "id, shown, revision"
        if query.after:
            request["ExclusiveStartKey"] = {
                **key(owner, TODO_PREFIX + query.after[-ID_LENGTH:]),
                view.sort_key: encode(query.after),
            }
        return request


def _bounds(query: PageQuery) -> tuple[str, str]:
    """Return what the sort keys of a query lie between; both bounds belong to it."""
    if query.view == "all":
        return "", ""
    only_dated = query.due_from or query.due_to
    return query.due_from or EARLIEST, query.due_to or (AFTER_ALL_DATES if only_dated else "")


def _page(answer: dict[str, Any], query: PageQuery, revision: int, *, settled: bool) -> Page:
    items = answer["Items"]
    shown = items[: query.limit]
    # A page ends early, with a key to go on from, when it reaches Query's 1 MB.
    more = len(items) > query.limit or "LastEvaluatedKey" in answer
    sort_key = VIEWS[query.view].sort_key
    return Page(
        revision=revision,
        settled=settled,
        entries=[page_entry(item) for item in shown],
        next_after=shown[-1][sort_key]["S"] if more and shown else None,
    )
