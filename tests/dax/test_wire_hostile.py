"""Random bytes, and right ones with random changes: one error class comes out, or a request."""

from io import BytesIO

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from local.dax.shapes import KeySchema, Request
from local.dax.wire.cbor import encode
from local.dax.wire.codec import OPERATIONS, Codec, Reader, WireError
from tests.dax.captures import captured_lists, exchanges
from tests.dax.raw_peer import PREAMBLE
from tests.support.counts import count

METHODS = [263244906, -2106490455, 1425579023, 1013539361, -931250863, -1875390620]
METHODS += [-697851100, 116217951, 1866287579, -1160037738]
"""The numbers of DynamoDB's operations."""
MANY = settings(max_examples=count(500, 20_000))


class _Schemas:
    """Whatever the name, there is such a table."""

    def of(self, table: str) -> KeySchema:
        return KeySchema((("PK", "S"), ("SK", "N" if "num" in table else "S")))


@pytest.fixture(scope="module")
def codec(tmp_path_factory: pytest.TempPathFactory) -> Codec:
    return Codec(_Schemas(), captured_lists(tmp_path_factory.mktemp("hostile")))


def _heard(codec: Codec, sent: bytes, *, opens: bool) -> list[Request | Exception]:
    """Return what a connection's bytes come to, as far as a server reads them."""
    reader = Reader(BytesIO(sent))
    heard: list[Request | Exception] = []
    try:
        if opens:
            codec.preamble(reader)
        while (call := codec.next_call(reader)) is not None:
            if call.method in OPERATIONS:
                heard.append(codec.request(call))
    except (WireError, ClientError) as refusal:
        heard.append(refusal)
    return heard


def _check(heard: list[Request | Exception]) -> None:
    """At most one refusal comes out, and nothing after it."""
    assert all(isinstance(request, Request) for request in heard[:-1])
    assert isinstance([None, *heard][-1], Request | WireError | ClientError | None)


@pytest.mark.proof
@MANY
@given(method=st.sampled_from(METHODS), noise=st.binary(max_size=80))
def test_random_bytes_behind_a_method_are_understood_or_refused(
    codec: Codec, method: int, noise: bytes
) -> None:
    _check(_heard(codec, PREAMBLE + encode(1, method) + noise, opens=True))


@pytest.mark.proof
@MANY
@given(st.binary(max_size=80))
def test_random_bytes_are_no_preamble(codec: Codec, noise: bytes) -> None:
    (refusal,) = _heard(codec, noise, opens=True)
    assert isinstance(refusal, WireError)


@st.composite
def _damaged(draw: st.DrawFn) -> tuple[bytes, bool]:
    """Make captured bytes in which some were changed, cut out, doubled or added."""
    exchange = draw(st.sampled_from(exchanges()))
    sent = bytearray(exchange.sent)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(sent)))
        end = min(len(sent), start + draw(st.integers(0, 4)))
        sent[start:end] = draw(st.binary(max_size=4) | st.just(bytes(sent[start:end]) * 2))
    return bytes(sent), exchange.opens


@pytest.mark.proof
@MANY
@given(_damaged())
def test_damaged_requests_are_understood_or_refused(
    codec: Codec, damaged: tuple[bytes, bool]
) -> None:
    sent, opens = damaged
    _check(_heard(codec, sent, opens=opens))


def test_undamaged_requests_are_understood(codec: Codec) -> None:
    sent = [(exchange.sent, exchange.opens) for exchange in exchanges()]
    heard = [result for it, opens in sent for result in _heard(codec, it, opens=opens)]
    assert [type(result) for result in heard] == [Request] * 13
