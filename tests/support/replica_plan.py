"""How far replicas lag, and what they have to know of a request to DynamoDB."""

import re
from dataclasses import dataclass, replace
from json import dumps, loads
from typing import Any, TypeAlias

from tests.support.wire import Request

Key: TypeAlias = dict[str, Any]
Change: TypeAlias = dict[str, Any]
"""One of BatchWriteItem's requests: a PutRequest or a DeleteRequest."""

HEAD = "head"
_REVISED_AT = re.compile(r"\brevised_at = (:\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lags:
    """How far readers may be behind, at most, in seconds of the common clock."""

    settle_s: float
    """From when a transaction says that it was sent until every reader finds it."""
    lag_s: float
    """From when a transaction arrives until the replica has it."""
    tear_s: float
    """From a transaction's commit until Query finds it."""
    skew_s: float = 0.0
    """By how much the clock of a writer or reader may be wrong."""
    in_step: float = 0.25
    """How many of the eventually consistent reads find a replica that is not behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One owner's transaction."""

    table: str
    owner: str
    keys: list[Key]
    """Of what it writes."""
    revised_at_s: float
    """When the writer says that it was sent, by the common clock."""

    @classmethod
    def read(cls, request: Request) -> "Transaction":
        """Read it from a TransactWriteItems request."""
        actions = [next(iter(each.items())) for each in request.parameters["TransactItems"]]
        writes = [body for kind, body in actions if kind != "ConditionCheck"]
        keys = [body.get("Key") or _key(body["Item"]) for body in writes]
        return cls(
            table=writes[0]["TableName"],
            owner=keys[0]["owner"]["S"],
            keys=keys,
            revised_at_s=max(_revised_at_s(body) for body in writes),
        )


def _key(item: dict[str, Any]) -> Key:
    return {"owner": item["owner"], "id": item["id"]}


def _revised_at_s(body: dict[str, Any]) -> float:
    named = _REVISED_AT.search(body.get("UpdateExpression", ""))
    return float(body["ExpressionAttributeValues"][named[1]]["N"]) / 1000 if named else 0.0


def changes(keys: list[Key], items: list[dict[str, Any]]) -> list[Change]:
    """Return what makes another table hold at these keys what was found there."""
    found = {item["id"]["S"]: item for item in items}
    return [
        {"PutRequest": {"Item": found[key["id"]["S"]]}}
        if key["id"]["S"] in found
        else {"DeleteRequest": {"Key": key}}
        for key in keys
    ]


def asks_surely(request: Request) -> bool:
    """Tell whether a GetItem or Query asks to be strongly consistent."""
    return bool(request.parameters.get("ConsistentRead"))


def asks_for_head(request: Request) -> bool:
    """Tell whether it is a GetItem of an owner's head."""
    parameters = request.parameters
    return request.operation == "GetItem" and bool(parameters["Key"]["id"] == {"S": HEAD})


def strings(request: Request) -> set[str]:
    """Return the strings in the key or among the values that a read names."""
    parameters = request.parameters
    values = {**parameters.get("Key", {}), **parameters.get("ExpressionAttributeValues", {})}
    return {value["S"] for value in values.values() if "S" in value}


def of_table(request: Request, suffix: str) -> Request:
    """Return the same request for the table whose name ends otherwise."""
    parameters = loads(request.body)
    parameters["TableName"] += suffix
    return replace(request, body=dumps(parameters).encode())


def another(request: Request, operation: str, parameters: dict[str, Any]) -> Request:
    """Return another request under the same headers: the emulator doesn't check signatures."""
    headers = [
        (name, f"DynamoDB_20120810.{operation}" if name.lower() == "x-amz-target" else value)
        for name, value in request.headers
    ]
    return replace(request, operation=operation, headers=headers, body=dumps(parameters).encode())
