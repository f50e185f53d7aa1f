"""The lists of attribute names that stand for themselves as a number on the wire.

Clients keep these numbers for as long as they live, over restarts of the server too. So a number
is made from its list, and the lists are kept in a file.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Lock

from local.dax.wire.refusals import WireError, invalid

Names = tuple[str, ...]

_EMPTY = 1
"""The empty list's number. Clients know it, and never ask."""
_BITS = 52
"""Of SHA-256: as many as JavaScript's integers hold, and half a chance of two equal numbers only
among 80 million lists."""


class AttributeLists:
    """All lists that were ever defined, in a file where there is a path. Safe from many threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._names: dict[int, Names] = {_EMPTY: ()}
        self._ids: dict[Names, int] = {(): _EMPTY}
        for list_id, names in _stored(path):
            self._know(list_id, names)

    def id_of(self, names: Names) -> int:
        """Return a list's number, and define it if nobody has."""
        list_id = self._ids.get(names)
        return self._define(names) if list_id is None else list_id

    def names_of(self, list_id: int) -> Names:
        """Return a number's list; raises ValidationException where it has none."""
        names = self._names.get(list_id)
        if names is None:
            raise invalid(f"There is no attribute list {list_id}.")
        return names

    def _define(self, names: Names) -> int:
        line = json.dumps(names, separators=(",", ":"))
        list_id = int.from_bytes(sha256(line.encode()).digest(), "big") >> (256 - _BITS)
        with self._lock:
            if self._names.get(list_id, names) != names or list_id == _EMPTY:
                raise WireError("Two attribute lists have the same number.")
            if names not in self._ids:
                self._keep(list_id, names)
        return list_id

    def _keep(self, list_id: int, names: Names) -> None:
        """Store a list before anybody learns its number."""
        if self._path is not None:
            with self._path.open("ab") as file:
                file.write(json.dumps([list_id, names]).encode() + b"\n")
        self._know(list_id, names)

    def _know(self, list_id: int, names: Names) -> None:
        self._names[list_id] = names
        self._ids[names] = list_id


def _stored(path: Path | None) -> Iterator[tuple[int, Names]]:
    """Yield the lists of a file, and cut off a line whose writer was killed within it."""
    if path is None or not path.exists():
        return
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        with path.open("r+b") as file:
            file.truncate(whole)
    for line in content[:whole].splitlines():
        list_id, names = json.loads(line)
        yield list_id, tuple(names)
