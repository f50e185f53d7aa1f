"""Conditions: each as a filter over several items, and as the condition of a write."""

from typing import Any

from tests.dax.cases.case import (
    Case,
    Item,
    b,
    blobs,
    get,
    list_of,
    map_of,
    n,
    numbers,
    put,
    query,
    s,
    strings,
    there,
    todo,
    update,
)

_GIVEN = there(
    todo(
        "1",
        t=s("apple"),
        i=n("5"),
        y=b(b"\x01\x02"),
        ok={"BOOL": True},
        nil={"NULL": True},
        l=list_of(s("x"), n("1"), map_of({"k": s("v")})),
        m=map_of({"a": map_of({"b": n("1")}), "a.b": n("2")}),
        ss=strings("x", "y"),
        ns=numbers("1", "2"),
        bs=blobs(b"x"),
        size=n("9"),
    ),
    todo("2", t=s("banana"), i=n("-3.5"), ok={"BOOL": False}, l=list_of(), j=n("-3.50")),
    todo("3", t=n("7"), i=n("10"), y=b(b""), ss=strings("z"), j=n("7")),
    todo("4"),
)

_ONE = {":v": n("5")}
_WORDS = {":a": s("apple"), ":b": s("banana")}
_FLAGS = {":t": {"BOOL": True}, ":a": s("apple"), ":n": n("-3.5")}
_TYPES = ("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS")

_CONDITIONS: dict[str, tuple[str, Item]] = {
    "equal": ("i = :v", _ONE),
    "not equal": ("i <> :v", _ONE),
    "less": ("i < :v", _ONE),
    "at most": ("i <= :v", _ONE),
    "greater": ("i > :v", _ONE),
    "at least": ("i >= :v", _ONE),
    "one attribute against another": ("i = j", {}),
    "a literal on the left": (":v < i", _ONE),
    "equal in another form": ("i = :v", {":v": n("5.00")}),
    "of another type": ("t = :v", {":v": n("7")}),
    "a comparison of strings": ("t > :a", {":a": s("apple")}),
    "a comparison of octets": ("y >= :y", {":y": b(b"\x01")}),
    "a boolean": ("ok = :t", {":t": {"BOOL": True}}),
    "a null literal": ("nil = :z", {":z": {"NULL": True}}),
    "an equal list": ("l = :l", {":l": list_of(s("x"), n("1"), map_of({"k": s("v")}))}),
    "an equal map": ("m.a = :m", {":m": map_of({"b": n("1.0")})}),
    "an equal set in another order": ("ss = :s", {":s": strings("y", "x")}),
    "an equal set of numbers": ("ns = :s", {":s": numbers("2", "1")}),
    "between": ("i BETWEEN :lo AND :hi", {":lo": n("-4"), ":hi": n("5")}),
    "between strings": ("t BETWEEN :a AND :b", _WORDS),
    "in a list": ("i IN (:a, :b, :c)", {":a": n("10"), ":b": n("5"), ":c": n("0")}),
    "in a list of one": ("t IN (:a)", {":a": s("banana")}),
    "and": ("i > :n AND ok = :t AND t = :a", _FLAGS),
    "or": ("i = :n OR t = :a", {":n": n("-3.5"), ":a": s("apple")}),
    "not": ("NOT i = :v", _ONE),
    "not of a not": ("NOT (NOT i = :v)", _ONE),
    "and before or": ("i = :n OR t = :a AND ok = :t", _FLAGS),
    "brackets before and": ("(i = :n OR t = :a) AND ok = :t", _FLAGS),
    "not before and": ("NOT t = :a AND i = :n", {":n": n("-3.5"), ":a": s("apple")}),
    "not of brackets": ("NOT (t = :a OR i = :n)", {":n": n("-3.5"), ":a": s("apple")}),
    "between within and": (
        "i BETWEEN :lo AND :hi AND NOT t IN (:a, :b)",
        {":lo": n("-100"), ":hi": n("100"), **_WORDS},
    ),
    "much nesting": (
        "((i > :n AND (ok = :t OR t = :a)) OR (NOT (attribute_exists(t) AND i = :n)))",
        _FLAGS,
    ),
    "attribute_exists": ("attribute_exists(y)", {}),
    "attribute_not_exists": ("attribute_not_exists(l)", {}),
    "attribute_exists on a path": ("attribute_exists(m.a.b)", {}),
    "attribute_exists on an element": ("attribute_exists(l[2].k)", {}),
    "attribute_exists on an element behind the end": ("attribute_exists(l[3])", {}),
    "begins_with": ("begins_with(t, :p)", {":p": s("app")}),
    "begins_with on octets": ("begins_with(y, :p)", {":p": b(b"\x01")}),
    "contains in a string": ("contains(t, :p)", {":p": s("an")}),
    "contains in a set": ("contains(ss, :p)", {":p": s("x")}),
    "contains in a set of numbers": ("contains(ns, :p)", {":p": n("2")}),
    "contains in a list": ("contains(l, :p)", {":p": n("1")}),
    "size of a string": ("size(t) = :v", {":v": n("5")}),
    "size of a list": ("size(l) < :v", {":v": n("1")}),
    "size of a set": ("size(ss) >= :v", {":v": n("2")}),
    "size of octets": ("size(y) = :v", {":v": n("0")}),
    "size against an attribute": ("size(t) = i", {}),
    "a path into a map": ("m.a.b = :v", {":v": n("1")}),
    "a path into a list": ("l[0] = :v", {":v": s("x")}),
    "a literal used twice": ("i = :v OR size(t) = :v", _ONE),
}


def _case(name: str, expression: str, values: Item, names: dict[str, str] | None = None) -> Case:
    named: dict[str, Any] = {"ExpressionAttributeNames": names} if names else {}
    with_values: dict[str, Any] = {"ExpressionAttributeValues": values} if values else {}
    return Case(
        f"a condition may be: {name}",
        (
            query("", values, FilterExpression=expression, **named),
            *(
                put(todo(r, was=s("true")), ConditionExpression=expression, **with_values, **named)
                for r in ("1", "2", "absent")
            ),
            query(),
        ),
        given=_GIVEN,
    )


CASES = (
    *(_case(name, *condition) for name, condition in _CONDITIONS.items()),
    *(
        _case(f"attribute_type {type_}", "attribute_type(#a, :t)", {":t": s(type_)}, {"#a": name})
        for type_, name in zip(
            _TYPES, ("t", "t", "y", "ok", "nil", "l", "m", "ss", "ns", "bs"), strict=True
        )
    ),
    _case("on a reserved word", "#s > :v", _ONE, {"#s": "size"}),
    _case("on a name with a dot", "m.#d = :v", {":v": n("2")}, {"#d": "a.b"}),
    Case(
        "a filter may need what the projection leaves out",
        (
            query("", _ONE, FilterExpression="i = :v", ProjectionExpression="t"),
            query("", _ONE, FilterExpression="i < :v", ProjectionExpression="m.a, ok"),
        ),
        given=_GIVEN,
    ),
    Case(
        "an update's condition is about the item as it was",
        (
            update("SET i = :v", {":v": n("6"), ":o": n("5")}, ConditionExpression="i = :o"),
            update("SET i = :v", {":v": n("7"), ":o": n("5")}, ConditionExpression="i = :o"),
            get(),
            get(ConsistentRead=True),
        ),
        given=_GIVEN,
    ),
)
