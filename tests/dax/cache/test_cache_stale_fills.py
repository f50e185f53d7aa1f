"""A lagging replica behind the misses: what was there before a write comes back for a while."""

from collections.abc import Iterator

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, calls

STALE_S = 2.0


@pytest.fixture
def cluster(upstream: Upstream, clock: SetClock) -> Iterator[Cluster]:
    with a_cluster(upstream, clock, stale_fill_s=STALE_S, refresh_delay_s=1) as cluster:
        yield cluster


def test_a_miss_soon_after_a_write_finds_what_was_there_before(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    clock.now += STALE_S
    caller.put(1, "new")
    cluster.flush()
    clock.now += STALE_S - 0.1
    assert caller.text(1) == "old"
    assert caller.text(1, ConsistentRead=True) == "new"


def test_what_a_miss_found_stays_until_its_ttl(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "new")
    cluster.flush()
    assert caller.get(1) is None
    clock.now += 299.9
    assert caller.get(1) is None
    clock.now += 0.1
    assert caller.text(1) == "new"


def test_a_miss_that_is_late_enough_finds_what_is_there(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "new")
    cluster.flush()
    clock.now += STALE_S
    assert caller.text(1) == "new"


def test_after_several_writes_a_miss_finds_the_table_as_it_was_that_long_ago(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    seen = []
    for text in ("one", "two", "three"):
        caller.put(1, text)
        clock.now += STALE_S / 2
        cluster.flush()
        seen.append(caller.text(1))
    assert seen == [None, "one", "two"]


def test_a_write_is_read_through_the_cluster_at_once_nevertheless(caller: Caller) -> None:
    caller.put(1, "old")
    caller.update(1, "new")
    assert caller.text(1) == "new"
    caller.delete(1)
    assert caller.get(1) is None


def test_batches_lag_too(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "old")
    requests = [
        {"DeleteRequest": {"Key": caller.key(1)}},
        {"PutRequest": {"Item": caller.item(2, "new")}},
    ]
    caller.ask("BatchWriteItem", RequestItems={caller.table: requests})
    cluster.flush()
    assert caller.get_all(1, 2) == {}
    assert caller.get_all(1, 2, ConsistentRead=True) == {"2": "new"}


def test_a_refresh_replaces_what_a_lagging_miss_found(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.transact(caller.put_of(1, "new"))
    assert caller.get(1) is None
    clock.now += 1
    cluster.settle()
    assert caller.text(1) == "new"


def test_replication_replaces_what_a_lagging_miss_found(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, nodes=2, stale_fill_s=STALE_S, replication_lag_s=1) as cluster:
        leader, other = (Caller(node, table, owner) for node in cluster.nodes)
        leader.put(1, "new")
        leader.put(2, "more")
        assert other.get(1) is None
        clock.now += 1
        cluster.settle()
        assert other.text(1) == "new"


def test_a_write_that_was_refused_leaves_nothing_to_remember(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    clock.now += STALE_S
    for _ in range(2):
        with pytest.raises(Exception, match="ConditionalCheckFailed"):
            caller.put(
                1,
                "new",
                ConditionExpression="attribute_not_exists(#owner)",
                ExpressionAttributeNames={"#owner": "owner"},
            )
    caller.update(1, "newest")
    cluster.flush()
    assert caller.text(1) == "old"


def test_a_transaction_that_only_checks_has_nothing_read(cluster: Cluster, caller: Caller) -> None:
    condition = "attribute_not_exists(#owner)"
    check = {"TableName": caller.table, "Key": caller.key(1), "ConditionExpression": condition}
    caller.transact({"ConditionCheck": check | {"ExpressionAttributeNames": {"#owner": "owner"}}})
    assert calls(cluster, "TransactWriteItems") == 1
    assert calls(cluster, "BatchGetItem") == 0
