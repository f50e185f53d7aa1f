"""The lists of attribute names that stand for themselves as a number on the wire.

Clients keep these numbers for as long as they live, over restarts of the server too. So a number
is made from its list, and the lists are kept in a file.
"""

import json
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from local.dax.wire.list_file import ListFile, Names
from local.dax.wire.refusals import WireError, invalid

_EMPTY: Final = 1
"""The empty list's number. Clients know it, and never ask."""
_BITS: Final = 52
"""Of SHA-256: as many as JavaScript's integers hold, and half a chance of two equal numbers only
among 80 million lists."""
_NAMES_BYTES: Final = 400 * 1024
"""Of all names of a list: as long as an item may be, its values included."""


class AttributeLists:
    """All lists that were ever defined, in a file where there is a path. Safe from many threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = ListFile(path)
        self._lock = Lock()
        self._names: dict[int, Names] = {_EMPTY: ()}
        self._ids: dict[Names, int] = {(): _EMPTY}
        # A number of another origin gives way to the one that is made from a list.
        for list_id, names in sorted(self._file.lists(), key=lambda it: it[0] != _made_from(it[1])):
            self._know(list_id, names)

    def id_of(self, names: Names) -> int:
        """Return a list's number, and define it if nobody has; raises ValidationException."""
        list_id = self._ids.get(names)
        return self._define(names) if list_id is None else list_id

    def names_of(self, list_id: int) -> Names:
        """Return a number's list; raises ValidationException where it has none."""
        names = self._names.get(list_id)
        if names is None:
            raise invalid(f"There is no attribute list {list_id}.")
        return names

    def _define(self, names: Names) -> int:
        _check(names)
        list_id = _made_from(names)
        with self._lock:
            if self._names.get(list_id, names) != names:
                raise WireError("Two attribute lists have the same number.")
            if names not in self._ids:
                # Stored before anybody learns the number.
                self._file.append(list_id, names)
                self._know(list_id, names)
        return list_id

    def _know(self, list_id: int, names: Names) -> None:
        """Add what is not known yet; what is known stays as it is."""
        if self._names.setdefault(list_id, names) == names:
            self._ids.setdefault(names, list_id)


def _made_from(names: Names) -> int:
    line = json.dumps(names, separators=(",", ":"))
    return int.from_bytes(sha256(line.encode()).digest(), "big") >> (256 - _BITS)


def _check(names: Names) -> None:
    if len(set(names)) < len(names):
        raise invalid("An attribute list has each name once")
    if sum(len(name.encode()) for name in names) > _NAMES_BYTES:
        raise invalid(f"An attribute list has at most {_NAMES_BYTES} bytes of names")
