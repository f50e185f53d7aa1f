"""The views of an owner's things: which pages can be asked for, and the Query request of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.store.heads import Head
from chalicelib.store.items import GONE_PREFIX, LIST_PREFIX, TODO_PREFIX, Item, encode, key
from chalicelib.store.ranges import HIGH, SORT_KEYS, Range, range_request
from chalicelib.store.records import (
    ARCHIVE,
    DONE,
    LISTS,
    TRASH,
    list_entry,
    todo_entry,
    trash_entry,
    trash_key,
)

PAGE_LIMIT = 100
"""Most things in a page: without notes, at most 7 KB each; below Query's 1 MB."""

DEFAULT_LIMIT = 25

EARLIEST, AFTER_ALL_DATES = "0", ":"
"""Sort before and behind every date, and before what has none."""

ID_LENGTH = 36
"""Every sort key of a view ends with the thing's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageQuery:
    """Which page: a view, its bounds, and the position it starts behind."""

    view: str = "all"
    list: str | None = None
    """The list whose to-dos are meant."""
    parent: str | None = None
    """The to-do whose subtasks are meant."""
    due_from: str | None = None
    due_to: str | None = None
    limit: int = DEFAULT_LIMIT
    after: str | None = None
    """The sort key, in the view, of the last thing of the page before."""

    def canonical(self) -> str:
        """Return one spelling for all requests for this page."""
        return "&".join((self.series(), str(self.limit), self.after or ""))

    def series(self) -> str:
        """Return one spelling for all pages that follow each other."""
        bounds = (self.list, self.parent, self.due_from, self.due_to)
        return "&".join((self.view, *(each or "" for each in bounds)))


@dataclass(frozen=True, slots=True)
class View:
    """Where a view's things are, in which order, and how a page shows each."""

    index: str | None
    bounds: Callable[[PageQuery, Head], tuple[str, str]]
    """What the sort keys of a query lie between; both bounds belong to it."""
    kind: str = TODO_PREFIX
    """What the ids of its items begin with."""
    descending: bool = False
    entry: Callable[[Item], dict[str, Any]] = todo_entry

    @property
    def sort_key(self) -> str:
        """Name the attribute by which it is sorted."""
        return SORT_KEYS[self.index]


def _part(prefix: str) -> Callable[[PageQuery, Head], tuple[str, str]]:
    """Bound a view by what all its keys begin with; a list or a parent has its place in it."""

    def bounds(query: PageQuery, _head: Head) -> tuple[str, str]:
        begins = prefix.format(list=query.list, parent=query.parent)
        return begins, begins

    return bounds


def _days(query: PageQuery, _head: Head) -> tuple[str, str]:
    only_dated = query.due_from or query.due_to
    return query.due_from or EARLIEST, query.due_to or (AFTER_ALL_DATES if only_dated else "")


def _times(_query: PageQuery, _head: Head) -> tuple[str, str]:
    return EARLIEST, AFTER_ALL_DATES


def _not_emptied(_query: PageQuery, head: Head) -> tuple[str, str]:
    return trash_key(head.emptied + 1), TRASH


VIEWS = {
    "all": View(None, _part(TODO_PREFIX)),
    "agenda": View("agenda", _days),
    "board": View("board", _part("{list}#")),
    "history": View("history", _times, descending=True),
    "list history": View("board", _part(DONE + "{list}#"), descending=True),
    "subtasks": View("subtasks", _part("{parent}#")),
    "lists": View("board", _part(LISTS), LIST_PREFIX, entry=list_entry),
    "archived lists": View("board", _part(ARCHIVE), LIST_PREFIX, entry=list_entry),
    "trash": View(
        "history", _not_emptied, GONE_PREFIX + TODO_PREFIX, descending=True, entry=trash_entry
    ),
}


def view_of(query: PageQuery) -> View:
    """Return where the things are that a query asks for."""
    return VIEWS["list history" if query.view == "history" and query.list else query.view]


def page_request(table: str, owner: str, query: PageQuery, head: Head, name: str) -> dict[str, Any]:
    """Return the Query request of a page, in boto3's shape.

    ``name`` stands in the upper bound of the sort keys, behind all of them: it changes nothing
    but the request, so that a cache keeps pages of different names apart.

    One thing more than the page holds is asked for: if it comes, there is a next page.
    """
    view = view_of(query)
    low, high = view.bounds(query, head)
    request = range_request(
        table,
        owner,
        Range(view.index, low, f"{high}{HIGH}{name}", query.limit + 1, descending=view.descending),
    )
    if query.after:
        request["ExclusiveStartKey"] = {
            **key(owner, view.kind + query.after[-ID_LENGTH:]),
            view.sort_key: encode(query.after),
        }
    return request


def is_behind_its_end(query: PageQuery, head: Head) -> bool:
    """Tell whether a page starts where its view has ended: the trash, say, was emptied since."""
    low, _ = view_of(query).bounds(query, head)
    return query.after is not None and query.after < low


class StrangerError(Exception):
    """An answer has a thing of another owner's: it is not the answer to what was asked."""


def page_found(
    answer: dict[str, Any], owner: str, query: PageQuery
) -> tuple[list[dict[str, Any]], str | None]:
    """Read a Query's answer: a page's entries, and the position of the page behind it, if any.

    No cache and no client is trusted to keep owners apart: raises ``StrangerError``.
    """
    items = answer["Items"]
    if any(item["owner"]["S"] != owner for item in items):
        raise StrangerError
    view = view_of(query)
    shown = items[: query.limit]
    # A page ends early, with a key to go on from, when it reaches Query's 1 MB.
    more = len(items) > query.limit or "LastEvaluatedKey" in answer
    return (
        [view.entry(item) for item in shown],
        shown[-1][view.sort_key]["S"] if more and shown else None,
    )
