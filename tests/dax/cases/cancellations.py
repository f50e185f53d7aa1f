"""Transactions that are cancelled or refused, and the reasons."""

from tests.dax.cases.case import Case, key, n, query, s, todo, transact_write
from tests.dax.cases.transactions import ABSENT, ADD, EXISTS, GIVEN, HUNDRED, ITEM, now

_OLD = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
_IS_SEVEN = {"ConditionExpression": "v = :v", "ExpressionAttributeValues": {":v": n("7")}}

CASES = (
    Case(
        "a transaction of more than a hundred",
        (transact_write(*HUNDRED, {"Delete": {"Key": key()}}), query()),
    ),
    Case(
        "a transaction whose only condition fails",
        (transact_write({"Put": {"Item": todo(v=n("2")), **ABSENT}}), *now("1")),
        GIVEN,
    ),
    *(
        Case(
            f"a transaction whose {name} fails",
            (
                transact_write(
                    {"Put": {"Item": todo("9")}}, failing, {"Update": {"Key": key("2"), **ADD}}
                ),
                *now("1", "2", "9"),
            ),
            GIVEN,
        )
        for name, failing in (
            ("put", {"Put": {"Item": todo(v=n("2")), **ABSENT}}),
            ("update", {"Update": {"Key": key(), **ADD, **ABSENT}}),
            ("delete", {"Delete": {"Key": key(), **ABSENT}}),
            ("check", {"ConditionCheck": {"Key": key(), **ABSENT}}),
        )
    ),
    *(
        Case(
            f"a transaction whose {name} fails tells the old item",
            (transact_write({"ConditionCheck": {"Key": key("2"), **EXISTS}}, failing), *now("1")),
            GIVEN,
        )
        for name, failing in (
            ("put", {"Put": {"Item": todo(v=n("2")), **_IS_SEVEN, **_OLD}}),
            (
                "update",
                {"Update": {"Key": key(), "UpdateExpression": "REMOVE t", **_IS_SEVEN, **_OLD}},
            ),
            ("delete", {"Delete": {"Key": key(), **_IS_SEVEN, **_OLD}}),
            ("check", {"ConditionCheck": {"Key": key(), **_IS_SEVEN, **_OLD}}),
        )
    ),
    Case(
        "a transaction that fails twice",
        (
            transact_write(
                {"Put": {"Item": ITEM, **ABSENT, **_OLD}},
                {"ConditionCheck": {"Key": key("3"), **EXISTS, **_OLD}},
                {"Delete": {"Key": key("absent"), **EXISTS, **_OLD}},
            ),
            *now("1", "3"),
        ),
        GIVEN,
    ),
    Case(
        "a transaction upon one item twice",
        (transact_write({"Put": {"Item": ITEM}}, {"Delete": {"Key": key()}}), *now("1")),
        GIVEN,
    ),
    Case(
        "a transaction into a missing table",
        (transact_write({"Put": {"TableName": "~missing", "Item": ITEM}}),),
    ),
    Case(
        "a transaction with a wrong key",
        (transact_write({"Put": {"Item": {"h": n("1"), "r": s("1")}}}),),
    ),
    Case("a transaction of nothing", (transact_write(),)),
    Case(
        "a transaction with a wrong type for its update",
        (
            transact_write(
                {
                    "Update": {
                        "Key": key(),
                        "UpdateExpression": "ADD t :v",
                        "ExpressionAttributeValues": {":v": n("1")},
                    }
                }
            ),
            *now("1"),
        ),
        GIVEN,
    ),
    Case(
        "a transaction with an item that is too big",
        (transact_write({"Put": {"Item": todo(v=s("x" * 410_000))}}), *now("1")),
    ),
)
