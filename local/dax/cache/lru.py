"""A mapping that forgets what is old, and what nobody asks for."""

from collections import OrderedDict
from typing import Generic, TypeVar

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
