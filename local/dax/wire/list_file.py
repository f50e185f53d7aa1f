"""The file in which attribute lists outlive a server: a line ``[number, [name, ...]]`` for each.

Several servers may append to one file, and each may be killed within a line. So a line is one
write that begins with a newline, which sets it apart from whatever is there, and what is no such
line is passed over.
"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Names: TypeAlias = tuple[str, ...]

_log = logging.getLogger(__name__)


class ListFile:
    """Not safe for several threads. Without a path nothing is stored.

    No failure is raised: who asked gets an answer, though it may not outlive the server.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._unstored = b""
        self._is_failing = False

    def lists(self) -> Iterator[tuple[int, Names]]:
        """Yield what is stored, in the order of the lines."""
        for line in self._content().split(b"\n"):
            try:
                stored = json.loads(line)
                if _is_list(stored):
                    yield stored[0], tuple(stored[1])
            except (ValueError, RecursionError):
                continue

    def append(self, list_id: int, names: Names) -> None:
        """Store a list, and those that could not be stored before."""
        if self._path is None:
            return
        self._unstored += b"\n" + json.dumps([list_id, names]).encode()
        try:
            self._write(self._path)
        except OSError as error:
            self._fail(error)
        else:
            self._unstored = b""
            self._is_failing = False

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab", buffering=0) as file:  # unbuffered, so that it is one write
            if file.write(self._unstored) != len(self._unstored):
                raise OSError("there is no room")

    def _content(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path else b""
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._fail(error)
            return b""

    def _fail(self, error: OSError) -> None:
        """Say so once: the next request may fail in the same way."""
        if not self._is_failing:
            _log.warning("The attribute lists can't be kept in %s: %s", self._path, error)
        self._is_failing = True


def _is_list(stored: object) -> bool:
    """Tell whether JSON is a number and different names; raises ``ValueError`` for no text."""
    match stored:
        case [number, [*names]] if type(number) is int:
            texts = [name.encode() for name in names if isinstance(name, str)]
            return len(set(texts)) == len(names)
    return False
