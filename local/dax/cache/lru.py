"""A mapping that forgets what is old and what nobody asks for, and answers as bytes to put there.

As bytes, since nobody who was handed a cached answer may change what the next one is handed.
"""

import pickle
from collections import OrderedDict
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lru(Generic[K, V]):
    """Holds a number of entries, each until its time; not safe for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: OrderedDict[K, tuple[V, float]] = OrderedDict()
        self.evictions = 0
        """How many entries had to go before their time to make room."""

    def __len__(self) -> int:
        """Count the entries, including those whose time is over but that nobody missed yet."""
        return len(self._entries)

    def get(self, key: K, now: float) -> V | None:
        """Return an entry whose time is not over, and keep it longer than others."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        value, expires_at = entry
        if now >= expires_at:
            del self._entries[key]
            return None
        self._entries.move_to_end(key)
        return value

    def put(self, key: K, value: V, expires_at: float) -> None:
        """Keep an entry; the one that was used least recently may have to go."""
        self._entries[key] = value, expires_at
        self._entries.move_to_end(key)
        while len(self._entries) > self._most:
            self._entries.popitem(last=False)
            self.evictions += 1

    def drop(self, key: K) -> None:
        """Forget an entry, if there is one."""
        self._entries.pop(key, None)

    def clear(self) -> None:
        """Forget all entries."""
        self._entries.clear()


def freeze(value: object) -> bytes:
    """Turn an answer of boto3's into bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def thaw(frozen: bytes) -> Any:  # noqa: ANN401 - whatever was frozen
    """Return a copy of what was frozen. A page of 100 items takes a fifth of a millisecond."""
    return pickle.loads(frozen)  # noqa: S301 - only bytes that this process froze
