"""Requests that the public Python client does not send: other clients' forms, and wrong ones."""

import pytest
from botocore.exceptions import ClientError
from cbor2 import dumps

from local.dax.wire.cbor import BLOB_BYTES
from local.dax.wire.codec import (
    AttributeLists,
    Call,
    Codec,
    WireError,
)
from tests.dax.conversation import a_codec

KEY = {"owner": {"S": "a"}, "id": {"N": "7"}}
KEY_BYTES = bytes.fromhex("6161c1b20000")
PATH = [18, "a"]
EXISTS = dumps([1, [11, PATH], []])
SET = dumps([1, [[19, PATH, [17, 0]]], ["x"]])
PUT = b"\x01"
"""Values of no attribute: the empty list's number."""


@pytest.fixture
def codec() -> Codec:
    return a_codec()


def test_a_request_may_have_no_options_at_all(codec: Codec) -> None:
    request = codec.request(Call("getItem", (b"todo", KEY_BYTES, None)))
    assert (request.operation, request.parameters) == ("GetItem", {"TableName": "todo", "Key": KEY})


def test_options_that_are_null_are_not_asked_for(codec: Codec) -> None:
    request = codec.request(Call("scan", (b"todo", {0: None, 9: None, 13: None})))
    assert request.parameters == {"TableName": "todo"}


def test_names_and_values_beside_the_expressions_are_not_needed(codec: Codec) -> None:
    options = {1: {"#x": "y"}, 4: EXISTS, 5: {":x": 1}}
    request = codec.request(Call("deleteItem", (b"todo", KEY_BYTES, options)))
    assert request.parameters["ConditionExpression"] == "attribute_exists(#n0)"
    assert request.parameters["ExpressionAttributeNames"] == {"#n0": "a"}


def test_a_query_may_have_no_key_condition_for_dynamodb_to_refuse(codec: Codec) -> None:
    request = codec.request(Call("query", (b"todo", None, None)))
    assert (request.operation, request.parameters) == ("Query", {"TableName": "todo"})


