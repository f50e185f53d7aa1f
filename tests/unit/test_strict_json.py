"""JSON that can be read in one way only, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import ApiError, InvalidInputError, MalformedRequestError
from chalicelib.web import strict_json

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), values, max_size=5))
def test_an_object_is_read_as_it_was_written(document: dict[str, Any]) -> None:
    assert strict_json.read(json.dumps(document).encode()) == document


@pytest.mark.parametrize(
    "body",
    [b"{}", b" \t\r\n{ } ", '{"title":"Blumen gießen 🌱"}'.encode(), rb'{"title":"\ud83c\udf31"}'],
)
def test_white_space_and_every_character_are_json(body: bytes) -> None:
    assert strict_json.read(body) == json.loads(body)


@pytest.mark.parametrize("body", [b"null", b"true", b"1", b'"text"', b"[]", b'[{"title":"x"}]'])
def test_json_that_is_no_object_is_refused_for_its_meaning(body: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        strict_json.read(body)
    assert [error.field for error in refused.value.errors] == ["body"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{"title"}',
        b"{'title':'x'}",
        b'{"title":"x",}',
        b'{"title":"x"} {}',
        b'{"title":"x"}//',
        b'{"title":"a\nb"}',
        b'{"title":"\0"}',
        b'{"title":01}',
        b'{"title":"\\x41"}',
        b"title=x",
        b"\xef\xbb\xbf{}",
        '{"title":"x"}'.encode("utf-16"),
        b'{"title":"\xff"}',
        b'{"title":"\xed\xa0\x80"}',
        b'{"title":"\xc0\xaf"}',
    ],
)
def test_what_is_no_json_in_utf_8_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedRequestError):
        strict_json.read(body)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("frame", ['{"a":%s}', '{"a":[%s]}', '{"a":{"b":%s}}', "%s"])
def test_what_python_takes_for_numbers_and_json_does_not_is_malformed(
    frame: str, constant: str
) -> None:
    with pytest.raises(MalformedRequestError):
        strict_json.read((frame % constant).encode())


@pytest.mark.parametrize(
    "body",
    [
        b'{"title":"a","title":"a"}',
        b'{"title":"a","\\u0074itle":"b"}',
        b'{"a":{"title":1,"title":2}}',
        b'{"a":[{"title":1,"title":2}]}',
    ],
)
def test_a_name_that_is_in_one_object_twice_is_told(body: bytes) -> None:
    with pytest.raises(MalformedRequestError) as refused:
        strict_json.read(body)
    assert [error.field for error in refused.value.errors] == ["title"]


def test_a_name_may_be_in_two_objects() -> None:
    assert strict_json.read(b'{"a":{"a":1}}') == {"a": {"a": 1}}


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"a":['])
def test_nesting_without_end_is_malformed(opening: bytes) -> None:
    with pytest.raises(MalformedRequestError) as refused:
        strict_json.read(opening * (strict_json.LONGEST_BODY_BYTES // len(opening)))
    assert refused.value.errors[0].message == "is nested too deep"


def test_a_number_of_very_many_digits_is_malformed() -> None:
    with pytest.raises(MalformedRequestError):
        strict_json.read(b'{"a":' + b"1" * strict_json.LONGEST_BODY_BYTES + b"}")


@given(st.text('{}[]":,01e-. atruefals\\\0é').map(str.encode) | st.binary())
def test_whatever_is_sent_gives_an_object_or_an_error_of_the_api(body: bytes) -> None:
    try:
        document = strict_json.read(body)
    except ApiError:
        return
    assert isinstance(document, dict)
