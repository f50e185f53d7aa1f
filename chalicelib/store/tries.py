"""What is known after one try of a call to the table, and trying again. Imports no client."""

import random
import time
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from chalicelib.errors import BusyError

Answer = TypeVar("Answer")

READ_ATTEMPTS = 4
"""Tries of one read before the caller hears 503: at most 6 s against a table that is silent."""


class Landing(Enum):
    """What is known of a transaction that was sent once."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


class UnreachableError(Exception):
    """A read failed in a way that may pass: throttled, cut off, or out of time."""


def pause(attempt: int) -> None:
    """Wait before the next try: up to 10, 20, 40 … 640 ms, at random, so that rivals part."""
    time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt, 6)))  # noqa: S311 - no secret


def patiently(read: Callable[[], Answer]) -> Answer:
    """Try a read up to ``READ_ATTEMPTS`` times; raises ``BusyError`` when none succeeds."""
    last: UnreachableError | None = None
    for attempt in range(READ_ATTEMPTS):
        if attempt:
            pause(attempt)
        try:
            return read()
        except UnreachableError as error:
            last = error
    raise BusyError from last
