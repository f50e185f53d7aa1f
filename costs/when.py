"""Tables: from which rate on a cache pays."""

from collections.abc import Iterator

from costs import break_even
from costs.dax import NODES, carries
from costs.inputs import Inputs
from costs.load import MONTH_H, Cluster, Load
from costs.prices import Prices
from costs.words import dollars, rate, table

SMALL, LARGE = "dax.t3.small", "dax.r5.large"
WRITES_PER_100_READS = (50, 10, 5, 2, 1, 0.5)
NOT_MODIFIED_PERCENT = (60, 0)
PUBLIC_PERCENT = (1, 2, 5, 20)


def tables(given: Inputs, prices: Prices) -> Iterator[str]:
    """Make the tables, one after the other."""
    yield _node_types(given, prices)
    yield _habits(given, prices)
    yield _api_cache(given, prices)


def _stage(given: Inputs, cluster: Cluster | None = None) -> Load:
    return Load(reads_per_s=1, inputs=given, cluster=cluster)


def _node_types(given: Inputs, prices: Prices) -> str:
    same_zone = given.model_copy(update={"cross_zone_percent": 0.0})
    rows = []
    for name in NODES:
        cluster = Cluster(name, given.dax_nodes)
        price = prices[f"{name}_hour"].cost(cluster.nodes * MONTH_H)
        most = carries(_stage(given, cluster))
        pays = break_even.of_dax(_stage(given), cluster, prices)
        pays_in_zone = break_even.of_dax(_stage(same_zone), cluster, prices)
        rows.append(
            (
                f"{cluster.nodes} `{name}`",
                dollars(price),
                rate(most),
                _pays(pays, most),
                _pays(pays_in_zone, most),
            )
        )
    header = ("Nodes", "a month", "carries, reads/s", "pays from", "with free zones, from")
    return table(header, *rows)


def _habits(given: Inputs, prices: Prices) -> str:
    rows = []
    for not_modified in NOT_MODIFIED_PERCENT:
        for writes in WRITES_PER_100_READS:
            changed = given.model_copy(
                update={
                    "writes_per_100_reads": float(writes),
                    "not_modified_percent": float(not_modified),
                }
            )
            clusters = [Cluster(name, given.dax_nodes) for name in (SMALL, LARGE)]
            stages = [_stage(changed, cluster) for cluster in clusters]
            same_zone = _stage(changed.model_copy(update={"cross_zone_percent": 0.0}))
            rows.append(
                (
                    f"{not_modified} %",
                    f"{writes:g}",
                    f"{stages[0].hit_share:.0%}",
                    *(
                        _pays(break_even.of_dax(with_zones, each, prices), carries(stage))
                        for each, stage in zip(clusters, stages, strict=True)
                        for with_zones in (_stage(changed), same_zone)
                    ),
                )
            )
    header = ("304s", "writes per 100 reads", "found in DAX")
    names = [
        f"{given.dax_nodes} `{name}`{zones}"
        for name in (SMALL, LARGE)
        for zones in ("", ", free zones")
    ]
    return table((*header, *names), *rows)


def _pays(from_rate: float | None, carried: float) -> str:
    """Say from which rate a cluster pays, if that is one that it carries."""
    if from_rate is None:
        return "never"
    return rate(from_rate) if from_rate <= carried else f"never ({rate(from_rate)})"


def _api_cache(given: Inputs, prices: Prices) -> str:
    rows = []
    for share in PUBLIC_PERCENT:
        stage = _stage(given.model_copy(update={"public_percent": float(share)}))
        pays = break_even.of_api_cache(stage, prices)
        public = None if pays is None else pays * share / 100
        rows.append((f"{share} %", rate(pays), rate(public)))
    return table(("Public reads, of all", "pays from, reads/s", "of them public, a second"), *rows)
