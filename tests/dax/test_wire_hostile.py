"""Random bytes, and right ones with random changes: one error class comes out, or a request."""

from io import BytesIO

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from local.dax.shapes import KeySchema, Request
from local.dax.wire.codec import OPERATIONS, Codec, Reader, WireError
from tests.dax.captures import captured_lists, exchanges
from tests.support.counts import count

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


@pytest.mark.proof
@MANY
@given(sent=st.binary(max_size=80), opens=st.booleans())
def test_random_bytes_are_no_request_and_nothing_worse(
    codec: Codec, *, sent: bytes, opens: bool
) -> None:
    for result in _heard(codec, sent, opens=opens):
        assert isinstance(result, WireError | ClientError)


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
    *understood, last = [None, *_heard(codec, sent, opens=opens)]
    assert all(isinstance(request, Request) for request in understood[1:])
    assert isinstance(last, Request | WireError | ClientError | None)


def test_undamaged_requests_are_understood(codec: Codec) -> None:
    sent = [(exchange.sent, exchange.opens) for exchange in exchanges()]
    heard = [result for it, opens in sent for result in _heard(codec, it, opens=opens)]
    assert [type(result) for result in heard] == [Request] * 13
