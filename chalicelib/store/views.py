"""The views of an owner's to-dos: which pages can be asked for, and the Query request of each."""

from dataclasses import dataclass
from typing import Any

from chalicelib.store.items import TODO_PREFIX, encode, key, page_entry

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


def page_request(table: str, owner: str, query: PageQuery, name: str) -> dict[str, Any]:
    """Return the Query request of a page, in boto3's shape.

    ``name`` stands in the upper bound of the sort keys, behind all of them: it changes nothing
    but the request, so that a cache keeps pages of different names apart.

    One to-do more than the page holds is asked for: if it comes, there is a next page.
    """
    view = VIEWS[query.view]
    low, high = _bounds(query)
    request: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "#owner = :owner AND #key BETWEEN :low AND :high",
        "ExpressionAttributeNames": {"#owner": "owner", "#key": view.sort_key},
        "ExpressionAttributeValues": {
            ":owner": encode(owner),
            ":low": encode(view.prefix + low),
            ":high": encode(f"{view.prefix}{high}{HIGH}{name}"),
        },
        "ScanIndexForward": not view.descending,
        "Limit": query.limit + 1,
    }
    if view.index:
        request["IndexName"] = view.index
    else:
        request["ProjectionExpression"] = "#owner, id, shown, revision"
    if query.after:
        request["ExclusiveStartKey"] = {
            **key(owner, TODO_PREFIX + query.after[-ID_LENGTH:]),
            view.sort_key: encode(query.after),
        }
    return request


class StrangerError(Exception):
    """An answer has a to-do of another owner's: it is not the answer to what was asked."""


def page_found(
    answer: dict[str, Any], owner: str, query: PageQuery
) -> tuple[list[dict[str, Any]], str | None]:
    """Read a Query's answer: a page's entries, and the position of the page behind it, if any.

    No cache and no client is trusted to keep owners apart: raises ``StrangerError``.
    """
    items = answer["Items"]
    if any(item["owner"]["S"] != owner for item in items):
        raise StrangerError
    shown = items[: query.limit]
    # A page ends early, with a key to go on from, when it reaches Query's 1 MB.
    more = len(items) > query.limit or "LastEvaluatedKey" in answer
    sort_key = VIEWS[query.view].sort_key
    return (
        [page_entry(item) for item in shown],
        shown[-1][sort_key]["S"] if more and shown else None,
    )


def _bounds(query: PageQuery) -> tuple[str, str]:
    """Return what the sort keys of a query lie between; both bounds belong to it."""
    if query.view == "all":
        return "", ""
    only_dated = query.due_from or query.due_to
    return query.due_from or EARLIEST, query.due_to or (AFTER_ALL_DATES if only_dated else "")
