"""A local DAX at its nastiest: three nodes that keep for an hour whatever they have found."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import loads
from pathlib import Path

from tests.support.clients import a_client
from tests.support.engines import REGION, ROOT_KEY
from tests.support.processes import running

_TOLD = {"item_hits", "item_negative_hits", "item_misses", "query_hits", "query_misses"}
AN_HOUR_S = 3600.0
NODES = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a DAX is, and what it says of itself."""

    endpoint: str
    stats_url: str

    def counts(self) -> Counter[str]:
        """Return how often what was found in the caches of all nodes, and how often not."""
        with a_client(self.stats_url) as client:
            total: dict[str, int] = client.get("/").json()["total"]
        return Counter({name: times for name, times in total.items() if name in _TOLD})


@contextmanager
def running_cluster(
    folder: Path, upstream_url: str, *, item_ttl_s: float, lag_s: float
) -> Iterator[Cluster]:
    """Run a DAX until the block is left. In seconds of the machine's clock."""
    ready = folder / "ready.json"
    options = {
        "upstream": upstream_url,
        "region": REGION,
        "port": 0,
        "nodes": NODES,
        "item-ttl": item_ttl_s,
        "query-ttl": AN_HOUR_S,
        "replication-lag": lag_s,
        "stale-fill": lag_s,
        "state": folder / "attribute-lists",
        "ready-file": ready,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    with running(
        [sys.executable, "-m", "local.dax", *words],
        is_ready=ready.exists,
        log=folder / "log",
        environment={"AWS_ACCESS_KEY_ID": ROOT_KEY[0], "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1]},
    ):
        told = loads(ready.read_text())
        yield Cluster(told["endpoint"], told["stats_url"])
