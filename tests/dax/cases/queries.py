"""Queries of the table, with every condition on the sort key."""

from typing import Any

from tests.dax.cases.case import OWN, TODOS, Case, Item, Step, key, n, pages, query, s, there, todo
from tests.dax.cases.todo_list import ABOVE_SEVEN, BACKWARD, case_with_todos

_NOBODY: Item = {":h": s("nobody")}
_BIG = there(*(todo(str(number), big=s("x" * 300_000), n=n(str(number))) for number in range(5)))


def _start(r: str) -> dict[str, Any]:
    return {"ExclusiveStartKey": key(r)}


def _whole(condition: str, names: dict[str, str] | None = None) -> Step:
    parameters: dict[str, Any] = {
        "TableName": TODOS,
        "KeyConditionExpression": condition,
        "ExpressionAttributeValues": {":h": s(OWN), ":r": s("09")},
    }
    return Step("query", parameters | ({"ExpressionAttributeNames": names} if names else {}))


CASES = (
    case_with_todos("all attributes of a table", query(Select="ALL_ATTRIBUTES")),
    case_with_todos(
        "specific attributes",
        query(Select="SPECIFIC_ATTRIBUTES", ProjectionExpression="title, steps[0]"),
    ),
    case_with_todos(
        "nested projections in pages", pages(ProjectionExpression="steps[1], tags, h", Limit=5)
    ),
    case_with_todos(
        "a count with a filter",
        query("", ABOVE_SEVEN, Select="COUNT", FilterExpression="n < :n"),
    ),
    case_with_todos(
        "a prefix",
        query("begins_with(r, :p)", {":p": s("0")}),
        query("begins_with(r, :p)", {":p": s("x")}),
    ),
    case_with_todos("a range", query("r BETWEEN :a AND :b", {":a": s("03"), ":b": s("07")})),
    case_with_todos(
        "bounds with every comparator",
        *(query(f"r {each} :r", {":r": s("05")}) for each in ("=", "<", "<=", ">", ">=")),
    ),
    case_with_todos(
        "an upper bound that no item reaches",
        query("r BETWEEN :a AND :b", {":a": s("0"), ":b": s("~1.17")}, Limit=3, **BACKWARD),
    ),
    case_with_todos("the sort key first", _whole("(r > :r) AND (h = :h)")),
    case_with_todos(
        "names in a key condition", _whole("#h = :h AND #r > :r", {"#h": "h", "#r": "r"})
    ),
    case_with_todos("an empty partition", query("", _NOBODY), pages("", _NOBODY, Limit=2)),
    case_with_todos(
        "a start behind an item", query(**_start("04")), query(**_start("04"), **BACKWARD)
    ),
    case_with_todos(
        "a start at an item that is not there", query(**_start("04x")), query(**_start("zz"))
    ),
    case_with_todos(
        "a limit of exactly everything", query(Limit=11), query(Limit=12), pages(Limit=11)
    ),
    case_with_todos(
        "an empty range",
        query("r < :r", {":r": s("0")}),
        query("r > :r", {":r": s("9")}, Select="COUNT"),
    ),
    case_with_todos(
        "a limit that counts what the filter drops",
        query(
            "",
            {":t": s("then"), ":n": n("2")},
            FilterExpression="contains(steps, :t) AND size(notes) > :n",
            Limit=4,
        ),
    ),
    Case(
        "a page ends at a megabyte",
        (
            pages(),
            pages(Select="COUNT"),
            pages(ProjectionExpression="n"),
            pages(Select="COUNT", ConsistentRead=True),
        ),
        given=_BIG,
    ),
)
