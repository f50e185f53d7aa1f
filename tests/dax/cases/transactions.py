"""Transactions: all or nothing, and the reasons."""

from tests.dax.cases.case import (
    BY_STRING,
    NUMBERED,
    OWN,
    Case,
    Item,
    Step,
    delete,
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
    transact_write,
    update,
)

ITEM = todo(v=n("1"), t=s("old"), l=list_of(s("a"), map_of({"k": n("2")})))
GIVEN = there(ITEM, {**ITEM, **key("2")}, todo("3"))
_SURE = {"ConsistentRead": True}
EXISTS = {"ConditionExpression": "attribute_exists(h)"}
ABSENT = {"ConditionExpression": "attribute_not_exists(h)"}
ADD = {"UpdateExpression": "ADD v :one", "ExpressionAttributeValues": {":one": n("1")}}
_SINGLE: Item = {"h": s(OWN)}


def now(*names: str) -> tuple[Step, ...]:
    return tuple(get(key(name), **_SURE) for name in names)


_FOUR = (
    {"Put": {"Item": todo("4", v=strings("x"), n=n("1.50")), **ABSENT}},
    {"Update": {"Key": key("1"), **ADD, **EXISTS}},
    {"Delete": {"Key": key("2"), **EXISTS}},
    {"ConditionCheck": {"Key": key("3"), **EXISTS}},
)
HUNDRED = [{"Put": {"Item": todo(f"h{number}", n=n(str(number)))}} for number in range(100)]

CASES = (
    Case(
        "a transaction of all four kinds",
        (transact_write(*_FOUR), *now("1", "2", "3", "4")),
        GIVEN,
    ),
    Case("a transaction of one put", (transact_write({"Put": {"Item": ITEM}}), *now("1"))),
    Case(
        "a transaction of one put of a key alone",
        (transact_write({"Put": {"Item": key()}}), *now("1")),
    ),
    Case(
        "a transaction over several tables",
        (
            transact_write(
                {"Put": {"Item": ITEM}},
                {"Put": {"TableName": BY_STRING, "Item": {**_SINGLE, "v": list_of()}}},
                {"Update": {"TableName": NUMBERED, "Key": {"h": s(OWN), "r": n("-0.5")}, **ADD}},
            ),
            get(_SINGLE, TableName=BY_STRING, **_SURE),
            get({"h": s(OWN), "r": n("-0.5")}, TableName=NUMBERED, **_SURE),
            *now("1"),
        ),
    ),
    Case(
        "a transaction with nested updates",
        (
            transact_write(
                {
                    "Update": {
                        "Key": key(),
                        "ExpressionAttributeNames": {"#l": "l", "#k": "k"},
                        "UpdateExpression": "SET #l[1].#k = #l[1].#k + :one, t = :t REMOVE #l[0]",
                        "ConditionExpression": "#l[1].#k > :one AND (t = :t OR NOT t = :t)",
                        "ExpressionAttributeValues": {":one": n("1"), ":t": s("new")},
                    }
                }
            ),
            *now("1"),
        ),
        GIVEN,
    ),
    Case(
        "a transaction of a hundred",
        (transact_write(*HUNDRED), query("begins_with(r, :p)", {":p": s("h")})),
    ),
    Case(
        "a transaction sent twice with one token",
        (
            transact_write({"Update": {"Key": key(), **ADD}}, ClientRequestToken="~same"),
            transact_write({"Update": {"Key": key(), **ADD}}, ClientRequestToken="~same"),
            *now("1"),
        ),
        GIVEN,
    ),
    Case(
        "another transaction with the same token",
        (
            transact_write({"Update": {"Key": key(), **ADD}}, ClientRequestToken="~other"),
            transact_write({"Delete": {"Key": key()}}, ClientRequestToken="~other"),
            *now("1"),
        ),
        GIVEN,
    ),
    Case(
        "a transaction with two tokens",
        (
            transact_write({"Update": {"Key": key(), **ADD}}, ClientRequestToken="~one"),
            transact_write({"Update": {"Key": key(), **ADD}}, ClientRequestToken="~two"),
            *now("1"),
        ),
        GIVEN,
    ),
    Case(
        "a transactional read of several items",
        (transact_get(*({"Key": key(name)} for name in ("1", "absent", "3", "2"))),),
        GIVEN,
    ),
    Case(
        "a transactional read of several tables",
        (transact_get({"Key": key()}, {"TableName": BY_STRING, "Key": _SINGLE}),),
        (*GIVEN, *there({**_SINGLE, "v": n("1")}, table=BY_STRING)),
    ),
    Case(
        "a transactional read after every write",
        (
            get(),
            update("SET v = :v", {":v": n("2")}),
            transact_get({"Key": key()}),
            transact_write({"Update": {"Key": key(), **ADD}}),
            transact_get({"Key": key()}),
            delete(),
            transact_get({"Key": key()}, {"Key": key("2")}),
        ),
        GIVEN,
    ),
    Case(
        "a transactional read of one item twice",
        (transact_get({"Key": key()}, {"Key": key()}),),
        GIVEN,
    ),
    Case(
        "a transactional read of a missing table",
        (transact_get({"TableName": "~missing", "Key": key()}),),
    ),
    Case("a transactional read of nothing", (transact_get(),)),
)
