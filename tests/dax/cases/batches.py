"""Batches: several tables, missing keys, and what is refused."""

from typing import Any

from tests.dax.cases.case import (
    BY_STRING,
    NUMBERED,
    OWN,
    TODOS,
    Case,
    Item,
    Step,
    batch_get,
    batch_write,
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
)

_GIVEN = (
    *there(
        *(todo(str(number), n=n(str(number)), l=list_of(n("0"), s("x"))) for number in range(5))
    ),
    *there({"h": s(OWN), "v": s("single")}, table=BY_STRING),
    *there({"h": s(OWN), "r": n("1.5"), "v": s("numbered")}, table=NUMBERED),
)
_SINGLE: Item = {"h": s(OWN)}
_NUMBERED: Item = {"h": s(OWN), "r": n("1.5")}


def _put(item: Item) -> dict[str, Any]:
    return {"PutRequest": {"Item": item}}


def _delete(of: Item) -> dict[str, Any]:
    return {"DeleteRequest": {"Key": of}}


def _keys(*names: str) -> list[Item]:
    return [key(name) for name in names]


def _tables(*, consistent: bool) -> Step:
    return Step(
        "batch_get_item",
        {
            "RequestItems": {
                TODOS: {"Keys": _keys("1", "absent", "3"), "ConsistentRead": consistent},
                BY_STRING: {"Keys": [_SINGLE], "ProjectionExpression": "v"},
                NUMBERED: {"Keys": [_NUMBERED]},
            }
        },
    )


_MANY = [todo(str(number), v=strings("x", str(number))) for number in range(25)]

CASES = (
    Case("a batch of one", (batch_get(_keys("1")), batch_get(_keys("1"))), _GIVEN),
    Case(
        "a batch of nothing that is there",
        (batch_get(_keys("x", "y")), batch_get(_keys("y", "x"))),
        _GIVEN,
    ),
    Case(
        "a batch of cached, missing and new",
        (
            get(key("1")),
            get(key("absent")),
            batch_get(_keys("0", "1", "2", "absent", "nowhere")),
            batch_get(_keys("0", "1", "2", "3", "absent")),
            get(key("2")),
        ),
        _GIVEN,
    ),
    Case(
        "a batch of several tables", (_tables(consistent=False), _tables(consistent=False)), _GIVEN
    ),
    Case(
        "a strongly consistent batch", (_tables(consistent=True), _tables(consistent=True)), _GIVEN
    ),
    Case(
        "a batch with names in its projection",
        (
            batch_get(
                _keys("1", "2"),
                ProjectionExpression="#n, #l[1]",
                ExpressionAttributeNames={"#n": "n", "#l": "l"},
            ),
            batch_get(_keys("1", "2")),
        ),
        _GIVEN,
    ),
    Case("a batch of a hundred keys", (batch_get(_keys(*map(str, range(100)))),), _GIVEN),
    Case("a batch of more than a hundred keys", (batch_get(_keys(*map(str, range(101)))),), _GIVEN),
    Case("a batch with the same key twice", (batch_get(_keys("1", "2", "1")),), _GIVEN),
    Case(
        "a batch with the same number twice",
        (batch_get([_NUMBERED, {"h": s(OWN), "r": n("1.50")}], NUMBERED),),
        _GIVEN,
    ),
    Case("a batch of a missing table", (batch_get(_keys("1"), "~missing"),)),
    Case("a batch without keys", (batch_get([]),)),
    Case("a batch with a wrong key", (batch_get([{"h": n("1"), "r": s("1")}]),)),
    Case(
        "a batch that is too big for one answer",
        (batch_get(_keys(*map(str, range(42)))),),
        there(*(todo(str(number), big=s("x" * 390_000)) for number in range(42))),
    ),
    Case("a written batch of one", (batch_write({TODOS: [_put(todo(v=s("x")))]}), get(), query())),
    Case(
        "a written batch of puts and deletes",
        (
            get(key("2")),
            batch_write(
                {
                    TODOS: [
                        _put(todo("1", v=map_of({"k": n("1.0")}))),
                        _delete(key("2")),
                        _put(todo("9")),
                        _delete(key("absent")),
                    ]
                }
            ),
            get(key("1")),
            get(key("2")),
            get(key("9")),
            query(ConsistentRead=True),
        ),
        _GIVEN,
    ),
    Case(
        "a written batch of several tables",
        (
            batch_write(
                {
                    TODOS: [_put(todo("1"))],
                    BY_STRING: [_delete(_SINGLE)],
                    NUMBERED: [_put({**_NUMBERED, "v": list_of()})],
                }
            ),
            get(key("1")),
            get(_SINGLE, TableName=BY_STRING),
            get(_NUMBERED, TableName=NUMBERED),
        ),
        _GIVEN,
    ),
    Case("a written batch of 25", (batch_write({TODOS: [_put(item) for item in _MANY]}), query())),
    Case(
        "a written batch of more than 25",
        (batch_write({TODOS: [_put(item) for item in _MANY] + [_delete(key("x"))]}), query()),
    ),
    Case(
        "a written batch with one key twice",
        (batch_write({TODOS: [_put(todo("1")), _delete(key("1"))]}), get(key("1"))),
        _GIVEN,
    ),
    Case("a written batch without requests", (batch_write({TODOS: []}),)),
    Case("a written batch of nothing", (batch_write({}),)),
    Case("a written batch into a missing table", (batch_write({"~missing": [_put(todo())]}),)),
    Case(
        "a written batch with an item that is too big",
        (batch_write({TODOS: [_put(todo("1", v=s("x" * 410_000))), _put(todo("2"))]}), query()),
    ),
    Case(
        "a written batch with a wrong key",
        (batch_write({TODOS: [_put({"h": s(OWN), "r": n("1")})]}), query()),
    ),
)
