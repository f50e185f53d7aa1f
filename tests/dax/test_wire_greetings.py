"""What is said besides requests: preambles, unknown calls, nodes, the server's own errors."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from cbor2 import loads

from local.dax.wire.codec import (
    Codec,
    Endpoint,
    Reader,
    WireError,
)
from tests.dax.conversation import a_codec


@pytest.fixture
def codec() -> Codec:
    return a_codec()


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("02", id="another service"),
        pytest.param("0101", id="an unknown method"),
        pytest.param("01616d", id="a method's name"),
        pytest.param("013a2c43e27e", id="a method without arguments"),
        pytest.param("013a2c43e27e44746f64", id="arguments that are cut off"),
    ],
)
def test_what_is_no_call_is_told_so(codec: Codec, digits: str) -> None:
    with pytest.raises(WireError):
        codec.next_call(Reader(BytesIO(bytes.fromhex(digits))))


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("", id="nothing"),
        pytest.param("474554202f", id="HTTP"),
        pytest.param("674a37796e653547", id="only the magic word"),
        pytest.param("674a37796e65354701f6a000", id="another layering"),
        pytest.param("674a37796e65354700f6a001", id="other types"),
        pytest.param("674a37796e6535470001a000", id="a session that is a number"),
        pytest.param("674a37796e65354700f68000", id="headers that are an array"),
    ],
)
def test_what_is_no_preamble_is_told_so(codec: Codec, digits: str) -> None:
    with pytest.raises(WireError):
        codec.preamble(Reader(BytesIO(bytes.fromhex(digits))))


def test_a_preamble_may_have_no_session_and_no_agent(codec: Codec) -> None:
    reader = Reader(BytesIO(bytes.fromhex("674a37796e65354700f6a000")))
    assert (codec.preamble(reader).session, codec.next_call(reader)) == (None, None)


@pytest.mark.parametrize(
    ("write", "codes", "code", "status"),
    [
        (
            lambda it: it.malformed(WireError("why")),
            [4, 37, 38, 39, 46],
            "ValidationException",
            400,
        ),
        (
            lambda it: it.refused("why", "AccessDeniedException"),
            [4, 23, 31, 32],
            "AccessDeniedException",
            400,
        ),
        (lambda it: it.refused("why", "X"), [4, 23, 31, 32], "X", 400),
        (lambda it: it.failed("why"), [4, 37, 38, 39, 47], "InternalServerError", 500),
    ],
)
def test_the_servers_own_errors_are_three_values(
    codec: Codec, write: Callable[[Codec], bytes], codes: list[int], code: str, status: int
) -> None:
    stream = BytesIO(write(codec))
    assert _values(stream) == [codes, "why", [None, code, status]]


def test_nodes_are_told_with_addresses_of_both_kinds(codec: Codec) -> None:
    nodes = [
        Endpoint(node=1, hostname="a", address="127.0.0.1", port=1, leader=True),
        Endpoint(node=2, hostname="b", address="::1", port=2, leader=False, zone="z", session=9),
    ]
    _fine, told = _values(BytesIO(codec.endpoints(nodes)))
    assert told == [
        {0: 1, 1: "a", 2: b"\x7f\0\0\x01", 3: 1, 4: 1, 5: "local-1a", 6: 0},
        {0: 2, 1: "b", 2: bytes(15) + b"\x01", 3: 2, 4: 2, 5: "z", 6: 9},
    ]


def _values(stream: BytesIO) -> list[Any]:
    content = stream.read()
    return list(loads(b"\x9f" + content + b"\xff"))
