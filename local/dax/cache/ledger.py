"""Who is reading and writing which item upstream just now, and what changed meanwhile.

Two things go wrong in a cache before a table. A read that began before a write ends after it, and
brings what was there before. Two writes of one item overlap, and nobody can tell from their
answers which came last. Both are seen here, by counting the changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from local.dax.cache.keys import ItemKey


@dataclass(slots=True, eq=False)
class Work:
    """One request upstream, for one or several items, from its beginning to its end."""

    keys: tuple[ItemKey, ...]
    since: int
    """How many changes there were when it began."""
    began_at: float
    unsure: set[ItemKey] = field(default_factory=set)
    """The items that it wrote without being told what is there now, or while somebody else wrote
    them too: whose write came last is the table's to say."""


@dataclass(slots=True)
class _Record:
    """Of one item; it lives while anybody is at work on the item, which bounds the memory."""

    workers: int = 0
    writers: list[Work] = field(default_factory=list)
    changed: int = 0


class Ledger:
    """Not safe for several threads: its owner has the lock."""

    def __init__(self) -> None:
        self.changes = 0
        self._records: dict[ItemKey, _Record] = {}

    def __len__(self) -> int:
        """Count the items that somebody is at work on."""
        return len(self._records)

    def begin_reading(self, keys: Iterable[ItemKey], now: float) -> Work:
        """Note that items are about to be read upstream."""
        work = Work(tuple(keys), self.changes, now)
        for key in work.keys:
            self._records.setdefault(key, _Record()).workers += 1
        return work

    def begin_writing(self, keys: Iterable[ItemKey], now: float) -> Work:
        """Note that items are about to be written upstream."""
        work = self.begin_reading(keys, now)
        for key in work.keys:
            writers = self._records[key].writers
            for other in (*writers, *([work] if writers else ())):
                other.unsure.add(key)
            writers.append(work)
        return work

    def end(self, work: Work) -> None:
        """Note that a request is over, whatever came of it."""
        for key in work.keys:
            record = self._records[key]
            record.workers -= 1
            if work in record.writers:
                record.writers.remove(work)
            if not record.workers:
                del self._records[key]

    def change(self, key: ItemKey) -> int:
        """Note that an item was, or may have been, changed, and return the change's number."""
        self.changes += 1
        if record := self._records.get(key):
            record.changed = self.changes
        return self.changes

    def is_unchanged(self, key: ItemKey, work: Work) -> bool:
        """Tell whether nothing changed an item since some work upon it began."""
        return self._records[key].changed <= work.since
