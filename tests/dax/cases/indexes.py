"""Queries of every kind of index, and of the table, which should be no different."""

from typing import Any

from tests.dax.cases.case import OWN, Case, b, get, key, n, pages, query, s, there, todo, update
from tests.dax.cases.todo_list import ABOVE_SEVEN, BACKWARD, VIEWS, case_with_todos

_WITH_ATTRIBUTES = {name: view for name, view in VIEWS.items() if name != "a local index of keys"}
_LOCAL = {name: view for name, view in VIEWS.items() if "global" not in name}
_NONE_OF_99 = {":n": n("99")}
_STAMP = b(b"\x00\xffone")
_BY_STAMP: dict[str, Any] = {
    "IndexName": "stamps",
    "KeyConditionExpression": "stamp = :h",
    "ExpressionAttributeValues": {":h": _STAMP},
}

CASES = (
    *(
        case_with_todos(f"all of {name}, forward and backward", query(**v), query(**v, **BACKWARD))
        for name, v in VIEWS.items()
    ),
    *(
        case_with_todos(
            f"pages of {name}, forward and backward",
            pages(Limit=3, **view),
            pages(Limit=4, **view, **BACKWARD),
        )
        for name, view in VIEWS.items()
    ),
    *(
        case_with_todos(
            f"filtered pages of {name}",
            pages("", ABOVE_SEVEN, Limit=4, FilterExpression="n > :n", **view),
            pages("", _NONE_OF_99, Limit=5, FilterExpression="n > :n", **view),
        )
        for name, view in _WITH_ATTRIBUTES.items()
    ),
    *(
        case_with_todos(
            f"the count of {name}",
            query(Select="COUNT", **view),
            pages(Select="COUNT", Limit=4, **view),
        )
        for name, view in VIEWS.items()
    ),
    *(
        case_with_todos(
            f"pages of projections of {name}",
            pages(ProjectionExpression="title, place", Limit=4, **view),
        )
        for name, view in _WITH_ATTRIBUTES.items()
    ),
    *(
        case_with_todos(
            f"what is projected into {name}", query(Select="ALL_PROJECTED_ATTRIBUTES", **view)
        )
        for name, view in VIEWS.items()
        if view
    ),
    *(
        case_with_todos(
            f"strongly consistent pages of {name}", pages(ConsistentRead=True, Limit=4, **view)
        )
        for name, view in _LOCAL.items()
    ),
    case_with_todos(
        "a local index of keys fetches the rest",
        query(IndexName="ranks", Select="ALL_ATTRIBUTES"),
    ),
    case_with_todos(
        "a local index of keys fetches a projection",
        query(IndexName="ranks", ProjectionExpression="notes, steps[1]"),
    ),
    case_with_todos(
        "a range of an index",
        query(
            "due BETWEEN :a AND :b",
            {":a": s("2026-03-02"), ":b": s("2026-03-05T")},
            IndexName="agenda",
        ),
    ),
    case_with_todos(
        "a prefix in an index",
        query("begins_with(due, :p)", {":p": s("2026-03-1")}, IndexName="agenda"),
    ),
    case_with_todos(
        "a range of numbers in an index",
        query("place >= :k", {":k": n("3.50")}, IndexName="ranks"),
    ),
    case_with_todos(
        "a start in a local index",
        query(
            IndexName="agenda",
            Limit=2,
            ExclusiveStartKey={**key("04"), "due": s("2026-03-04")},
        ),
    ),
    case_with_todos(
        "a start in a global index",
        query(
            Limit=2,
            ExclusiveStartKey={**key("05"), "list": s(OWN), "place": n("5")},
            **VIEWS["a global index of some"],
        ),
    ),
    case_with_todos(
        "a filter of an index that needs what the projection leaves out",
        query(
            "",
            ABOVE_SEVEN,
            FilterExpression="n >= :n",
            ProjectionExpression="title",
            IndexName="agenda",
        ),
    ),
    Case(
        "a global index of octets",
        (query(**_BY_STAMP), pages(Limit=1, **_BY_STAMP)),
        given=there(todo(stamp=_STAMP)),
    ),
    Case(
        "an item that leaves an index",
        (
            query(IndexName="agenda"),
            query(),
            update("REMOVE due"),
            query(IndexName="agenda", ConsistentRead=True),
            get(),
        ),
        given=there(todo(due=s("2026-01-01"))),
    ),
)
