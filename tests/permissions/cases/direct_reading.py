"""The table, where signed-in users may read their own partition of it."""

from itertools import chain

from tests.permissions.callers import Caller
from tests.permissions.names import INDEXES, OTHER_TABLES, TABLE
from tests.permissions.people import (
    LONGER,
    LONGER_USER,
    OTHER,
    PREFIXED,
    SHORTER,
    SUB,
    UNNAMED,
    UNTAGGED,
    USER,
)
from tests.permissions.requests import Case

_KEYED = {
    "dynamodb:GetItem": "read an item",
    "dynamodb:BatchGetItem": "read items",
    "dynamodb:Query": "query",
}
_WRITES = {
    "dynamodb:PutItem": "write an item",
    "dynamodb:UpdateItem": "change an item",
    "dynamodb:DeleteItem": "delete an item",
    "dynamodb:BatchWriteItem": "write items",
    "dynamodb:ConditionCheckItem": "check an item",
    "dynamodb:PartiQLSelect": "select by PartiQL",
    "dynamodb:PartiQLInsert": "insert by PartiQL",
    "dynamodb:PartiQLUpdate": "update by PartiQL",
    "dynamodb:PartiQLDelete": "delete by PartiQL",
}
_KEYLESS = {
    "dynamodb:Scan": "scan the table",
    "dynamodb:DescribeTable": "describe the table",
    "dynamodb:DeleteTable": "delete the table",
    "dynamodb:UpdateTable": "change the table",
    "dynamodb:GetResourcePolicy": "read the table's policy",
    "dynamodb:PutResourcePolicy": "open the table to others",
    "dynamodb:CreateBackup": "copy the table",
    "dynamodb:ExportTableToPointInTime": "export the table",
}


def _keys(*subs: str) -> dict[str, list[str]]:
    return {"dynamodb:LeadingKeys": list(subs)}


def _in_the_table(action: str, what: str) -> list[Case]:
    def refused(caller: Caller, whose: str, *subs: str) -> Case:
        return caller.may_not(f"{what} {whose}", action, TABLE, _keys(*subs))

    return [
        USER.may(f"{what} in their own partition", action, TABLE, _keys(SUB)),
        LONGER_USER.may(f"{what} in their own partition", action, TABLE, _keys(LONGER)),
        refused(USER, "in another's partition", OTHER),
        refused(USER, "in their own and another's partition", SUB, OTHER),
        refused(USER, "in a partition of an id that begins like theirs", LONGER),
        refused(USER, "in a partition of an id that ends like theirs", PREFIXED),
        refused(USER, "in a partition of a shorter id", SHORTER),
        refused(USER, "in a partition of an id in capitals", SUB.upper()),
        refused(LONGER_USER, "in the partition of that one", SUB),
        refused(UNTAGGED, "in anybody's partition", SUB),
        refused(UNNAMED, "in anybody's partition", SUB),
        USER.may_not(f"{what} without saying where", action, TABLE),
        UNTAGGED.may_not(f"{what} without saying where", action, TABLE),
    ]


def _in_views() -> list[Case]:
    query = "dynamodb:Query"
    cases = [
        (
            USER.may(f"query their own {name}", query, f"{TABLE}/index/{name}", _keys(SUB)),
            USER.may_not(f"query another's {name}", query, f"{TABLE}/index/{name}", _keys(OTHER)),
            USER.may_not(f"scan {name}", "dynamodb:Scan", f"{TABLE}/index/{name}"),
        )
        for name in INDEXES
    ]
    return list(chain.from_iterable(cases))


def _elsewhere() -> list[Case]:
    cases = [
        (
            USER.may_not(f"read an item in {where}", "dynamodb:GetItem", table, _keys(SUB)),
            USER.may_not(f"query {where}", "dynamodb:Query", table, _keys(SUB)),
            USER.may_not(
                f"query a view of {where}", "dynamodb:Query", f"{table}/index/a", _keys(SUB)
            ),
        )
        for where, table in OTHER_TABLES.items()
    ]
    return list(chain.from_iterable(cases))


def _closed() -> list[Case]:
    return [
        *(
            USER.may_not(f"{what} in their own partition", a, TABLE, _keys(SUB))
            for a, what in _WRITES.items()
        ),
        *(USER.may_not(what, action, TABLE) for action, what in _KEYLESS.items()),
        USER.may_not("list tables", "dynamodb:ListTables", "*"),
        USER.may_not("read the table's stream", "dynamodb:GetRecords", f"{TABLE}/stream/1"),
        USER.may_not("restore the table", "dynamodb:RestoreTableFromBackup", f"{TABLE}/backup/1"),
    ]


CASES = [
    *chain.from_iterable(_in_the_table(action, what) for action, what in _KEYED.items()),
    *_in_views(),
    *_elsewhere(),
    *_closed(),
]
