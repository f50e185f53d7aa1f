"""What nobody foresaw is an answer too: who asked learns of it, and who runs the server."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from cbor2 import dumps

from tests.dax.raw_peer import KEY_SCHEMA, Error, RawPeer, a_raw_peer, call, get
from tests.dax.todo_table import TABLE
from tests.support.dax import running_dax
from tests.support.web_server import EVERYTHING, a_web_server

SCHEMA = {"owner": "S", "id": "S"}
DESCRIBED = {
    "KeySchema": [
        {"AttributeName": "owner", "KeyType": "HASH"},
        {"AttributeName": "id", "KeyType": "RANGE"},
    ],
    "AttributeDefinitions": [
        {"AttributeName": "owner", "AttributeType": "S"},
        {"AttributeName": "id", "AttributeType": "S"},
    ],
}
NO_NUMBER = {"n": {"N": "three"}}
NOT_DYNAMODB = [
    b"<html>It works!</html>",
    b"",
    b"[]",
    b"null",
    b"{}",
    b'{"Table": null}',
    b'{"Table": []}',
    b'{"Table": {"KeySchema": [{}], "AttributeDefinitions": []}}',
    b'{"Table": "\xff"}',
    b"{not JSON}",
]
DELETE = call(1013539361, TABLE.encode(), dumps("anna") + b"a", {7: 2})
"""It asks for the item as it was."""


def bodies(**answers: dict[str, Any]) -> dict[str, bytes]:
    all_of_them = {"DescribeTable": {"Table": DESCRIBED}, **answers}
    return {operation: json.dumps(answer).encode() for operation, answer in all_of_them.items()}


def an_internal_error(peer: RawPeer) -> Error:
    error = peer.hear()
    assert isinstance(error, Error)
    assert error.code == "InternalServerError"
    return error


@pytest.mark.parametrize("body", NOT_DYNAMODB)
@pytest.mark.parametrize("status", [HTTPStatus.NOT_FOUND, HTTPStatus.BAD_GATEWAY])
def test_an_upstream_that_is_no_dynamodb_is_an_error_and_ends_no_connection(
    body: bytes, status: HTTPStatus
) -> None:
    with (
        a_web_server({EVERYTHING: body}, status) as (url, _),
        running_dax(url) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        for _ in range(2):
            peer.say(KEY_SCHEMA)
            assert isinstance(peer.hear(), Error)


@pytest.mark.parametrize("body", NOT_DYNAMODB)
def test_a_success_of_no_dynamodb_is_told_from_one(body: bytes) -> None:
    with (
        a_web_server({EVERYTHING: body}) as (url, _),
        running_dax(url) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        peer.say(KEY_SCHEMA)
        assert "does not answer as DynamoDB does" in an_internal_error(peer).message


def test_a_page_of_a_web_server_is_no_item_that_is_missing() -> None:
    answers = bodies() | {"GetItem": b"<html>It works!</html>"}
    with (
        a_web_server(answers) as (url, _),
        running_dax(url) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        for _ in range(2):
            peer.say(get("anna"))
            assert "does not answer as DynamoDB does" in an_internal_error(peer).message
        assert dax.statistics()["total"]["item_negative_hits"] == 0


@pytest.mark.parametrize(
    ("operation", "wire", "answer"),
    [
        ("GetItem", get("anna"), {"Item": NO_NUMBER}),
        ("DeleteItem", DELETE, {"Attributes": NO_NUMBER}),
    ],
)
def test_an_answer_that_cannot_be_told_is_an_internal_error_and_its_cause_is_printed(
    operation: str, wire: bytes, answer: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        a_web_server(bodies(**{operation: answer})) as (url, asked),
        running_dax(url) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        peer.say(wire + KEY_SCHEMA)
        an_internal_error(peer)
        assert peer.hear() == SCHEMA
    assert asked.count(operation) == 1
    assert capfd.readouterr().err.count("Traceback") == 1
