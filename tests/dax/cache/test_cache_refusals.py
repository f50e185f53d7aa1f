"""What DynamoDB refuses, and a DynamoDB that is not there."""

from contextlib import closing

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Cluster
from tests.dax.cache.builders import Caller, SetClock, a_cluster, an_upstream, calls, total
from tests.support.engines import Engine
from tests.support.faults import FaultProxy
from tests.support.processes import free_port


def test_a_key_that_dynamodb_refuses_is_refused_in_its_words_and_not_remembered(
    cluster: Cluster, caller: Caller
) -> None:
    for _ in range(2):
        with pytest.raises(ClientError, match="ValidationException"):
            caller.ask("GetItem", TableName=caller.table, Key={"owner": {"S": caller.owner}})
    assert calls(cluster, "GetItem") == 2
    assert total(cluster, "item_entries") == 0


def test_a_table_that_is_not_there_is_asked_for_each_time(cluster: Cluster, caller: Caller) -> None:
    for _ in range(2):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            caller.ask("GetItem", TableName="not-there", Key=caller.key(1))
    assert calls(cluster, "DescribeTable") == 2


def test_an_upstream_that_is_gone_leaves_what_is_cached(
    clock: SetClock, engine: Engine, table: str, owner: str
) -> None:
    proxy = FaultProxy(engine.endpoint_url, seed=1)
    with closing(an_upstream(proxy.url)) as upstream, a_cluster(upstream, clock) as cluster:
        caller = Caller(cluster.leader, table, owner)
        with proxy:
            caller.put(1, "milk")
        assert caller.text(1) == "milk"
        with pytest.raises(ClientError) as raised:
            caller.text(2)
        assert raised.value.response["Error"]["Code"] == "InternalServerError"
        assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_nobody_listening_is_an_internal_error(clock: SetClock, caller: Caller) -> None:
    with (
        closing(an_upstream(f"http://127.0.0.1:{free_port()}")) as nowhere,
        a_cluster(nowhere, clock) as cluster,
        pytest.raises(ClientError, match="InternalServerError"),
    ):
        caller.at(cluster.leader).get(1)


def test_an_operation_that_dax_lacks_is_refused(caller: Caller) -> None:
    with pytest.raises(ClientError, match="UnknownOperationException"):
        caller.ask("DeleteTable", TableName=caller.table)
    assert caller.get(1) is None
