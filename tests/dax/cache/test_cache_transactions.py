"""TransactWriteItems: the item cache learns of it a while later."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, an_upstream, calls, total
from tests.support.engines import Engine
from tests.support.faults import Fault, FaultProxy

DELAY_S = 5.0


@pytest.fixture
def cluster(upstream: Upstream, clock: SetClock) -> Iterator[Cluster]:
    with a_cluster(upstream, clock, refresh_delay_s=DELAY_S) as cluster:
        yield cluster


def pass_time(clock: SetClock, cluster: Cluster, seconds: float) -> None:
    clock.now += seconds
    cluster.settle()


def test_a_transaction_is_seen_after_the_delay(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    caller.put(2, "old")
    caller.transact(caller.put_of(1, "new"), caller.delete_of(2), caller.put_of(3, "new"))
    pass_time(clock, cluster, DELAY_S - 0.1)
    assert [caller.text(1), caller.text(2)] == ["old", "old"]
    pass_time(clock, cluster, 0.1)
    assert caller.get_all(1, 2, 3) == {"1": "new", "3": "new"}


def test_what_a_transaction_wrote_is_read_again_in_one_request(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    update = {"Update": caller.update_of(2, "new")}
    check = {
        "ConditionCheck": {
            "TableName": caller.table,
            "Key": caller.key(4),
            "ConditionExpression": "attribute_not_exists(#owner)",
            "ExpressionAttributeNames": {"#owner": "owner"},
        }
    }
    caller.transact(caller.put_of(1, "new"), update, caller.delete_of(3), check)
    pass_time(clock, cluster, DELAY_S)
    assert calls(cluster, "BatchGetItem") == 1
    assert total(cluster, "item_entries") == 3
    assert caller.get_all(1, 2, 3) == {"1": "new", "2": "new"}
    assert total(cluster, "item_misses") == 0


def test_a_miss_between_a_transaction_and_its_refresh_shows_it(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.transact(caller.put_of(1, "new"))
    assert caller.text(1) == "new"
    pass_time(clock, cluster, DELAY_S)
    assert caller.text(1) == "new"


def test_a_write_between_a_transaction_and_its_refresh_stays(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.transact(caller.put_of(1, "old"))
    caller.update(1, "new")
    assert caller.text(1) == "new"
    pass_time(clock, cluster, DELAY_S)
    assert caller.text(1) == "new"


def test_a_refresh_that_fails_drops_what_is_outdated(
    engine: Engine, clock: SetClock, table: str, owner: str
) -> None:
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        closing(an_upstream(proxy.url)) as upstream,
        a_cluster(upstream, clock, refresh_delay_s=DELAY_S) as cluster,
    ):
        caller = Caller(cluster.leader, table, owner)
        caller.put(1, "old")
        proxy.script(Fault.NONE, Fault.THROTTLE)
        caller.transact(caller.put_of(1, "new"))
        pass_time(clock, cluster, DELAY_S)
        assert total(cluster, "item_entries") == 0
        assert caller.text(1) == "new"


def test_a_hundred_items_are_refreshed(clock: SetClock, cluster: Cluster, caller: Caller) -> None:
    caller.transact(*(caller.put_of(number, "new") for number in range(100)))
    pass_time(clock, cluster, DELAY_S)
    assert total(cluster, "item_entries") == 100
    assert len(caller.get_all(*range(100))) == 100
    assert total(cluster, "item_misses") == 0
