"""Conditions and updates that are refused."""

from tests.dax.cases.case import (
    Item,
    delete,
    list_of,
    n,
    numbers,
    put,
    query,
    s,
    strings,
    todo,
    update,
)
from tests.dax.cases.refusals import refused

_V: Item = {":v": s("new")}
_NAMES = {"#a": "a"}

_CONDITIONS = {
    "a put whose condition fails": put(todo(), ConditionExpression="attribute_not_exists(h)"),
    "an update whose condition fails": update(
        "SET t = :v", {**_V, ":n": n("2")}, ConditionExpression="n = :n"
    ),
    "a delete whose condition fails": delete(ConditionExpression="attribute_not_exists(h)"),
    "a failed put that would tell the item": put(
        todo(),
        ConditionExpression="attribute_not_exists(h)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    ),
    "a failed update that would tell the item": update(
        "REMOVE t",
        ConditionExpression="attribute_not_exists(h)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    ),
    "a failed delete that would tell the item": delete(
        ConditionExpression="attribute_not_exists(h)", ReturnValuesOnConditionCheckFailure="ALL_OLD"
    ),
    "a condition that can't be parsed": put(
        todo(), ConditionExpression="h = = :v", ExpressionAttributeValues=_V
    ),
    "an empty condition": put(todo(), ConditionExpression=""),
    "a condition with an unknown function": put(todo(), ConditionExpression="is_nice(h)"),
    "a condition without its value": put(todo(), ConditionExpression="h = :v"),
    "a condition without its name": put(todo(), ConditionExpression="attribute_exists(#h)"),
    "a value that is not used": put(
        todo(), ConditionExpression="attribute_exists(h)", ExpressionAttributeValues=_V
    ),
    "a name that is not used": put(
        todo(), ConditionExpression="attribute_exists(h)", ExpressionAttributeNames=_NAMES
    ),
    "values without an expression": put(todo(), ExpressionAttributeValues=_V),
    "an operand of the wrong type": put(
        todo(), ConditionExpression="begins_with(t, :n)", ExpressionAttributeValues={":n": n("1")}
    ),
    "a literal against a literal": put(
        todo(), ConditionExpression=":v = :v", ExpressionAttributeValues=_V
    ),
    "attribute_type of no type": put(
        todo(), ConditionExpression="attribute_type(t, :v)", ExpressionAttributeValues=_V
    ),
    "a range upside down": query("r BETWEEN :a AND :b", {":a": s("b"), ":b": s("a")}),
}
_UPDATES = {
    "an update that can't be parsed": update("SET t :v", _V),
    "an empty update": update(""),
    "an update of overlapping paths": update("SET m = :v, m.k = :v", _V),
    "an update of one path twice": update("SET t = :v, t = :v", _V),
    "two SETs": update("SET t = :v SET n = :v", _V),
    "an update of a path that is not there": update("SET nowhere.x = :v", _V),
    "an update into a string": update("SET t.x = :v", _V),
    "an update that adds to a string": update("ADD t :v", {":v": n("1")}),
    "an update that adds a string": update("ADD n :v", _V),
    "an update that adds another kind of set": update("ADD ss :v", {":v": numbers("1")}),
    "an update that deletes from a number": update("DELETE n :v", {":v": strings("1")}),
    "an update with a missing operand": update("SET n = nowhere + :v", {":v": n("1")}),
    "an update that adds up strings": update("SET n = t + :v", {":v": n("1")}),
    "an update that appends to a string": update("SET l = list_append(t, :v)", {":v": list_of()}),
    "an update of a reserved word by name": update("SET size = :v", _V),
    "an update of more than 38 digits": update("SET n = n + :v", {":v": n("1E-100")}),
}

CASES = tuple(
    refused(name, step) for group in (_CONDITIONS, _UPDATES) for name, step in group.items()
)
