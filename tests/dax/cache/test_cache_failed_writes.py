"""Writes that failed, and writes of which nobody knows."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TypeAlias

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Answer, Caller, an_upstream, calls, total
from tests.support.engines import Engine
from tests.support.faults import Fault, FaultProxy

Write: TypeAlias = Callable[[Caller], Answer]
THERE = {
    "ConditionExpression": "attribute_exists(#owner)",
    "ExpressionAttributeNames": {"#owner": "owner"},
}


@pytest.fixture(scope="module")
def proxy(engine: Engine) -> Iterator[FaultProxy]:
    with FaultProxy(engine.endpoint_url, seed=1) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def upstream(proxy: FaultProxy) -> Iterator[Upstream]:
    with closing(an_upstream(proxy.url)) as upstream:
        yield upstream


def reads(cluster: Cluster) -> int:
    return calls(cluster, "GetItem") + calls(cluster, "BatchGetItem")


@pytest.mark.parametrize(
    "write",
    [
        lambda caller: caller.put(1, "new", **THERE),
        lambda caller: caller.delete(1, **THERE),
        lambda caller: caller.transact({"Put": {**caller.put_of(1, "new")["Put"], **THERE}}),
    ],
)
def test_a_refused_write_changes_nothing(cluster: Cluster, caller: Caller, write: Write) -> None:
    assert caller.get(1) is None
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        write(caller)
    cluster.settle()
    assert caller.get(1) is None
    assert total(cluster, "item_negative_hits") == 1
    assert reads(cluster) == 1


def test_a_write_that_was_throttled_changes_nothing(
    proxy: FaultProxy, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    proxy.script(Fault.THROTTLE)
    with pytest.raises(ClientError, match=r"Throttling|Throughput"):
        caller.put(1, "new")
    assert caller.text(1) == "old"
    assert reads(cluster) == 0


@pytest.mark.parametrize("fault", [Fault.LOST_REPLY, Fault.SERVER_ERROR, Fault.RESET])
@pytest.mark.parametrize(
    "write",
    [
        lambda caller: caller.put(1, "new"),
        lambda caller: caller.transact(caller.put_of(1, "new")),
    ],
)
def test_after_a_write_that_may_have_happened_the_table_is_asked(
    proxy: FaultProxy, cluster: Cluster, caller: Caller, fault: Fault, write: Write
) -> None:
    caller.put(1, "old")
    proxy.script(fault)
    with pytest.raises(ClientError, match="InternalServerError"):
        write(caller)
    assert caller.text(1) == ("new" if fault is Fault.LOST_REPLY else "old")
    assert reads(cluster) == 1


def test_a_read_again_that_fails_leaves_no_entry(
    proxy: FaultProxy, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    proxy.script(Fault.NONE, Fault.SERVER_ERROR)
    assert caller.update(1, "new", ReturnValues="UPDATED_NEW")["Attributes"]
    assert total(cluster, "item_entries") == 0
    assert caller.text(1) == "new"
