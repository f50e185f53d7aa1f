"""What DAX does with requests: two caches for each node, and the table behind. No bytes."""

from local.dax.cache.cluster import Cluster
from local.dax.cache.node import Node
from local.dax.cache.report import Report
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream

__all__ = ["CacheSettings", "Cluster", "Node", "Report", "Upstream"]
