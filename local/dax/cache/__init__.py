"""What DAX does with requests: two caches for each node, and the table behind. No bytes.

To be read in this order:

1. ``settings``, ``cluster``, ``node``: what there is, and who answers what;
2. ``upstream``, ``key_schemas``, ``keys``: the table behind, and what identifies an item in it;
3. ``queries``, ``lru``: the query cache, the simpler of the two;
4. ``ledger``, ``item_caches``, ``node_caches``, ``schedule``: what may be put into the item caches
   when, and how it reaches the other nodes;
5. ``item_reads``, ``writes``, ``write_through``, ``rereads``: the requests that go through them;
6. ``replica``: reads that lag, on demand; ``counts``, ``report``: what is said of it all.
"""

from local.dax.cache.cluster import Cluster
from local.dax.cache.node import Node
from local.dax.cache.report import Report
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream

__all__ = ["CacheSettings", "Cluster", "Node", "Report", "Upstream"]
