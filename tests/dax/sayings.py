"""What Amazon's client says for each operation, recorded, one connection after the other."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

from botocore.exceptions import ClientError
from cbor2 import CBORDecoder

from local.dax.server.addresses import Address
from local.dax.server.dax_server import ServerSettings
from tests.dax.recorder import Recorder, recording
from tests.dax.todo_table import INDEX, TABLE, a_key, an_item
from tests.support.dax import DaxClient, dax_client, free_ports, running_dax
from tests.support.engines import Engine

_GREETING_VALUES = 5 + 2 + 5
"""The preamble, and authorizeConnection with its arguments."""


def sayings(engine: Engine) -> list[bytes]:
    """Return what was said on each connection once the client had introduced itself."""
    port = free_ports(1)
    with recording(("127.0.0.1", port)) as recorder:
        _say_everything(engine, port, recorder)
    return sorted({_after_greeting(bytes(heard)) for heard in recorder.heard})


def _say_everything(engine: Engine, port: int, recorder: Recorder) -> None:
    seen_at = Address("127.0.0.1", recorder.server_address[1])
    settings = ServerSettings(port=port, advertise=seen_at)
    with running_dax(engine.endpoint_url, server=settings) as dax:
        for operation, parameters in _operations():
            with dax_client(dax.endpoint) as client, suppress(ClientError):
                _method(client, operation)(TableName=TABLE, **parameters)
        for operation, parameters in _several():
            with dax_client(dax.endpoint) as client, suppress(ClientError):
                _method(client, operation)(**parameters)


def _method(client: DaxClient, operation: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(client, operation)
    return method


def _operations() -> list[tuple[str, dict[str, Any]]]:
    """Return operations upon one table, which have every expression that there is."""
    key, item = a_key("a", "owner"), an_item("a", "owner")
    condition = "attribute_exists(title) AND NOT (minutes > :n OR size(labels) BETWEEN :n AND :m)"
    values = {":n": {"N": "1"}, ":m": {"N": "3.25"}}
    conditional = {"ConditionExpression": condition, "ExpressionAttributeValues": values}
    by_key = "#o = :o AND begins_with(id, :i)"
    names, of_owner = {"#o": "owner"}, {":o": {"S": "owner"}, ":i": {"S": "a"}}
    query = {
        "KeyConditionExpression": by_key,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": of_owner | values,
    }
    update = (
        "SET minutes = if_not_exists(minutes, :n) + :m, labels = list_append(labels, :l) "
        "REMOVE picture, labels[1].deep ADD total :n DELETE places :s"
    )
    updating = values | {":l": {"L": [{"NULL": True}]}, ":s": {"SS": ["here"]}}
    return [
        ("put_item", {"Item": item}),
        ("put_item", {"Item": item, "ReturnValues": "ALL_OLD", **conditional}),
        ("get_item", {"Key": key}),
        ("get_item", {"Key": key, "ProjectionExpression": "labels[0], title, labels[1].deep"}),
        ("query", {**query, "Limit": 2, "ScanIndexForward": False}),
        ("query", {**query, "FilterExpression": condition, "ProjectionExpression": "title"}),
        ("query", {**query, "ExclusiveStartKey": key, "ConsistentRead": True}),
        (
            "query",
            {
                "IndexName": INDEX,
                "KeyConditionExpression": "label = :l",
                "ExpressionAttributeValues": {":l": {"S": "home"}},
                "ExclusiveStartKey": key | {"label": {"S": "home"}},
            },
        ),
        ("scan", {"Limit": 5, "Segment": 0, "TotalSegments": 2}),
        ("scan", {"FilterExpression": "title IN (:n, :m)", "ExpressionAttributeValues": values}),
        (
            "update_item",
            {
                "Key": key,
                "UpdateExpression": update,
                "ExpressionAttributeValues": updating,
                "ReturnValues": "UPDATED_NEW",
            },
        ),
        ("delete_item", {"Key": a_key("b", "owner"), "ReturnValues": "ALL_OLD"}),
    ]


def _several() -> list[tuple[str, dict[str, Any]]]:
    """Return operations upon several items."""
    key, item = a_key("a", "owner"), an_item("a", "owner")
    in_table = {"TableName": TABLE, "Key": key}
    exists = {"ConditionExpression": "attribute_exists(title)"}
    update = {
        "UpdateExpression": "SET title = :t",
        "ExpressionAttributeValues": {":t": {"S": "Buy bread"}},
    }
    return [
        ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key, a_key("b", "owner")]}}}),
        ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key], "ConsistentRead": True}}}),
        (
            "batch_write_item",
            {
                "RequestItems": {
                    TABLE: [
                        {"PutRequest": {"Item": item}},
                        {"DeleteRequest": {"Key": a_key("b", "owner")}},
                    ]
                }
            },
        ),
        ("transact_get_items", {"TransactItems": [{"Get": in_table}]}),
        (
            "transact_write_items",
            {
                "TransactItems": [
                    {"Update": {**in_table, **update}},
                    {"Put": {"TableName": TABLE, "Item": an_item("c", "owner"), **exists}},
                    {"Delete": {"TableName": TABLE, "Key": a_key("d", "owner")}},
                    {"ConditionCheck": {"TableName": TABLE, "Key": a_key("e"), **exists}},
                ]
            },
        ),
    ]


def _after_greeting(heard: bytes) -> bytes:
    stream = BytesIO(heard)
    decoder = CBORDecoder(stream, read_size=1)
    for _ in range(_GREETING_VALUES):
        decoder.decode()
    return stream.read()
