"""Parts of items: what is asked for by path, in each operation that can."""

from typing import Any

from tests.dax.cases.case import (
    Case,
    Item,
    b,
    batch_get,
    get,
    key,
    list_of,
    map_of,
    n,
    query,
    s,
    strings,
    there,
    todo,
    transact_get,
)

_ITEM = todo(
    title=s("milk"),
    n=n("-2.50"),
    nothing={"NULL": True},
    tags=strings("a", "b"),
    stamp=b(b"\x00"),
    size=n("3"),
    status=s("open"),
    hollow=map_of({}),
    l=list_of(s("zero"), n("1"), list_of(s("two.0"), s("two.1")), map_of({"k": s("three")})),
    m=map_of(
        {"a": map_of({"b": map_of({"c": n("1")}), "l": list_of(n("0"), n("1"))}), "x": s("y")}
    ),
    **{"a.b": s("dotted"), "ü": s("accent"), "with space": s("spaced"), "0": s("digit")},
)

_PATHS: dict[str, tuple[str, dict[str, str]]] = {
    "one attribute": ("title", {}),
    "several attributes": ("title, n, tags, stamp", {}),
    "a null": ("nothing", {}),
    "key attributes only": ("h, r", {}),
    "a key attribute and another": ("r, title", {}),
    "an attribute in a map": ("m.x", {}),
    "an attribute deep in maps": ("m.a.b.c", {}),
    "two branches of one map": ("m.a.b.c, m.x", {}),
    "an element of a list": ("l[1]", {}),
    "elements of a list out of order": ("l[3], l[0]", {}),
    "an element of a list in a list": ("l[2][1]", {}),
    "two elements of a list in a list": ("l[2][1], l[2][0], l[0]", {}),
    "an attribute of a map in a list": ("l[3].k", {}),
    "an element of a list in maps": ("m.a.l[1], title", {}),
    "a missing attribute": ("nowhere", {}),
    "a missing attribute and another": ("nowhere, title", {}),
    "an element behind the end": ("l[9], l[1]", {}),
    "an attribute of a string": ("title.x", {}),
    "an index into a map": ("m[0], n", {}),
    "an attribute of a list": ("l.x, n", {}),
    "an empty map": ("hollow", {}),
    "a path into an empty map": ("hollow.x", {}),
    "reserved words": ("#s, #t", {"#s": "size", "#t": "status"}),
    "a name with a dot": ("#d", {"#d": "a.b"}),
    "a name with a space and one with an accent": ("#s, #u", {"#s": "with space", "#u": "ü"}),
    "a digit as a name": ("#d", {"#d": "0"}),
    "placeholders inside a path": ("#m.#a.#l[0]", {"#m": "m", "#a": "a", "#l": "l"}),
    "a name by itself and by placeholder": ("title, #n", {"#n": "n"}),
    "everything by name": ("h, r, title, n, nothing, tags, stamp, l, m, hollow", {}),
}


def _asked(name: str, expression: str, names: dict[str, str]) -> Case:
    asked: dict[str, Any] = {"ProjectionExpression": expression}
    if names:
        asked["ExpressionAttributeNames"] = names
    return Case(
        f"a projection may ask for {name}",
        (
            get(**asked),
            get(),
            get(**asked),
            get(ConsistentRead=True, **asked),
            get(key("absent"), **asked),
            query(**asked),
            batch_get([key(), key("absent")], **asked),
            transact_get({"Key": key(), **asked}, {"Key": key("absent"), **asked}),
        ),
        given=there(_ITEM),
    )


_MANY: Item = {f"a{number}": n(str(number)) for number in range(100)}

CASES = (
    *(_asked(name, *path) for name, path in _PATHS.items()),
    Case(
        "a projection may ask for a hundred attributes",
        (get(ProjectionExpression=", ".join(_MANY)), query(ProjectionExpression=", ".join(_MANY))),
        given=there(todo(**_MANY)),
    ),
    Case(
        "a cached item is seen in each projection",
        (
            get(),
            get(ProjectionExpression="title"),
            get(ProjectionExpression="l[1]"),
            get(ProjectionExpression="m.a"),
            get(),
        ),
        given=there(_ITEM),
    ),
    Case(
        "elements of a transaction have projections of their own",
        (
            transact_get(
                {"Key": key(), "ProjectionExpression": "title"},
                {"Key": key("2")},
                {"Key": key("3"), "ProjectionExpression": "l[1], m.x"},
                {"Key": key("4"), "ProjectionExpression": "title"},
            ),
        ),
        given=there(_ITEM, {**_ITEM, **key("2")}, {**_ITEM, **key("3")}),
    ),
)
