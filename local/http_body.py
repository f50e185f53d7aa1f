"""Reads a request's body to its end, so that the next request starts where this one stopped."""

import re
import zlib
from collections.abc import Callable
from typing import BinaryIO

from chalicelib.errors import (
    ApiError,
    BodyTooLargeError,
    MalformedRequestError,
    UnsupportedMediaTypeError,
)
from local.http_head import HEAD_BYTES, Head, read_headers, read_line

BODY_BYTES = 10 * 1024 * 1024
"""Most bytes of a body, decoded, as API Gateway allows ("Payload size")."""

_LENGTH = re.compile(r"[0-9]{1,18}")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?")
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
"""Tells zlib to look at the first bytes which of the two it is."""


def read_body(stream: BinaryIO, head: Head, send_continue: Callable[[], None]) -> bytes:
    """Return the body as it was sent. An error leaves the connection out of step: close it."""
    codings, lengths = head.values("transfer-encoding"), head.values("content-length")
    _check_framing(head, codings, lengths)
    size_bytes = int(lengths[0]) if lengths else 0
    if size_bytes > BODY_BYTES:
        raise _too_large()
    if (codings or size_bytes) and "100-continue" in head.options("expect"):
        send_continue()
    return _chunks(stream) if codings else _exactly(stream, size_bytes)


def decoded(body: bytes, head: Head) -> bytes:
    """Undo Content-Encoding, as API Gateway does where minimum_compression_size is set."""
    codings = head.options("content-encoding") - {"", "identity"}
    if not codings:
        return body
    if not codings <= {"gzip", "deflate"} or len(codings) > 1:
        raise UnsupportedMediaTypeError("The Content-Encoding may be gzip or deflate.")
    inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        plain = inflater.decompress(body, BODY_BYTES + 1)
    except zlib.error as cause:
        raise MalformedRequestError("The body is not in its Content-Encoding.") from cause
    if len(plain) > BODY_BYTES:
        raise _too_large()
    if not inflater.eof or inflater.unused_data:
        raise MalformedRequestError("The body is not in its Content-Encoding.")
    return plain


def _check_framing(head: Head, codings: list[str], lengths: list[str]) -> None:
    if codings and (lengths or head.minor_version == 0):
        raise MalformedRequestError("A body is chunked, or has a length (RFC 9112, 6.1).")
    if codings and [coding.lower() for coding in codings] != ["chunked"]:
        raise MalformedRequestError("The only Transfer-Encoding is chunked.")
    if len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise MalformedRequestError("The Content-Length is not one number.")


def _too_large() -> ApiError:
    return BodyTooLargeError(f"A body may have {BODY_BYTES} bytes.")


def _exactly(stream: BinaryIO, size_bytes: int) -> bytes:
    part = stream.read(size_bytes)
    if len(part) < size_bytes:
        raise MalformedRequestError("The body is shorter than was announced.")
    return part


def _chunks(stream: BinaryIO) -> bytes:
    body = bytearray()
    while size_bytes := _chunk_size(stream):
        if len(body) + size_bytes > BODY_BYTES:
            raise _too_large()
        body += _exactly(stream, size_bytes)
        if read_line(stream):
            raise MalformedRequestError("A chunk is longer than was announced.")
    read_headers(stream, HEAD_BYTES)  # trailers: none means anything here
    return bytes(body)


def _chunk_size(stream: BinaryIO) -> int:
    match = _CHUNK_SIZE.fullmatch(read_line(stream))
    if match is None:
        raise MalformedRequestError("A chunk's size can't be read.")
    return int(match[1], 16)
