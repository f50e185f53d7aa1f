"""Opaque tokens for a position in somebody's pages.

A cursor is ``base64url(mac, epoch, position)``. The position is the sort key of the last to-do
that was shown; the MAC (HMAC-SHA256, cut to 128 bits) binds it to owner, query and epoch, so
that it opens nothing but the page it was made for. The same position gives the same cursor.
"""

import base64
import binascii
import hashlib
import hmac
import json

from chalicelib.errors import EpochChangedError, FieldError, InvalidCursorError

MAC_BYTES = 16
LONGEST = 900
"""Most characters of a cursor: with the longest epoch and rank it has 850."""


def cursor(secret: bytes, epoch: str, owner: str, series: str, position: str) -> str:
    """Make the cursor of a position in an owner's series of pages."""
    mac = _mac(secret, epoch, owner, series, position)
    token = mac + f"{epoch}\n{position}".encode()
    return base64.urlsafe_b64encode(token).rstrip(b"=").decode()


def position(secret: bytes, epoch: str, owner: str, series: str, token: str) -> str:
    """Read the position back.

    Raises ``InvalidCursorError`` for what was not made here for this owner and series, and
    ``EpochChangedError`` for what was, in an epoch that has ended.
    """
    if len(token) > LONGEST or not token.isascii():
        raise _invalid()
    made_in, _, found = _content(token).partition("\n")
    if not hmac.compare_digest(cursor(secret, made_in, owner, series, found), token):
        raise _invalid()
    if made_in != epoch:
        raise EpochChangedError("The data was restored since this cursor was made: start again.")
    return found


def _content(token: str) -> str:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return raw[MAC_BYTES:].decode()
    except (binascii.Error, ValueError):
        raise _invalid() from None


def _invalid() -> InvalidCursorError:
    return InvalidCursorError(
        "Send next_cursor as it was given, with the same query.",
        errors=[FieldError("cursor", "was not given for this query")],
    )


def _mac(secret: bytes, *bound: str) -> bytes:
    return hmac.digest(secret, json.dumps(bound).encode(), hashlib.sha256)[:MAC_BYTES]
