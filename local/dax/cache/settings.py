"""How a cluster behaves: times, sizes, and how far it strays from the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """What AWS sets for a cluster, and what happens by itself there and by plan here."""

    item_ttl_s: float = 300.0
    """How long an item, or its absence, may be answered from the item cache. AWS's default."""
    query_ttl_s: float = 300.0
    """How long a page may be answered from the query cache. AWS's default."""
    item_entries: int = 100_000
    """The most entries in a node's item cache. AWS counts bytes of memory instead."""
    query_entries: int = 10_000
    nodes: int = 1
    """The first is the leader."""
    replication_lag_s: float = 0.0
    """How long after the leader the other nodes learn of a write. AWS: usually below 1 s."""
    refresh_delay_s: float = 0.05
    """How long after a TransactWriteItems its items are read again for the item cache."""
    stale_fill_s: float = 0.0
    """How far eventually consistent reads of items lag behind writes through this cluster.

    Above 0, a miss is filled with what such a lagging replica would have answered, and each
    write costs a strongly consistent read before it.
    """
