"""A cluster: nodes with caches of their own, before one table store."""

import time
from dataclasses import asdict
from typing import Any, ClassVar

from local.dax.cache.item_caches import ItemCaches
from local.dax.cache.item_reads import ItemReads
from local.dax.cache.node import Node
from local.dax.cache.node_caches import LEADER
from local.dax.cache.queries import Queries
from local.dax.cache.replica import LaggingReplica
from local.dax.cache.report import OnRequest
from local.dax.cache.schedule import Clock, Schedule
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream
from local.dax.cache.write_through import WriteThrough
from local.dax.cache.writes import Writes


class Cluster:
    """Safe for many threads. ``clock`` gives seconds that never go back; TTLs and delays follow it.

    The upstream stays the caller's to close.
    """

    item_caches: ClassVar[type[ItemCaches]] = ItemCaches

    def __init__(
        self,
        upstream: Upstream,
        settings: CacheSettings,
        clock: Clock = time.monotonic,
        on_request: OnRequest | None = None,
    ) -> None:
        self._upstream = upstream
        # Apart, since a refresh waits for the table, which may hang.
        self._refreshes = Schedule(clock, "refreshes")
        self._replication = Schedule(clock, "replication")
        self._caches = self.item_caches(settings, clock, self._replication)
        replica = LaggingReplica(settings.stale_fill_s, clock)
        through = WriteThrough(
            upstream, self._caches, replica, self._refreshes, settings.refresh_delay_s
        )
        writes = Writes(upstream, through)
        self.nodes = tuple(
            Node(
                number,
                ItemReads(number, upstream, self._caches, replica),
                Queries(upstream, settings, clock),
                writes,
                on_request,
            )
            for number in range(settings.nodes)
        )

    @property
    def leader(self) -> Node:
        """The node whose item cache knows of a write at once."""
        return self.nodes[LEADER]

    def statistics(self) -> dict[str, Any]:
        """Return what JSON can say: ``nodes`` and their ``total``, and ``upstream_calls``.

        Each node, and the total, has what ``Counts`` has, and of both caches the entries and how
        many were evicted. The calls are by operation, those in the background included.
        """
        nodes = [self._of_node(node) for node in self.nodes]
        total = {name: sum(node[name] for node in nodes) for name in nodes[0]}
        return {"nodes": nodes, "total": total, "upstream_calls": self._upstream.calls()}

    def _of_node(self, node: Node) -> dict[str, int]:
        item_entries, item_evictions = self._caches.sizes(node.number)
        query_entries, query_evictions = node.queries.sizes()
        return {
            **asdict(node.counts()),
            "item_entries": item_entries,
            "item_evictions": item_evictions,
            "query_entries": query_entries,
            "query_evictions": query_evictions,
        }

    def reset_statistics(self) -> None:
        """Count requests, evictions and calls from nought; entries are what there is."""
        self._upstream.reset_calls()
        self._caches.reset_evictions()
        for node in self.nodes:
            node.reset_counts()
            node.queries.reset_evictions()

    def settle(self) -> None:
        """Wait until all background work is done that is due by the clock."""
        self._refreshes.settle()  # first, since what it finds is replicated
        self._replication.settle()

    def flush(self) -> None:
        """Drop every cached entry, those on their way included."""
        self._caches.flush()
        for node in self.nodes:
            node.queries.flush()

    def close(self) -> None:
        """End the background work."""
        self._refreshes.close()
        self._replication.close()
