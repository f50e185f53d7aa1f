"""Reading CBOR from a connection: no byte too many, and one error whatever comes."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.dax.wire.cbor import decode_all, decode_first, decode_one
from local.dax.wire.reader import Reader
from local.dax.wire.refusals import WireError


class _Closing(BytesIO):
    """A connection that breaks where its bytes end."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() == len(self.getbuffer()):
            raise TimeoutError("nothing more came")
        return super().read(size)


def _reader(digits: str, limit: int = 1000) -> Reader:
    reader = Reader(BytesIO(bytes.fromhex(digits)), limit)
    reader.begin()
    return reader


def test_a_value_is_read_and_not_a_byte_of_the_next() -> None:
    stream = BytesIO(bytes.fromhex("826161426262015901f4") + b"x" * 600)
    reader = Reader(stream)
    reader.begin()
    assert [reader.value(), reader.value(), reader.value()] == [["a", b"bb"], 1, b"x" * 500]
    assert stream.read() == b"x" * 100


def test_a_peer_that_closes_between_requests_is_done() -> None:
    assert not Reader(BytesIO(b"")).begin()


@pytest.mark.parametrize("digits", ["19", "62", "6261", "8201", "a161", "5a00010000", "9f01"])
def test_a_value_that_is_cut_off_is_an_error(digits: str) -> None:
    with pytest.raises(WireError, match="end within"):
        _reader(digits, limit=100_000).value()


def test_a_broken_connection_is_told_as_it_is() -> None:
    reader = Reader(_Closing(b"\x82\x01"))
    reader.begin()
    with pytest.raises(TimeoutError, match="nothing more came"):
        reader.value()


@pytest.mark.parametrize(
    "tag", [0, 1, 5, 25, 28, 29, 30, 35, 36, 37, 100, 256, 258, 260, 3325, 55799]
)
def test_tags_that_dax_lacks_mean_nothing(tag: int) -> None:
    with pytest.raises(WireError, match=f"no tag {tag}"):
        decode_one(b"\xd9" + tag.to_bytes(2, "big") + bytes.fromhex("8101"))


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("c401", id="a decimal that is a number"),
        pytest.param("c48101", id="a decimal without mantissa"),
        pytest.param("c482f501", id="a decimal with a truth value"),
        pytest.param("c482fb3ff000000000000001", id="a decimal with a float"),
        pytest.param("c26161", id="a big integer of text"),
        pytest.param("d90cf9a0", id="a set of a map"),
        pytest.param("d90cfc20", id="an index before the list"),
        pytest.param("d90cfcf5", id="an index that is true"),
        pytest.param("61ff", id="text that is no UTF-8"),
        pytest.param("a1d90cf98000", id="a map with a set for a key"),
        pytest.param("ff", id="an end of nothing"),
        pytest.param("1c", id="a reserved length"),
        pytest.param("81" * 5000 + "00", id="arrays in arrays"),
        pytest.param("d90cf9" * 5000 + "80", id="tags in tags"),
    ],
)
def test_what_dax_has_no_meaning_for_is_an_error(digits: str) -> None:
    with pytest.raises(WireError):
        decode_one(bytes.fromhex(digits))


def test_of_a_key_that_comes_twice_the_last_value_counts() -> None:
    assert decode_one(bytes.fromhex("bf044161044162ff")) == {4: b"b"}


def test_a_request_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert _reader("190100", limit=3 + 16).value() == 256
    with pytest.raises(WireError, match="longer than 18 bytes"):
        _reader("190100", limit=18).value()


def test_the_limit_holds_for_all_values_of_a_request_together() -> None:
    reader = _reader("01" * 100, limit=90)
    with pytest.raises(WireError, match="longer"):
        [reader.value() for _ in range(100)]


def test_each_request_has_the_limit_to_itself() -> None:
    reader = Reader(BytesIO(b"\x01" * 100), limit=9)
    assert [reader.value() for _ in range(100) if reader.begin()] == [1] * 100


def test_a_length_that_is_only_claimed_takes_no_memory() -> None:
    with pytest.raises(WireError, match="longer"):
        _reader("5b00000000ffffffff" + "00" * 100_000).value()


def test_a_byte_string_may_hold_several_values() -> None:
    assert decode_all(bytes.fromhex("016161f6")) == [1, "a", None]
    assert decode_first(bytes.fromhex("01ff")) == (1, b"\xff")
    with pytest.raises(WireError, match="2 bytes after"):
        decode_one(bytes.fromhex("010203"))


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(blob: bytes) -> None:
    for read in (decode_one, decode_first, decode_all, lambda it: _reader(it.hex()).value()):
        with suppress(WireError):
            read(blob)
