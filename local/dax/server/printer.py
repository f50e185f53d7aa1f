"""Lines for whoever may read them. Nobody who says one is kept waiting until it is read."""

import os
import threading
from contextlib import suppress

STDOUT, STDERR = 1, 2
MOST_LINES = 10_000
"""That may wait to be printed; more are dropped, and counted."""
CLOSE_S = 1.0
"""How long the last lines may take. A full pipe may never be read."""


class Printer:
    """Prints lines to a descriptor in the order in which they were said, from a thread of its own.

    It writes past ``sys.stdout``: a thread that is stuck in there would hold its lock, and an
    interpreter that ends needs that.
    """

    def __init__(self, descriptor: int, most_lines: int = MOST_LINES) -> None:
        self._descriptor = descriptor
        self._most = most_lines
        self._waiting: list[str] = []
        self._dropped = 0
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="dax-printer", daemon=True)
        self._thread.start()

    def say(self, line: str) -> None:
        """Print a line soon, or drop it where too many wait."""
        with self._changed:
            if len(self._waiting) < self._most:
                self._waiting.append(line)
            else:
                self._dropped += 1
            self._changed.notify()

    def close(self) -> None:
        """Wait for the last lines, within bounds; say nothing more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        while lines := self._next():
            with suppress(OSError):  # nobody reads them any more
                self._write("".join(f"{line}\n" for line in lines).encode(errors="replace"))

    def _next(self) -> list[str]:
        """Wait for lines; those that were dropped came after all that wait."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            lines, self._waiting = self._waiting, []
            if self._dropped:
                lines.append(f"dax  {self._dropped} lines were dropped: nobody read them in time")
                self._dropped = 0
            return lines

    def _write(self, text: bytes) -> None:
        while text:
            text = text[os.write(self._descriptor, text) :]
