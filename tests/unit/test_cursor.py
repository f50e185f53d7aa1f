"""A cursor opens the page it was made for, to whom it was given, and nothing else."""

import base64
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import ApiError, EpochChangedError, InvalidCursorError
from chalicelib.web.cursor import LONGEST, MAC_BYTES, cursor, position
from tests.builders import ID
from tests.strategies import texts

SECRET, EPOCH, OWNER, SERIES = b"a secret", "1", "an owner", "agenda&2026-01-01&"
POSITIONS = [f"todo#{ID}", f"2026-03-01#{ID}", f"2026-03-01T09:00:00#{ID}", f"undated#{ID}"]
"""Of all lengths modulo 3: base64 leaves 0, 2 or 4 bits of the last character unused."""


def a_cursor(found: str = POSITIONS[0]) -> str:
    return cursor(SECRET, EPOCH, OWNER, SERIES, found)


def opened(token: str) -> str:
    return position(SECRET, EPOCH, OWNER, SERIES, token)


epochs = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.binary(min_size=1), epochs, texts(1, 40), texts(0, 40), texts(0, 60))
def test_a_cursor_gives_back_its_position(
    secret: bytes, epoch: str, owner: str, series: str, found: str
) -> None:
    token = cursor(secret, epoch, owner, series, found)
    assert position(secret, epoch, owner, series, token) == found


@pytest.mark.parametrize("found", POSITIONS)
def test_the_same_position_gives_the_same_cursor(found: str) -> None:
    assert a_cursor(found) == a_cursor(found)


@pytest.mark.parametrize("found", POSITIONS)
def test_a_cursor_needs_no_escaping_in_a_query(found: str) -> None:
    assert set(a_cursor(found)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


def test_a_cursor_without_its_mac_tells_only_epoch_and_position() -> None:
    raw = base64.urlsafe_b64decode(a_cursor() + "==")
    assert raw[MAC_BYTES:] == f"{EPOCH}\n{POSITIONS[0]}".encode()


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))


def with_a_bit_flipped(token: str) -> Iterator[str]:
    raw = decoded(token)
    for bit in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        yield encoded(bytes(flipped))


def with_a_character_changed(token: str) -> Iterator[str]:
    """Change the lowest bit of each: of the last one, base64 may not even see it."""
    for place, char in enumerate(token):
        yield token[:place] + chr(ord(char) ^ 1) + token[place + 1 :]


def cut(token: str) -> Iterator[str]:
    for length in range(len(token)):
        yield token[:length]
        yield token[-length:] if length else ""


def lengthened(token: str) -> Iterator[str]:
    raw = decoded(token)
    yield from (encoded(raw + bytes([each])) for each in range(256))
    yield from (token + char for char in "A=-_.~%é\0")
    yield from (token + token, token + "A" * LONGEST)


def spelt_otherwise(token: str) -> Iterator[str]:
    yield from (token + padding for padding in ("=", "==", "===", "===="))
    for space in (" ", "\n", "\t", "\r\n", "\0", "\N{NO-BREAK SPACE}"):
        yield from (token + space, space + token, token[:9] + space + token[9:])
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    yield from (token[:-1] + char for char in last if char != token[-1])
    yield from (token.lower(), token.upper(), token.swapcase(), token[::-1], f'"{token}"')
    yield from (
        base64.b16encode(decoded(token)).decode(),
        base64.b85encode(decoded(token)).decode(),
    )


def made_for_something_else(found: str) -> Iterator[str]:
    yield cursor(b"another secret", EPOCH, OWNER, SERIES, found)
    yield cursor(SECRET, EPOCH, "another owner", SERIES, found)
    yield cursor(SECRET, EPOCH, OWNER, "agenda&&", found)
    yield cursor(SECRET, EPOCH, OWNER, "history&&", found)
    # The parts of a right one in front of another position.
    yield encoded(decoded(a_cursor(found))[:MAC_BYTES] + f"{EPOCH}\ntodo#zzz".encode())
    yield encoded(decoded(a_cursor(found))[:MAC_BYTES] + f"2\n{found}".encode())


def tamperings() -> set[str]:
    found = set[str]()
    for each in POSITIONS:
        token = a_cursor(each)
        for tampered in (
            with_a_bit_flipped,
            with_a_character_changed,
            cut,
            lengthened,
            spelt_otherwise,
        ):
            found.update(tampered(token))
        found.update(made_for_something_else(each))
    return found - {a_cursor(each) for each in POSITIONS}


def is_refused(token: str) -> bool:
    try:
        opened(token)
    except InvalidCursorError:
        return True
    return False


def test_no_cursor_that_was_tampered_with_is_accepted() -> None:
    tried = tamperings()
    assert len(tried) >= 500
    assert [token for token in tried if not is_refused(token)] == []


@pytest.mark.parametrize("glue", ["", "\n", "&", ",", '", "', "\0"])
@pytest.mark.parametrize("found", POSITIONS)
def test_what_a_cursor_is_bound_to_is_not_only_glued_together(found: str, glue: str) -> None:
    assert is_refused(cursor(SECRET, EPOCH, OWNER + glue + SERIES, "", found))
    assert is_refused(cursor(SECRET, EPOCH, "", OWNER + glue + SERIES, found))


@given(st.text())
def test_what_is_no_cursor_is_refused(text: str) -> None:
    assert is_refused(text)


@pytest.mark.parametrize("text", ["é", "A" * LONGEST + "é", "A" * LONGEST + "\ud800", "\ud800"])
def test_characters_outside_ascii_are_refused_wherever_they_stand(text: str) -> None:
    assert is_refused(text)


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 100_000])
def test_a_text_of_any_length_is_refused(length: int) -> None:
    assert is_refused("A" * length)


def test_an_invalid_cursor_is_a_bad_request_that_names_the_parameter() -> None:
    with pytest.raises(ApiError) as refused:
        opened("AAAA")
    problem = refused.value.problem()
    assert problem["status"] == 400
    assert problem["errors"] == [{"field": "cursor", "message": "was not given for this query"}]


def test_a_cursor_of_an_epoch_that_has_ended_is_gone() -> None:
    token = cursor(SECRET, "0", OWNER, SERIES, POSITIONS[0])
    with pytest.raises(EpochChangedError) as refused:
        opened(token)
    assert refused.value.status == 410


@pytest.mark.parametrize(
    ("secret", "owner", "series"),
    [(b"other", OWNER, SERIES), (SECRET, "other", SERIES), (SECRET, OWNER, "all&&")],
)
def test_a_cursor_of_another_epoch_must_be_valid_to_be_called_gone(
    secret: bytes, owner: str, series: str
) -> None:
    assert is_refused(cursor(secret, "0", owner, series, POSITIONS[0]))
