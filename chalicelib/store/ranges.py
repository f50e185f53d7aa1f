"""Ranges of sort keys, and the Query request of each: nothing is scanned, counted or filtered."""

from dataclasses import dataclass
from typing import Any

from chalicelib.store.items import encode

HIGH = "~"
"""Sorts behind every character of a key that this app makes."""


SORT_KEYS = {
    None: "id",
    "agenda": "agenda_key",
    "board": "board_key",
    "history": "history_key",
    "subtasks": "parent_key",
}
"""The attribute that each index is sorted by; ``None`` is the table itself."""


@dataclass(frozen=True, slots=True)
class Range:
    """Some keys of an index, both bounds included."""

    index: str | None
    low: str
    high: str
    limit: int
    descending: bool = False
    whole: bool = False
    """Whether all of each item of the table is wanted, rather than what views have of it."""


def range_request(table: str, owner: str, within: Range) -> dict[str, Any]:
    """Return the Query request of a range, in boto3's shape."""
    request: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "#owner = :owner AND #key BETWEEN :low AND :high",
        "ExpressionAttributeNames": {"#owner": "owner", "#key": SORT_KEYS[within.index]},
        "ExpressionAttributeValues": {
            ":owner": encode(owner),
            ":low": encode(within.low),
            ":high": encode(within.high),
        },
        "ScanIndexForward": not within.descending,
        "Limit": within.limit,
    }
    if within.index:
        request["IndexName"] = within.index
    elif not within.whole:
        request["ProjectionExpression"] = "#owner, id, shown, revision"
    return request
