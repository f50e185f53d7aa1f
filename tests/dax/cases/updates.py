"""Updates: each action and function, and what the caller sees of it."""

from tests.dax.cases.case import (
    Case,
    Item,
    Step,
    b,
    blobs,
    delete,
    get,
    key,
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

_ITEM = todo(
    t=s("old"),
    n=n("5"),
    f=n("-0.25"),
    l=list_of(s("a"), s("b"), s("c"), s("d")),
    m=map_of({"x": n("1"), "l": list_of(n("1")), "deep": map_of({"er": s("z")})}),
    ss=strings("a", "b", "c"),
    ns=numbers("1", "2.5"),
    bs=blobs(b"a", b"b"),
    size=n("1"),
)
_V: Item = {":v": s("new")}
_ONE: Item = {":v": n("1")}
_LIST: Item = {":v": list_of(s("e"), n("1"))}

_UPDATES: dict[str, tuple[str, Item]] = {
    "sets an attribute": ("SET t = :v", _V),
    "sets a new attribute": ("SET fresh = :v", _V),
    "sets several attributes": ("SET t = :v, n = :n, fresh = :v", {**_V, ":n": n("9")}),
    "sets an attribute to another type": ("SET n = :v", _V),
    "sets one attribute to another": ("SET t = n, fresh = m.x", {}),
    "swaps two attributes": ("SET t = n, n = t", {}),
    "sets an attribute in a map": ("SET m.x = :v, m.deep.er = :v, m.y = :v", _V),
    "sets an element of a list": ("SET l[1] = :v", _V),
    "sets an element behind the end": ("SET l[20] = :v", _V),
    "sets an element of a list in a map": ("SET m.l[0] = :v", _V),
    "sets a map": ("SET m = :v", {":v": map_of({"k": list_of(strings("s"))})}),
    "sets an empty string": ("SET t = :v", {":v": s("")}),
    "sets what it had": ("SET t = :v", {":v": s("old")}),
    "adds with plus": ("SET n = n + :v", _ONE),
    "subtracts with minus": ("SET n = n - :v, f = :v - f", {":v": n("0.125")}),
    "adds two attributes": ("SET n = n + m.x", {}),
    "adds many digits": ("SET n = n + :v", {":v": n("12345678901234567890123456789012345670")}),
    "sets what is missing": ("SET fresh = if_not_exists(fresh, :v)", _V),
    "leaves what is there": ("SET t = if_not_exists(t, :v)", _V),
    "sets from another attribute if missing": ("SET fresh = if_not_exists(nowhere, n)", {}),
    "counts from nothing": ("SET c = if_not_exists(c, :z) + :v", {**_ONE, ":z": n("0")}),
    "appends to a list": ("SET l = list_append(l, :v)", _LIST),
    "prepends to a list": ("SET l = list_append(:v, l)", _LIST),
    "begins a list": ("SET k = list_append(if_not_exists(k, :e), :v)", {**_LIST, ":e": list_of()}),
    "removes an attribute": ("REMOVE t", {}),
    "removes several attributes": ("REMOVE t, n, nowhere", {}),
    "removes an attribute in a map": ("REMOVE m.deep.er, m.x", {}),
    "removes an element": ("REMOVE l[1]", {}),
    "removes several elements": ("REMOVE l[0], l[2], l[9]", {}),
    "adds to a number": ("ADD n :v", {":v": n("-7.5")}),
    "adds to a missing number": ("ADD fresh :v", {":v": n("1.50")}),
    "adds to a number in a map": ("ADD m.x :v", _ONE),
    "adds to a set of strings": ("ADD ss :v", {":v": strings("c", "d")}),
    "adds to a set of numbers": ("ADD ns :v", {":v": numbers("2.5", "7")}),
    "adds to a set of binaries": ("ADD bs :v", {":v": blobs(b"", b"a")}),
    "adds a missing set": ("ADD fresh :v", {":v": strings("x")}),
    "deletes from a set": ("DELETE ss :v", {":v": strings("a", "z")}),
    "deletes a whole set": ("DELETE ss :v", {":v": strings("a", "b", "c")}),
    "deletes from several sets": ("DELETE ns :n, bs :b", {":n": numbers("1"), ":b": blobs(b"b")}),
    "deletes from a missing set": ("DELETE fresh :v", {":v": strings("a")}),
    "does everything at once": (
        "REMOVE l[0] ADD n :v, fresh :v SET t = :v, m.x = m.x + :v DELETE ss :s",
        {**_ONE, ":s": strings("a")},
    ),
}
_RETURNED = ("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW")


def _returned(choice: str, name: str, step: Step, given: tuple[tuple[str, Item], ...]) -> Case:
    asked = Step(step.operation, {**step.parameters, "ReturnValues": choice})
    return Case(f"{name} returns {choice}", (get(), asked, get(), query()), given)


def _update_returns(choice: str) -> tuple[Case, ...]:
    change = "SET t = :v, m.x = :v, l[1] = :v, fresh = :v REMOVE n, m.deep, l[0] ADD ns :n"
    step = update(change, {**_V, ":n": numbers("3")})
    single = update("SET t = :v", _V)
    return (
        _returned(choice, "an update of much", step, there(_ITEM)),
        _returned(choice, "an update of one attribute", single, there(_ITEM)),
        _returned(choice, "an update of a missing item", single, ()),
        _returned(choice, "an update that only removes", update("REMOVE t, nowhere"), there(_ITEM)),
        _returned(choice, "an update of nested paths", update("SET m.x = :v", _V), there(_ITEM)),
    )


CASES = (
    *(
        Case(
            f"an update {name}",
            (update(expression, values), get(), get(ConsistentRead=True), query()),
            given=there(_ITEM),
        )
        for name, (expression, values) in _UPDATES.items()
    ),
    *(case for choice in _RETURNED for case in _update_returns(choice)),
    *(
        _returned(choice, f"a {name} of {what}", step, given)
        for choice in ("NONE", "ALL_OLD")
        for name, step in (("put", put(todo(t=s("new")))), ("delete", delete()))
        for what, given in (("an item", there(_ITEM)), ("a missing item", ()))
    ),
    Case(
        "an update of a reserved word",
        (
            update(
                "SET #s = #s + :v, #d = :v",
                _ONE,
                ExpressionAttributeNames={"#s": "size", "#d": "a.b"},
                ReturnValues="UPDATED_NEW",
            ),
            get(),
        ),
        given=there(_ITEM),
    ),
    Case(
        "an update without an expression makes an item of the key",
        (Step("update_item", {"TableName": "~todos", "Key": key()}), get(), query()),
    ),
    Case(
        "numbers of a set are equal in any form",
        (update("DELETE ns :n", {":n": numbers("2.50")}), get()),
        given=there(todo(ns=numbers("1", "2.5"))),
    ),
    Case(
        "an item that is deleted can come back",
        (put(_ITEM), delete(), get(), put(todo(b=b(b"!"))), get(), delete(), delete(), get()),
    ),
)
