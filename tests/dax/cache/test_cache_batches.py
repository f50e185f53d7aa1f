"""BatchGetItem: what is cached is answered, and only the rest is asked for."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Cluster
from tests.dax.cache.builders import Caller, SetClock, a_cluster, an_upstream, calls, total
from tests.support.engines import Engine
from tests.support.faults import FaultProxy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_a_batch_asks_upstream_only_for_what_is_missing(
    engine: Engine, clock: SetClock, table: str, owner: str
) -> None:
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        closing(an_upstream(proxy.url)) as upstream,
        a_cluster(upstream, clock) as cluster,
        proxy.recording() as requests,
    ):
        caller = Caller(cluster.leader, table, owner)
        caller.put(1, "one")
        caller.delete(2)
        assert caller.get_all(1, 2, 3) == {"1": "one"}
        assert caller.get_all(1, 2, 3) == {"1": "one"}
        batches = [r.parameters for r in requests if r.operation == "BatchGetItem"]
        assert [batch["RequestItems"][table]["Keys"] for batch in batches] == [[caller.key(3)]]
        assert total(cluster, "item_hits") == 2
        assert total(cluster, "item_negative_hits") == 3
        assert total(cluster, "item_misses") == 1


def test_batches_and_single_reads_share_their_entries(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "one")
    caller.put(2, "two")
    cluster.flush()
    assert caller.text(1) == "one"
    assert caller.get_all(1, 2, 3) == {"1": "one", "2": "two"}
    assert (caller.text(2), caller.text(3)) == ("two", None)
    assert (calls(cluster, "GetItem"), calls(cluster, "BatchGetItem")) == (1, 1)


def test_a_strongly_consistent_batch_passes(
    direct: "DynamoDBClient", cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    assert caller.get_all(1, 2, ConsistentRead=True) == {"1": "new"}
    assert caller.get_all(1) == {"1": "old"}
    assert total(cluster, "passes") == 1
    assert total(cluster, "item_misses") == 0


def test_a_batch_with_one_key_twice_is_refused_though_the_item_is_cached(caller: Caller) -> None:
    caller.put(1, "one")
    with pytest.raises(ClientError, match="duplicates"):
        caller.get_all(1, 1)
