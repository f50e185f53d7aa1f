"""Spoils bytes, as a seed decides."""

from collections.abc import Callable
from random import Random

_HEADS = bytes.fromhex("00171b1f203b3f405b5f606f7f809b9fa0bbbfc0c2c3c4d8d9f4f6f7f8f9fafbff")
"""First bytes that mean something in CBOR: types, lengths, and what has no end."""
_BOMBS = (
    b"\x81" * 5000,  # arrays in arrays
    b"\xd9\x0c\xf9\x81" * 200,  # sets in sets
    b"\x9f" * 300,
    b"\xbf\x61a" * 300,
    b"\x5f" + b"\x41x" * 300,
    b"\x5b" + b"\x00\x00\x00\x10" + bytes(4),  # 64 GB are announced
    b"\x9b" + b"\x0f" + b"\xff" * 7,
    b"\xc2\x59\x20\x00" + b"\xff" * 8192,  # a number of 20,000 digits
    b"\xc4\x82\x1b" + b"\x0f" + b"\xff" * 7 + b"\x01",  # a number of 10^18 digits
    b"\xc4\x82\x3b" + b"\x0f" + b"\xff" * 7 + b"\x01",
    b"\xc4\x82\x19\x01\x00\xc2\x58\x64" + b"\xff" * 100,
    b"\xd8\x1c\x81\xd8\x1d\x00",  # a list that has itself in it
    b"\xf9\x7e\x00",  # not a number
    b"\xfb\x7f\xf0" + bytes(6),  # infinity
)


def noise(choice: Random) -> bytes:
    """Return a few bytes of no kind."""
    return choice.randbytes(choice.randrange(200))


def spoilt(seeds: list[bytes], choice: Random) -> bytes:
    """Return one of the seeds, spoilt once or more."""
    wire = choice.choice(seeds)
    for _ in range(choice.choice((1, 1, 1, 2, 3, 5))):
        wire = choice.choice(_WAYS)(wire, seeds, choice)
    return wire


def _place(body: bytes, choice: Random) -> tuple[int, int]:
    start = choice.randrange(len(body) + 1)
    return start, min(len(body), start + choice.choice((1, 1, 2, 4, 16, 64)))


def _flip(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    start, end = _place(body, choice)
    return body[:start] + choice.randbytes(end - start) + body[end:]


def _retype(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    start, _ = _place(body, choice)
    return body[:start] + choice.choice(_HEADS).to_bytes() + body[start + 1 :]


def _cut(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    start, end = _place(body, choice)
    return body[:start] + body[end:]


def _repeat(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    start, end = _place(body, choice)
    return body[:end] + body[start:end] * choice.choice((1, 3, 100)) + body[end:]


def _stop(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    return body[: _place(body, choice)[0]]


def _graft(body: bytes, seeds: list[bytes], choice: Random) -> bytes:
    start, end = _place(body, choice)
    other = choice.choice(seeds)
    from_, _ = _place(other, choice)
    return body[:start] + other[from_ : from_ + choice.randrange(200)] + body[end:]


def _plant(body: bytes, _seeds: list[bytes], choice: Random) -> bytes:
    start, end = _place(body, choice)
    return body[:start] + choice.choice(_BOMBS) + body[end:]


_WAYS: tuple[Callable[[bytes, list[bytes], Random], bytes], ...] = (
    _flip,
    _flip,
    _retype,
    _retype,
    _cut,
    _repeat,
    _stop,
    _graft,
    _plant,
)
