"""What people and tests are told of a cluster."""

import json

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import CacheSettings, Cluster, Report, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, total


def test_statistics_are_what_json_can_say(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    caller.get(1)
    caller.get(2)
    caller.query()
    statistics = cluster.statistics()
    assert json.loads(json.dumps(statistics)) == statistics
    assert statistics["total"] == {
        "item_hits": 1,
        "item_negative_hits": 0,
        "item_misses": 1,
        "item_entries": 2,
        "item_evictions": 0,
        "query_hits": 0,
        "query_misses": 1,
        "query_entries": 1,
        "query_evictions": 0,
        "passes": 0,
        "writes": 1,
    }
    assert statistics["nodes"] == [statistics["total"]]
    asked = {name: n for name, n in statistics["upstream_calls"].items() if name != "DescribeTable"}
    assert asked == {"GetItem": 1, "PutItem": 1, "Query": 1}


def test_the_total_is_that_of_all_nodes(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, nodes=3) as cluster:
        for node in cluster.nodes:
            Caller(node, table, owner).get(1)
        Caller(cluster.nodes[2], table, owner).get(1)
        assert total(cluster, "item_misses") == 3
        assert total(cluster, "item_entries") == 3
        assert total(cluster, "item_negative_hits") == 1


def test_statistics_can_begin_anew_and_the_entries_stay(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, item_entries=1, query_entries=1) as cluster:
        caller = Caller(cluster.leader, table, owner)
        for number in (1, 2):
            caller.get(number)
            caller.query(Limit=number)
        cluster.reset_statistics()
        counts = {name: n for name, n in cluster.statistics()["total"].items() if n}
        assert counts == {"item_entries": 1, "query_entries": 1}
        assert cluster.statistics()["upstream_calls"] == {}
        caller.get(2)
        assert total(cluster, "item_negative_hits") == 1


def test_each_request_is_reported(upstream: Upstream, table: str, owner: str) -> None:
    reports: list[Report] = []
    cluster = Cluster(upstream, CacheSettings(nodes=2), on_request=reports.append)
    caller = Caller(cluster.nodes[1], table, owner)
    caller.put(1, "milk")
    caller.get(1)
    caller.get_all(1, 2)
    caller.get_all(1, 2)
    caller.query()
    caller.query()
    caller.query(ConsistentRead=True)
    get = {"Get": {"TableName": table, "Key": caller.key(1)}}
    caller.ask("TransactGetItems", TransactItems=[get])
    caller.transact(caller.put_of(1, "beer"), caller.put_of(2, "beer"))
    with pytest.raises(ClientError):
        caller.query(IndexName="by_text")
    cluster.close()
    assert [(r.operation, r.outcome, r.hits, r.misses, r.items, r.error) for r in reports] == [
        ("PutItem", "write", 0, 0, 1, None),
        ("GetItem", "hit", 1, 0, 1, None),
        ("BatchGetItem", "miss", 1, 1, 1, None),
        ("BatchGetItem", "hit", 2, 0, 1, None),
        ("Query", "miss", 0, 1, 1, None),
        ("Query", "hit", 1, 0, 1, None),
        ("Query", "pass", 0, 0, 1, None),
        ("TransactGetItems", "pass", 0, 0, 1, None),
        ("TransactWriteItems", "write", 0, 0, 2, None),
        ("Query", "miss", 0, 1, 0, "ValidationException"),
    ]
    assert {r.node for r in reports} == {1}
    assert {r.target for r in reports} == {table, f"{table}/by_text"}
    assert all(r.seconds > 0 for r in reports)
