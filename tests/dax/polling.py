"""Waiting for what another thread or process does, no longer than needed."""

import time
from collections.abc import Callable

_PATIENCE_S = 20.0
_POLL_S = 0.01


def eventually(is_so: Callable[[], bool]) -> None:
    """Return once it is so; fail when it isn't for long."""
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(_POLL_S)
