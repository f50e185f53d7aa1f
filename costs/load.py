"""What a stage is asked in a month of 730 hours, kind by kind, at an even rate."""

import math
from dataclasses import dataclass

from costs.inputs import Inputs

MONTH_H = 730
"""Hours of a month, as AWS's own calculator counts them."""
MONTH_S = MONTH_H * 3600
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Cluster:
    """A DAX cluster."""

    node_type: str
    nodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A rate of reads, what is assumed of them, and the caches that a stage has."""

    reads_per_s: float
    inputs: Inputs
    cluster: Cluster | None = None
    api_cache: bool = False

    @property
    def reads(self) -> float:
        """Return reads: all GET requests."""
        return self.reads_per_s * MONTH_S

    @property
    def lists(self) -> float:
        """Return requests for a page of a list."""
        return self.reads * self.inputs.lists_percent / 100

    @property
    def public(self) -> float:
        """Return requests for answers that are the same for everybody."""
        return self.reads * self.inputs.public_percent / 100

    @property
    def todos(self) -> float:
        """Return requests for one to-do: the reads that are left."""
        return self.reads - self.lists - self.public

    @property
    def writes(self) -> float:
        """Return requests that write."""
        return self.reads * self.inputs.writes_per_100_reads / 100

    @property
    def requests(self) -> float:
        """Return all requests that reach API Gateway."""
        return self.reads + self.writes

    @property
    def not_modified(self) -> float:
        """Return lists that are answered with 304."""
        return self.lists * self.inputs.not_modified_percent / 100

    @property
    def unsettled(self) -> float:
        """Return pages that come from the table, strongly consistent."""
        return (self.lists - self.not_modified) * self.inputs.unsettled_percent / 100

    @property
    def settled(self) -> float:
        """Return pages that may come from DAX."""
        return self.lists - self.not_modified - self.unsettled

    @property
    def hit_share(self) -> float:
        """Return the share of settled pages that a node of DAX has.

        A write begins a page anew, and each node misses it once. Looks come at random, ``k`` for
        each write, each to one of ``n`` nodes: n (1 - e^(-k/n)) of the k are a node's first.
        """
        if self.cluster is None or not self.settled:
            return 0
        if not self.writes:
            return 1
        looks = self.settled / self.writes
        nodes = self.cluster.nodes
        return 1 + nodes / looks * math.expm1(-looks / nodes)

    @property
    def hits(self) -> float:
        """Return pages that DAX has."""
        return self.settled * self.hit_share

    @property
    def queries(self) -> float:
        """Return pages that are queried eventually consistent, by DAX or by the function."""
        return self.settled - self.hits

    @property
    def from_api_cache(self) -> float:
        """Return public answers from API Gateway's cache: all but one for each key and lifetime."""
        if not self.api_cache:
            return 0
        fills = self.inputs.api_cache_keys * MONTH_S / self.inputs.api_ttl_s
        return max(0.0, self.public - fills)

    @property
    def invocations(self) -> float:
        """Return requests that reach Lambda."""
        return self.requests - self.from_api_cache

    @property
    def runs(self) -> float:
        """Return runs of the background jobs, which come whether there are requests or not."""
        return self.inputs.runs_per_minute * MONTH_H * 60

    @property
    def users(self) -> float:
        """Return users of the month."""
        return self.reads_per_s * DAY_S / self.inputs.reads_per_user_per_day
