"""CBOR (RFC 8949), as much of it as DAX speaks, read and written with cbor2.

cbor2 gives a meaning to dozens of tags, from dates to regular expressions, and rounds decimals to
28 digits. Here a tag means what it means to DAX, or nothing, and numbers stay exact.
"""

from io import BytesIO
from typing import IO, Final

from cbor2 import CBORDecodeEOF, CBORDecodeError, CBORDecoder, dumps

from local.dax.wire.refusals import WireError
from local.dax.wire.tags import MEANINGS, WRITERS

BLOB_BYTES: Final = 2**21 + 2**16
"""Most bytes of values within a byte string: an expression's 2 MB of values (DynamoDB, "Expression
parameters"), and something for the expression. Each byte may become an object of 60."""
_DEPTH: Final = 400
"""Most containers in each other: 300 operators, as many as an expression may have, and some."""


def encode(*values: object) -> bytes:
    """Return the values, one after another."""
    return b"".join(dumps(value, encoders=WRITERS) for value in values)


def decode_all(blob: bytes) -> list[object]:
    """Return the values that follow each other in a byte string, to its end."""
    stream = _opened(blob)
    decoder = decoder_of(stream)
    values = []
    while stream.tell() < len(blob):
        values.append(next_value(decoder))
    return values


def decode_one(blob: bytes) -> object:
    """Return the only value of a byte string."""
    value, rest = decode_first(blob)
    if rest:
        raise WireError(f"There are {len(rest)} bytes after a value.")
    return value


def decode_first(blob: bytes) -> tuple[object, bytes]:
    """Return the first value of a byte string, and the bytes after it."""
    stream = _opened(blob)
    return next_value(decoder_of(stream)), stream.read()


def decoder_of(stream: IO[bytes]) -> CBORDecoder:
    """Return a decoder that reads just what it decodes: ``read_size`` forbids it to buffer."""
    return CBORDecoder(stream, semantic_decoders=MEANINGS, read_size=1, max_depth=_DEPTH)


def next_value(decoder: CBORDecoder) -> object:
    """Return the next value; raises ``WireError``, whatever cbor2 or its stream raised."""
    try:
        value: object = decoder.decode()
    except CBORDecodeEOF:
        raise WireError("The bytes end within a value.") from None
    except CBORDecodeError as error:
        raise WireError(_words(error)) from error
    return value


def _opened(blob: bytes) -> BytesIO:
    if len(blob) > BLOB_BYTES:
        raise WireError(f"A byte string of values is longer than {BLOB_BYTES} bytes.")
    return BytesIO(blob)


def _words(error: BaseException) -> str:
    """Return the innermost reason: cbor2 wraps one error in another at each level."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)
