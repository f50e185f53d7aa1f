"""Eleven to-dos, of which some are in each index."""

from typing import Any

from tests.dax.cases.case import OWN, Case, Item, Step, list_of, n, s, strings, there, todo


def _todo(number: int) -> Item:
    return todo(
        f"{number:02}",
        title=s(f"title {number}"),
        notes=s("n" * number),
        tags=strings("a", str(number)),
        n=n(str(number)),
        place=n(str(10 - number) if number % 2 else f"{number}.5"),
        list=s(OWN),
        steps=list_of(n(str(number)), s("then")),
        **({"due": s(f"2026-03-{number:02}")} if number % 3 else {}),
    )


_BY_LIST = {"KeyConditionExpression": "#l = :h", "ExpressionAttributeNames": {"#l": "list"}}

VIEWS: dict[str, dict[str, Any]] = {
    "the table": {},
    "a local index of everything": {"IndexName": "agenda"},
    "a local index of keys": {"IndexName": "ranks"},
    "a local index of some": {"IndexName": "titles"},
    "a global index of some": {"IndexName": "board", **_BY_LIST},
    "a global index of everything": {"IndexName": "lists", **_BY_LIST},
}
BACKWARD: dict[str, Any] = {"ScanIndexForward": False}
ABOVE_SEVEN: Item = {":n": n("7")}


def case_with_todos(name: str, *steps: Step) -> Case:
    return Case(name, steps, there(*(_todo(number) for number in range(1, 12))))
