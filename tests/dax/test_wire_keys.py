"""Keys, and numbers that sort as bytes: the client says what is right."""

from decimal import Decimal

import pytest
from botocore.exceptions import ClientError
from cbor2 import dumps
from hypothesis import given
from hypothesis import strategies as st

from local.dax.shapes import Item, KeySchema
from local.dax.wire import lexdecimal
from local.dax.wire.decimals import Number
from local.dax.wire.keys import index_key_bytes, index_key_of, key_bytes, key_of
from local.dax.wire.refusals import WireError
from tests.dax.public_client import (
    decoded_key,
    encoded_index_key,
    encoded_key,
    number_of_lexdecimal,
)
from tests.dax.public_client import lexdecimal as public_lexdecimal
from tests.dax.wire_strategies import flat_items, key_numbers, keys, numbers, plain, respelt_item


@given(keys())
def test_the_key_that_the_client_sends_is_read_as_it_meant(key: tuple[KeySchema, Item]) -> None:
    schema, attributes = key
    assert key_of(encoded_key(attributes, schema), schema) == respelt_item(attributes)


@given(keys())
def test_the_key_that_is_sent_is_what_the_client_reads(key: tuple[KeySchema, Item]) -> None:
    schema, attributes = key
    received = decoded_key(dumps(key_bytes(attributes, schema)), schema)
    assert respelt_item(received) == respelt_item(attributes)


@given(keys(), flat_items)
def test_of_an_item_only_the_key_is_in_its_key(key: tuple[KeySchema, Item], item: Item) -> None:
    schema, attributes = key
    assert key_bytes(item | attributes, schema) == key_bytes(attributes, schema)


@given(flat_items)
def test_start_keys_of_an_index_name_their_attributes(key: Item) -> None:
    sent = encoded_index_key(dict(key))
    assert index_key_of(sent) == respelt_item(key)
    assert index_key_of(index_key_bytes(key)) == respelt_item(key)


@given(st.lists(numbers(), min_size=2, max_size=40))
def test_the_bytes_of_numbers_are_the_clients_and_sort_as_the_numbers(texts: list[str]) -> None:
    encoded = {Decimal(text): lexdecimal.encode(Number.of_text(text)) for text in texts}
    assert sorted(encoded.values()) == [encoded[number] for number in sorted(encoded)]
    for number, blob in encoded.items():
        assert lexdecimal.decode(blob).text() == plain(str(number))
        assert number_of_lexdecimal(blob) == number
        assert blob == public_lexdecimal(_as_sent(number))


@given(key_numbers)
def test_the_bytes_of_a_number_are_read_however_the_client_spelt_it(text: str) -> None:
    assert lexdecimal.decode(public_lexdecimal(Decimal(text))).text() == plain(text)


@pytest.mark.parametrize("number", ["100", "-4200", "12345678901234567890", "1" + "0" * 37])
def test_integers_in_keys_are_printed_by_the_client_with_their_zeros(number: str) -> None:
    assert str(number_of_lexdecimal(lexdecimal.encode(Number.of_text(number)))) == number


def test_both_zeros_are_zero() -> None:
    assert {lexdecimal.decode(blob).text() for blob in (b"\x80", b"\x7f")} == {"0"}


HASH_ONLY = KeySchema((("owner", "N"),))
BOTH = KeySchema((("owner", "S"), ("id", "N")))


@pytest.mark.parametrize(
    ("schema", "digits"),
    [
        pytest.param(HASH_ONLY, "", id="nothing"),
        pytest.param(HASH_ONLY, "0101", id="two numbers for one"),
        pytest.param(KeySchema((("owner", "S"),)), "ff", id="text that is no UTF-8"),
        pytest.param(KeySchema((("owner", "S"), ("id", "S"))), "6161ff", id="a range of the same"),
        pytest.param(BOTH, "6161", id="a number without bytes"),
        pytest.param(BOTH, "6161c1", id="a number without digits"),
        pytest.param(BOTH, "6161c10000", id="a number that ends at once"),
        pytest.param(BOTH, "6161c1ffff", id="a number whose end is unknown"),
        pytest.param(BOTH, "6161c1b2000000", id="a byte after a number"),
        pytest.param(BOTH, "6161c1" + "40" * 4, id="a number without end"),
        pytest.param(BOTH, "6161c1" + "40" * 100, id="a number that is too long"),
        pytest.param(BOTH, "6161fe00", id="an exponent that is cut off"),
    ],
)
def test_bytes_that_are_no_key_are_no_request(schema: KeySchema, digits: str) -> None:
    with pytest.raises(WireError):
        key_of(bytes.fromhex(digits), schema)


@pytest.mark.parametrize(
    ("schema", "digits"),
    [
        pytest.param(HASH_ONLY, "6161", id="text for a number"),
        pytest.param(BOTH, "01c161", id="a number for text"),
    ],
)
def test_a_key_of_another_type_is_refused_in_dynamodbs_words(
    schema: KeySchema, digits: str
) -> None:
    with pytest.raises(ClientError, match="does not match the schema"):
        key_of(bytes.fromhex(digits), schema)


@given(st.binary(max_size=12), st.sampled_from([HASH_ONLY, BOTH]))
def test_no_bytes_of_a_key_raise_anything_else(blob: bytes, schema: KeySchema) -> None:
    try:
        key = key_of(blob, schema)
    except (WireError, ClientError):
        return
    assert set(key) == set(schema.names)


def _as_sent(number: Decimal) -> Decimal:
    """Return a number with the digits that are sent: an integer's zeros, up to 38 digits."""
    written = Decimal(plain(str(number)))
    if len(written.as_tuple().digits) <= 38:
        return written
    digits = str(written).rstrip("0")
    return Decimal(f"{digits}E{len(str(written)) - len(digits)}")
