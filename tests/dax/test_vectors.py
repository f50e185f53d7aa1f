"""Every capture of the public client: its bytes are understood, and answered byte for byte."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.dax.shapes import KeySchema
from local.dax.wire.codec import OPERATIONS, AttributeLists, Call, Codec, Endpoint, Reader
from tests.dax.captured_meanings import ANSWERED, ASKED
from tests.dax.captures import Exchange, captured_lists, exchanges


class _Schemas:
    def of(self, table: str) -> KeySchema:
        names = {"todo": (("PK", "S"), ("SK", "S")), "num": (("h", "S"), ("r", "N"))}
        return KeySchema(names[table])


@pytest.fixture
def codec(tmp_path: Path) -> Codec:
    return Codec(_Schemas(), captured_lists(tmp_path))


def _calls(codec: Codec, exchange: Exchange) -> list[Call]:
    reader = Reader(BytesIO(exchange.sent))
    if exchange.opens:
        assert codec.preamble(reader).user_agent == "UA"
    calls = list(iter(lambda: codec.next_call(reader), None))
    return [call for call in calls if call is not None]


def _of(kind: str) -> list[Any]:
    """Return the exchanges of DAX's own methods, or of DynamoDB's operations."""
    names = [_method(exchange) for exchange in exchanges()]
    chosen = [
        (exchange, name)
        for exchange, name in zip(exchanges(), names, strict=True)
        if (name in OPERATIONS) == (kind == "operations")
    ]
    return [pytest.param(exchange, id=f"{exchange.title}: {name}") for exchange, name in chosen]


def _method(exchange: Exchange) -> str:
    return _calls(Codec(_Schemas(), AttributeLists()), exchange)[-1].method


@pytest.mark.parametrize("exchange", _of("operations"))
def test_a_captured_request_is_understood(codec: Codec, exchange: Exchange) -> None:
    request = codec.request(_calls(codec, exchange)[-1])
    asked = (request.operation, request.parameters, request.paths)
    assert asked == ASKED[exchange.title]


@pytest.mark.parametrize("exchange", _of("operations"))
def test_a_captured_answer_is_given_byte_for_byte(codec: Codec, exchange: Exchange) -> None:
    response = ANSWERED[exchange.title]
    if isinstance(response, ClientError):
        response.response["ResponseMetadata"]["RequestId"] = _request_id(exchange.answered)
        assert codec.error(response) == exchange.answered
    else:
        request = codec.request(_calls(codec, exchange)[-1])
        assert codec.answer(request, response) == exchange.answered


@pytest.mark.parametrize("exchange", _of("methods of DAX's own"))
def test_dax_own_methods_are_answered_byte_for_byte(codec: Codec, exchange: Exchange) -> None:
    call = _calls(codec, exchange)[-1]
    node = Endpoint(
        node=1, hostname="dax-local", address="127.0.0.1", port=8164, leader=True, zone="local-1a"
    )
    answers = {
        "endpoints": lambda _call: codec.endpoints([node]),
        "defineKeySchema": codec.key_schema,
        "defineAttributeListId": codec.attribute_list_id,
        "defineAttributeList": codec.attribute_list,
    }
    assert answers[call.method](call) == exchange.answered


def test_every_capture_is_reproduced() -> None:
    captured = {exchange.title for exchange in exchanges()}
    assert captured == {"construct", *ASKED} == {"construct", *ANSWERED}
    assert len(_of("operations")) + len(_of("methods of DAX's own")) == 21


def test_the_captured_client_says_who_it_is(codec: Codec) -> None:
    first = exchanges()[0]
    authorize, _endpoints = _calls(codec, first)
    authorization = codec.authorization(authorize)
    assert authorization.access_key == "AK"
    assert authorization.string_to_sign.startswith(b"AWS4-HMAC-SHA256\n20261122T164905Z\n")
    assert (authorization.session_token, authorization.user_agent) == (None, "UA")


def _request_id(answer: bytes) -> str:
    """Return the random id in a captured error: 52 characters of text."""
    start = answer.index(b"\x78\x34") + 2
    return answer[start : start + 52].decode()
