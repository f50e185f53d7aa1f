"""Numbers as bytes that sort as the numbers do: so DAX sends a numeric range key.

A header byte holds the sign and the decimal exponent (with four more bytes where that is beyond
±62), then come ten bits for each three digits, and ten that say how many digits the last group
has. Negative numbers have all of it the other way round.
"""

from local.dax.wire.decimals import Number
from local.dax.wire.refusals import WireError

_NEAR = range(-62, 62)
_ZERO, _NEGATIVE_ZERO = 0x80, 0x7F
_POSITIVE_FAR = {True: 0x81, False: 0xFE}
"""Headers of positive numbers with a far exponent, by whether that is negative."""
_NEGATIVE_FAR = {True: 0x7E, False: 0x01}
_FLIP = 1023
_FIRST = 12
"""The group 000; what is less ends the groups."""
_LONGEST = 80
"""Bytes: more than DynamoDB's 126 digits need."""


def encode(number: Number) -> bytes:
    """Return a number's bytes."""
    digits, exponent = _digits(number)
    if not number.coefficient:
        return bytes([_ZERO])
    flip = _FLIP if number.coefficient < 0 else 0
    return _header(exponent, negative=flip > 0) + _body(digits, flip)


def decode(blob: bytes) -> Number:
    """Return the number of all the bytes."""
    if blob in {bytes([_ZERO]), bytes([_NEGATIVE_ZERO])}:
        return Number(0, 0)
    if not 1 < len(blob) <= _LONGEST:
        raise WireError("A number's bytes are too few or too many.")
    negative = blob[0] < _ZERO
    exponent, body = _exponent(blob, negative=negative)
    digits = _read_body(body, _FLIP if negative else 0)
    sign = "-" if negative else ""
    return Number.of_text(f"{sign}{digits}E{exponent - len(digits)}")


def _digits(number: Number) -> tuple[str, int]:
    """Return the digits and how many stand before the point.

    An integer keeps its zeros, since the client prints what it is sent, but for those beyond the
    38 digits that it can take.
    """
    digits = str(abs(number.coefficient))
    exponent = len(digits) + number.exponent
    return (digits.ljust(exponent, "0") if exponent <= 38 else digits), exponent  # noqa: PLR2004  said above


def _header(exponent: int, *, negative: bool) -> bytes:
    if exponent in _NEAR:
        return bytes([0x3F - exponent if negative else 0xC0 + exponent])
    marker = (_NEGATIVE_FAR if negative else _POSITIVE_FAR)[exponent < 0]
    return bytes([marker]) + ((exponent & 0xFFFFFFFF) ^ _mask(negative)).to_bytes(4, "big")


def _exponent(blob: bytes, *, negative: bool) -> tuple[int, bytes]:
    marker = blob[0]
    if marker not in {*_POSITIVE_FAR.values(), *_NEGATIVE_FAR.values()}:
        return (0x3F - marker if negative else marker - 0xC0), blob[1:]
    exponent = int.from_bytes(blob[1:5], "big") ^ _mask(negative)
    return exponent - ((exponent & 0x80000000) << 1), blob[5:]


def _mask(negative: bool) -> int:  # noqa: FBT001  the one thing it depends on
    return 0x7FFFFFFF if negative else 0x80000000


def _body(digits: str, flip: int) -> bytes:
    padded = digits + "0" * (-len(digits) % 3)
    groups = [int(padded[i : i + 3]) + _FIRST for i in range(0, len(padded), 3)]
    groups.append((len(digits) - 1) % 3)
    bits = "".join(f"{abs(flip - group):010b}" for group in groups)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _read_body(body: bytes, flip: int) -> str:
    bits = f"{int.from_bytes(body, 'big'):0{8 * len(body)}b}"
    digits = ""
    for i in range(0, len(bits) - 9, 10):
        group = abs(flip - int(bits[i : i + 10], 2))
        if group < _FIRST:
            return _ended(digits, group, len(bits) - i - 10)
        digits += f"{group - _FIRST:03d}"
    raise WireError("A number's bytes end too early.")


def _ended(digits: str, terminator: int, spare_bits: int) -> str:
    if terminator > 2 or not digits or spare_bits > 7:  # noqa: PLR2004  3 digits, and a byte's rest
        raise WireError("A number's bytes have no digits, or more after the last.")
    return digits[: len(digits) - 2 + terminator]
