"""New ids: UUID version 7 (RFC 9562, §5.7), which sort by the time they were made."""

import secrets
from datetime import datetime
from uuid import UUID

from chalicelib.times import milliseconds


def new_id(now: datetime) -> str:
    """Return a UUIDv7 of this time; Python has ``uuid.uuid7`` itself from 3.14."""
    bits = milliseconds(now) << 80 | 7 << 76 | secrets.randbits(12) << 64
    return str(UUID(int=bits | 0b10 << 62 | secrets.randbits(62)))