def test_arrays_of_a_transaction_may_be_null_as_a_whole(codec: Codec) -> None:
    call = Call("transactWriteItems", ([7], [b"todo"], [KEY_BYTES], *[None] * 5, None))
    deletes = [{"Delete": {"TableName": "todo", "Key": KEY}}]
    assert codec.request(call).parameters == {"TransactItems": deletes}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("getItem", ("todo", KEY_BYTES, None)),
        ("getItem", (b"\xff", KEY_BYTES, None)),
        ("getItem", (b"todo", "text", None)),
        ("getItem", (b"todo", KEY_BYTES, [])),
        ("getItem", (b"todo", KEY_BYTES, {"2": True})),
        ("getItem", (b"todo", KEY_BYTES, {2: 2})),
        ("getItem", (b"todo", KEY_BYTES, {2: "yes"})),
        ("getItem", (b"todo", KEY_BYTES, {3: 3})),
        ("getItem", (b"todo", KEY_BYTES, {3: -1})),
        ("getItem", (b"todo", KEY_BYTES, {13: 1})),
        ("getItem", (b"todo", KEY_BYTES, {99: 1})),
        ("putItem", (b"todo", KEY_BYTES, b"", None)),
        ("putItem", (b"todo", KEY_BYTES, b"\x61a", None)),
        ("putItem", (b"todo", KEY_BYTES, b"\x01\x01", None)),
        ("putItem", (b"todo", KEY_BYTES, PUT, {7: 0})),
        ("putItem", (b"todo", KEY_BYTES, PUT, {7: 6})),
        ("putItem", (b"todo", KEY_BYTES, PUT, {8: SET})),
        ("scan", (b"todo", {10: "text"})),
        ("scan", (b"todo", {11: "text"})),
        ("scan", (b"todo", {14: True})),
        ("batchGetItem", ({b"todo": [False, None, [KEY_BYTES]]}, None)),
        ("batchGetItem", ({"todo": [False, [KEY_BYTES]]}, None)),
        ("batchGetItem", ({"todo": None}, None)),
        ("batchWriteItem", ({"todo": [KEY_BYTES]}, None)),
        ("batchWriteItem", ({"todo": [KEY_BYTES, 1]}, None)),
        ("transactGetItems", ([b"todo"], [], None, None)),
        ("transactGetItems", ([b"todo"], None, None, None)),
        ("transactGetItems", (None, None, None, None)),
        ("transactWriteItems", ([3], [b"todo"], [KEY_BYTES], *[None] * 6)),
        ("transactWriteItems", ([7], [b"todo"], [KEY_BYTES], None, None, [3], *[None] * 3)),
        ("transactWriteItems", ([2], [b"todo"], [KEY_BYTES], *[None] * 6)),
        ("endpoints", ()),
    ],
)
def test_what_is_no_request_is_told_so(
    codec: Codec, method: str, arguments: tuple[object, ...]
) -> None:
    with pytest.raises(WireError):
        codec.request(Call(method, arguments))


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("getItem", (b"nowhere", KEY_BYTES, None), "ResourceNotFoundException"),
        ("getItem", (b"no such name", KEY_BYTES, None), "ValidationException"),
        ("getItem", (b"", KEY_BYTES, None), "ValidationException"),
        ("putItem", (b"todo", KEY_BYTES, b"\x07", None), "ValidationException"),
        ("scan", (b"todo", {10: b""}), "ValidationException"),
        ("scan", (b"todo", {13: 0}), "ValidationException"),
        ("scan", (b"todo", {13: -5}), "ValidationException"),
        ("scan", (b"todo", {16: -1}), "ValidationException"),
        ("scan", (b"todo", {17: 0}), "ValidationException"),
        ("scan", (b"todo", {11: b"ab"}), "ValidationException"),
        ("batchGetItem", ({}, None), "ValidationException"),
        ("batchGetItem", ({"todo": [False, None, []]}, None), "ValidationException"),
        ("batchWriteItem", ({}, None), "ValidationException"),
        ("batchWriteItem", ({"todo": []}, None), "ValidationException"),
        ("transactGetItems", ([], [], [], None), "ValidationException"),
        ("transactWriteItems", ([9], [b"todo"], [KEY_BYTES], *[None] * 6), "ValidationException"),
        ("transactWriteItems", ([12], [b"todo"], [KEY_BYTES], *[None] * 6), "ValidationException"),
        (
            "transactWriteItems",
            ([7], [b"todo"], [KEY_BYTES], *[None] * 5, {19: ""}),
            "ValidationException",
        ),
    ],
)
def test_what_dynamodb_would_refuse_is_refused_as_it_does(
    codec: Codec, method: str, arguments: tuple[object, ...], code: str
) -> None:
    with pytest.raises(ClientError) as refusal:
        codec.request(Call(method, arguments))
    assert refusal.value.response["Error"]["Code"] == code


def test_an_item_far_larger_than_any_is_refused_unread(codec: Codec) -> None:
    values = dumps(1) + b"\x80" * 2**20
    with pytest.raises(ClientError, match="Item size has exceeded"):
        codec.request(Call("putItem", (b"todo", KEY_BYTES, values, None)))


@pytest.mark.parametrize("tree", [b"\x80", b"\x83\x01\x80\x80"])
def test_bytes_of_values_beyond_reason_are_refused_unread(codec: Codec, tree: bytes) -> None:
    blob = tree + b"\x80" * BLOB_BYTES
    for options in ({0: blob}, {9: blob}, {10: blob}):
        with pytest.raises(WireError, match="is longer than"):
            codec.request(Call("scan", (b"todo", options)))


def test_an_items_values_may_not_repeat_its_key() -> None:
    lists = AttributeLists()
    values = dumps(lists.id_of(("id",))) + b"\x01"
    with pytest.raises(WireError, match="repeat its key"):
        a_codec(lists).request(Call("putItem", (b"todo", KEY_BYTES, values, None)))
