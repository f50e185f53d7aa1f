"""Attribute values: the client's encoder and decoder say what is right."""

from decimal import Decimal

import pytest
from botocore.exceptions import ClientError
from hypothesis import example, given

from local.dax.shapes import Value
from local.dax.wire.cbor import decode_one, encode
from local.dax.wire.refusals import WireError
from local.dax.wire.values import from_wire, to_wire
from tests.dax.public_client import decoded_value, encoded_value
from tests.dax.wire_strategies import numbers, plain, respelt, values


@given(values)
def test_what_the_client_sends_is_read_as_what_it_meant(value: Value) -> None:
    assert from_wire(decode_one(encoded_value(value))) == respelt(value)


@given(values)
def test_what_is_sent_is_what_the_client_reads(value: Value) -> None:
    assert respelt(decoded_value(encode(to_wire(value)))) == respelt(value)


@given(numbers())
@example("1E+125")
@example("-9.9999999999999999999999999999999999999E+125")
@example("1E-130")
@example("12345678901234567890123456789012345678")
@example("0.1234567890123456789012345678901234567")
def test_all_38_digits_of_a_number_arrive_in_both_directions(number: str) -> None:
    assert from_wire(decode_one(encoded_value({"N": number}))) == {"N": plain(number)}
    assert Decimal(decoded_value(encode(to_wire({"N": number})))["N"]) == Decimal(number)


@pytest.mark.parametrize("number", ["0", "7", "-1200", "10" * 19, "1" + "0" * 125])
def test_integers_are_sent_so_that_the_client_prints_all_their_digits(number: str) -> None:
    assert decoded_value(encode(to_wire({"N": number}))) == {"N": number}


@pytest.mark.parametrize(
    "digits", ["c48201181e", "19012c", "c48220190bb8", "c24900000000000000012c"]
)
def test_one_number_has_one_spelling_however_it_comes(digits: str) -> None:
    assert from_wire(decode_one(bytes.fromhex(digits))) == {"N": "300"}


@pytest.mark.parametrize("digits", ["00", "c4822000", "c4821b7fffffffffffffff00", "c240"])
def test_zero_is_zero_however_it_comes(digits: str) -> None:
    assert from_wire(decode_one(bytes.fromhex(digits))) == {"N": "0"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10**39 + 1, "more than 38 significant digits"),
        (10**126, "Number overflow"),
        (-(2**3000), "Number overflow"),
    ],
)
def test_integers_that_dynamodb_lacks_are_refused_in_its_words(number: int, words: str) -> None:
    with pytest.raises(ClientError, match=words):
        from_wire(number)


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("c4821b7fffffffffffffff01", "Number overflow"),
        ("c4823b7fffffffffffffff01", "Number underflow"),
        ("c48238841901f5", "Number underflow"),
    ],
)
def test_decimals_that_dynamodb_lacks_are_refused_in_its_words(digits: str, words: str) -> None:
    with pytest.raises(ClientError, match=words):
        from_wire(decode_one(bytes.fromhex(digits)))


def test_values_nested_too_deeply_are_refused_in_dynamodbs_words() -> None:
    with pytest.raises(ClientError, match="Nesting Levels"):
        from_wire(decode_one(b"\x81" * 300 + b"\x00"))


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("fb7ff0000000000000", id="infinity"),
        pytest.param("f97e00", id="not a number"),
        pytest.param("f7", id="undefined"),
        pytest.param("f0", id="a simple value"),
        pytest.param("a10102", id="a map whose keys are numbers"),
        pytest.param("d90cfc01", id="a list's index"),
        pytest.param("d90cf98101", id="a set of strings with a number"),
        pytest.param("d90cfa816161", id="a set of numbers with a string"),
        pytest.param("d90cfa81f5", id="a set of numbers with a truth value"),
        pytest.param("d90cfb816161", id="a set of binaries with a string"),
    ],
)
def test_what_is_no_attribute_value_is_no_request(digits: str) -> None:
    with pytest.raises(WireError):
        from_wire(decode_one(bytes.fromhex(digits)))
