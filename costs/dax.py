"""Which cluster of DAX carries a load."""

import math
from dataclasses import dataclass, replace

from costs import deployed
from costs.load import MONTH_S, Cluster, Load
from costs.prices import Prices
from costs.words import CostError


@dataclass(frozen=True, slots=True)
class Node:
    """What a node can do."""

    memory_gb: float
    size: float
    """What it answers, in what a ``dax.r5.large`` does; a t3 by what it can do all the time.

    AWS's guide ("Sizing your DAX cluster") has 75,000 KB a second for that one and twice as much
    for each larger one, but never more than a million; it has none for a t3.
    """


NODES = {
    "dax.t3.small": Node(2, 0.2),
    "dax.t3.medium": Node(4, 0.2),
    "dax.r5.large": Node(16, 1),
    "dax.r5.xlarge": Node(32, 2),
    "dax.r5.2xlarge": Node(64, 4),
    "dax.r5.4xlarge": Node(128, 8),
    "dax.r5.8xlarge": Node(256, 40 / 3),
}


def carries(load: Load) -> float:
    """Return how many reads per second, on average, the load's cluster carries.

    Pages have to stay in memory until they expire, and to be answered in time, at the peak. With
    one node out of order the others answer; and all of them are never asked for all they can do.
    """
    if load.cluster is None or not load.settled:
        return float("inf")
    given, node, nodes = load.inputs, NODES[load.cluster.node_type], load.cluster.nodes
    busiest = given.peak_factor / MONTH_S / load.reads_per_s
    worth = load.hits + load.queries * given.dax_miss_factor
    asked_kb_per_s = worth * busiest * math.ceil(given.page_kb)
    answering = min(max(1, nodes - 1), nodes * given.dax_busy_percent / 100)
    in_time = answering * node.size * given.dax_large_kb_per_s / asked_kb_per_s
    held_gb = load.queries * busiest / nodes * given.dax_ttl_s * given.page_kb / 1e6
    room_gb = node.memory_gb * given.dax_usable_percent / 100
    return min(in_time, room_gb / held_gb if held_gb else float("inf"))


def with_dax(load: Load, prices: Prices) -> Load:
    """Return the load with the cheapest cluster that carries it; raises ``CostError``."""
    least, most = int(load.inputs.dax_nodes), max(deployed.most_dax_nodes(), load.inputs.dax_nodes)
    clusters = [Cluster(name, n) for name in NODES for n in range(least, most + 1)]
    carrying = [
        each
        for each in (replace(load, cluster=cluster) for cluster in clusters)
        if carries(each) >= load.reads_per_s
    ]
    if not carrying:
        raise CostError(f"no cluster of {most} nodes carries {load.reads_per_s:g} reads a second")
    return min(carrying, key=lambda each: _node_cost(each.cluster, prices))


def _node_cost(cluster: Cluster | None, prices: Prices) -> float:
    return prices[f"{cluster.node_type}_hour"].cost(cluster.nodes) if cluster else 0
