"""Several nodes: caches of their own, and writes that reach the others after a lag."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, calls

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LAG_S = 1.0


@pytest.fixture
def cluster(upstream: Upstream, clock: SetClock) -> Iterator[Cluster]:
    with a_cluster(upstream, clock, nodes=3, replication_lag_s=LAG_S) as cluster:
        yield cluster


@pytest.fixture
def callers(cluster: Cluster, table: str, owner: str) -> list[Caller]:
    """The same owner at each node, the leader first."""
    return [Caller(node, table, owner) for node in cluster.nodes]


def texts(callers: list[Caller], number: int = 1) -> list[str | None]:
    return [caller.text(number) for caller in callers]


def pass_time(clock: SetClock, cluster: Cluster, seconds: float) -> None:
    clock.now += seconds
    cluster.settle()


@pytest.mark.parametrize("writer", [0, 1, 2])
def test_a_write_at_any_node_is_the_leaders_at_once_and_the_others_after_the_lag(
    clock: SetClock, cluster: Cluster, callers: list[Caller], writer: int
) -> None:
    assert texts(callers) == [None] * 3
    callers[writer].put(1, "new")
    assert texts(callers) == ["new", None, None]
    pass_time(clock, cluster, LAG_S - 0.1)
    assert texts(callers) == ["new", None, None]
    pass_time(clock, cluster, 0.1)
    assert texts(callers) == ["new"] * 3
    assert calls(cluster, "GetItem") == 3


def test_without_a_lag_a_write_is_everywhere_at_once(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, nodes=3) as cluster:
        callers = [Caller(node, table, owner) for node in cluster.nodes]
        assert texts(callers) == [None] * 3
        callers[1].put(1, "new")
        assert texts(callers) == ["new"] * 3
        callers[2].delete(1)
        assert texts(callers) == [None] * 3


def test_each_node_fills_its_own_caches(
    direct: "DynamoDBClient", cluster: Cluster, callers: list[Caller]
) -> None:
    table = callers[0].table
    direct.put_item(TableName=table, Item=callers[0].item(1, "old"))
    assert callers[1].text(1) == "old"
    assert callers[1].texts() == ["old"]
    direct.put_item(TableName=table, Item=callers[0].item(1, "new"))
    assert texts(callers) == ["new", "old", "new"]
    assert [caller.texts() for caller in callers] == [["new"], ["old"], ["new"]]
    nodes = cluster.statistics()["nodes"]
    assert [node["item_misses"] for node in nodes] == [1, 1, 1]
    assert [node["item_hits"] for node in nodes] == [0, 1, 0]
    assert [node["query_hits"] for node in nodes] == [0, 1, 0]


def test_a_deletion_reaches_the_other_nodes(
    clock: SetClock, cluster: Cluster, callers: list[Caller]
) -> None:
    callers[0].put(1, "old")
    pass_time(clock, cluster, LAG_S)
    callers[0].delete(1)
    assert texts(callers) == [None, "old", "old"]
    pass_time(clock, cluster, LAG_S)
    assert texts(callers) == [None] * 3


def test_an_older_write_never_arrives_over_a_newer_one(
    clock: SetClock, cluster: Cluster, callers: list[Caller]
) -> None:
    callers[0].put(1, "old")
    pass_time(clock, cluster, LAG_S / 2)
    callers[0].put(1, "new")
    assert callers[1].text(1) == "new"  # a miss, since neither write has arrived
    pass_time(clock, cluster, LAG_S / 2)
    assert texts(callers) == ["new", "new", "old"]  # the last one had only the first write
    pass_time(clock, cluster, LAG_S / 2)
    assert texts(callers) == ["new"] * 3


def test_a_refresh_after_a_transaction_takes_the_lag_too(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(
        upstream, clock, nodes=2, replication_lag_s=LAG_S, refresh_delay_s=LAG_S
    ) as cluster:
        callers = [Caller(node, table, owner) for node in cluster.nodes]
        callers[0].put(1, "old")
        pass_time(clock, cluster, LAG_S)
        callers[1].transact(callers[1].put_of(1, "new"))
        assert texts(callers) == ["old", "old"]
        pass_time(clock, cluster, LAG_S)
        assert texts(callers) == ["new", "old"]
        pass_time(clock, cluster, LAG_S)
        assert texts(callers) == ["new", "new"]


def test_an_entry_is_no_younger_where_it_arrived_late(
    direct: "DynamoDBClient", clock: SetClock, cluster: Cluster, callers: list[Caller]
) -> None:
    callers[0].put(1, "old")
    pass_time(clock, cluster, LAG_S)
    direct.put_item(TableName=callers[0].table, Item=callers[0].item(1, "new"))
    assert texts(callers) == ["old"] * 3
    clock.now += 300 - LAG_S
    assert texts(callers) == ["new"] * 3


def test_a_flush_drops_what_is_on_its_way(
    direct: "DynamoDBClient", clock: SetClock, cluster: Cluster, callers: list[Caller]
) -> None:
    callers[0].put(1, "old")
    cluster.flush()
    direct.put_item(TableName=callers[0].table, Item=callers[0].item(1, "new"))
    pass_time(clock, cluster, LAG_S)
    assert texts(callers) == ["new"] * 3
