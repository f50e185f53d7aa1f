"""Reads values from a connection, and not one byte further: nothing says how long they are."""

from io import RawIOBase
from typing import BinaryIO, Final, cast

from local.dax.wire.cbor import decoder_of, next_value
from local.dax.wire.refusals import WireError

REQUEST_BYTES: Final = 18 * 2**20
"""Most bytes of one request: BatchWriteItem's 16 MB, and something for keys and names."""
_VALUE_BYTES: Final = 8
"""What a value costs besides its bytes: a request of a million empty arrays is a large one."""


class Reader:
    """Reads values from a connection, and not one byte further.

    What the stream raises, such as a timeout, comes out as it is.
    """

    def __init__(self, stream: BinaryIO, limit: int = REQUEST_BYTES) -> None:
        self._bytes = _Bounded(stream, limit)
        self._decoder = decoder_of(cast("BinaryIO", self._bytes))

    def begin(self) -> bool:
        """Wait for a request; False if the peer closes instead."""
        return self._bytes.begin()

    def value(self) -> object:
        """Return the request's next value; raises ``WireError`` if it is cut off or too long."""
        try:
            return next_value(self._decoder)
        except WireError:
            if self._bytes.failure is not None:
                raise self._bytes.failure from None
            raise


class _Bounded(RawIOBase):
    """A stream that counts the bytes of a request, and keeps what cbor2 would wrap up."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._limit = self._left = limit
        self._first = b""
        self.failure: Exception | None = None

    def begin(self) -> bool:
        self._left = self._limit
        self._first = self._stream.read(1)
        return bool(self._first)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._read(size)
        except Exception as failure:
            self.failure = failure
            raise

    def _read(self, size: int) -> bytes:
        self._left -= size + _VALUE_BYTES
        if self._left < 0:
            raise WireError(f"The request is longer than {self._limit} bytes.")
        first, self._first = self._first, b""
        return first + self._stream.read(size - len(first))
