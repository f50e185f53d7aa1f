"""What is refused: by DynamoDB, or by a client before it comes so far."""

from tests.dax.cases.case import (
    BY_BYTES,
    BY_NUMBER,
    BY_STRING,
    MISSING,
    NUMBERED,
    OWN,
    Case,
    Item,
    Step,
    b,
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
    scan,
    strings,
    there,
    todo,
    update,
)

_GIVEN = there(
    todo(t=s("text"), n=n("1"), l=list_of(s("x")), m=map_of({"k": s("v")}), ss=strings("a"))
)
_V: Item = {":v": s("new")}
_NAMES = {"#a": "a"}


def refused(name: str, step: Step) -> Case:
    return Case(f"refused: {name}", (step, get(ConsistentRead=True)), given=_GIVEN)


def _any(operation: str, **parameters: object) -> Step:
    return Step(operation, {"TableName": "~todos", **parameters})


_DEEP: Item = {"v": s("x")}
for _ in range(33):
    _DEEP = {"v": map_of(_DEEP)}

_TABLES = {
    "a get from a missing table": get(TableName=MISSING),
    "a put into a missing table": put(todo(), TableName=MISSING),
    "an update in a missing table": update("SET t = :v", _V, TableName=MISSING),
    "a delete from a missing table": delete(TableName=MISSING),
    "a query of a missing table": query(TableName=MISSING),
    "a scan of a missing table": scan(TableName=MISSING),
    "a query of a missing index": query(IndexName="missing"),
    "a scan of a missing index": scan(IndexName="missing"),
}
_KEYS = {
    "a key of the wrong type": get({"h": n("1"), "r": s("1")}),
    "a sort key of the wrong type": get({"h": s(OWN), "r": b(b"1")}),
    "a number for octets": get({"h": n("1")}, TableName=BY_BYTES),
    "a string for a number": get({"h": s("1")}, TableName=BY_NUMBER),
    "a null for a key": get({"h": {"NULL": True}}, TableName=BY_STRING),
    "a key without its sort key": get({"h": s(OWN)}),
    "a key without its partition": get({"r": s("1")}),
    "a key with one name too many": get({**key(), "x": s("1")}),
    "a key with other names": get({"h": s(OWN), "x": s("1")}),
    "an empty key": get({"h": s(""), "r": s("1")}),
    "an empty sort key": get({"h": s(OWN), "r": s("")}),
    "an empty single key": get({"h": s("")}, TableName=BY_STRING),
    "an empty key of octets": get({"h": b(b"")}, TableName=BY_BYTES),
    "an item without its key": put({"r": s("1"), "v": s("x")}),
    "an item with an empty key": put({"h": s(OWN), "r": s("")}),
    "an item with a key of the wrong type": put({"h": s(OWN), "r": n("1")}),
    "an update with a key of the wrong type": update(
        "SET t = :v", _V, Key={"h": s(OWN), "r": n("1")}
    ),
    "a delete without a sort key": delete({"h": s(OWN)}),
    "a key that is too long": get({"h": s("x" * 2049), "r": s("1")}),
    "an item with a sort key that is too long": put(todo("x" * 1025)),
    "an update of a key": update("SET r = :v", _V),
    "an index's key of the wrong type": put(todo(due=n("1"))),
    "an index's key that is empty": put(todo(due=s(""))),
}
_VALUES = {
    "a key with more than 38 digits": get({"h": n("1" * 39)}, TableName=BY_NUMBER),
    "a sort key with a hundred zeros": get(
        {"h": s(OWN), "r": n(f"1{'0' * 100}")}, TableName=NUMBERED
    ),
    "an item that is too big": put(todo(v=s("x" * 410_000))),
    "an update that makes an item too big": update("SET t = :v", {":v": s("x" * 410_000)}),
    "an empty set": put(todo(v=strings())),
    "a set with a member twice": put(todo(v=strings("a", "a"))),
    "a set with a number twice": put(todo(v=numbers("1", "1.0"))),
    "a number with 39 digits": put(todo(v=n("123456789012345678901234567890123456789"))),
    "a number that is too big": put(todo(v=n("1E+126"))),
    "a number that is too small": put(todo(v=n("1E-131"))),
    "an empty name in a map": put(todo(v=map_of({"": s("x")}))),
    "a number that is none": put(todo(v=n("one"))),
    "a number that is not a number": put(todo(v=n("NaN"))),
    "a value of two types": put(todo(v={"S": "x", "N": "1"})),
    "more than 32 levels": put(todo(**_DEEP)),
}
_READS = {
    "a projection that can't be parsed": get(ProjectionExpression="t,"),
    "a projection of overlapping paths": get(ProjectionExpression="m, m.k"),
    "a projection of one path twice": get(ProjectionExpression="t, t"),
    "an empty projection": get(ProjectionExpression=""),
    "a projection of a reserved word by name": get(ProjectionExpression="size"),
    "a projection with a name that is not used": get(
        ProjectionExpression="t", ExpressionAttributeNames=_NAMES
    ),
    "names without an expression": get(ExpressionAttributeNames=_NAMES),
    "a query without its partition": _any(
        "query", KeyConditionExpression="r = :v", ExpressionAttributeValues=_V
    ),
    "a query without a condition": _any("query"),
    "a query of a range of partitions": _any(
        "query", KeyConditionExpression="h > :v", ExpressionAttributeValues=_V
    ),
    "a query with OR": query("r = :v OR r = :v", _V),
    "a query with <>": query("r <> :v", _V),
    "a query with a key of the wrong type": query("r = :v", {":v": n("1")}),
    "a query that filters by a key": query("r = :v", _V, FilterExpression="r = :v"),
    "a query with a limit of nothing": query(Limit=0),
    "a consistent query of a global index": query(
        IndexName="stamps",
        ConsistentRead=True,
        KeyConditionExpression="stamp = :h",
        ExpressionAttributeValues={":h": b(b"x")},
    ),
    "a start outside the partition": query(ExclusiveStartKey={"h": s("other"), "r": s("1")}),
    "a start without a sort key": query(ExclusiveStartKey={"h": s(OWN)}),
    "a start of the wrong type": query(ExclusiveStartKey={"h": s(OWN), "r": n("1")}),
    "a count with a projection": query(Select="COUNT", ProjectionExpression="t"),
    "specific attributes without saying which": query(Select="SPECIFIC_ATTRIBUTES"),
    "projected attributes of a table": query(Select="ALL_PROJECTED_ATTRIBUTES"),
    "a projection that a global index lacks": query(
        IndexName="stamps",
        KeyConditionExpression="stamp = :h",
        ExpressionAttributeValues={":h": b(b"x")},
        ProjectionExpression="t",
    ),
    "all attributes of a partial global index": query(
        IndexName="stamps",
        KeyConditionExpression="stamp = :h",
        ExpressionAttributeValues={":h": b(b"x")},
        Select="ALL_ATTRIBUTES",
    ),
    "a segment of nothing": scan(Segment=0),
    "a segment behind the last": scan(Segment=4, TotalSegments=4),
    "ReturnValues that a put has not": put(todo(), ReturnValues="ALL_NEW"),
    "ReturnValues that nobody has": put(todo(), ReturnValues="SOME"),
    "an unknown parameter": get(Colour="red"),
}

CASES = tuple(
    refused(name, step)
    for group in (_TABLES, _KEYS, _VALUES, _READS)
    for name, step in group.items()
)
