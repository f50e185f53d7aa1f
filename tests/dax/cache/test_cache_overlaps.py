"""Writes and refreshes that overlap: the last one upstream is what is cached."""

from collections.abc import Iterator

import pytest

from local.dax.cache import Cluster
from tests.dax.cache.builders import Caller, total
from tests.dax.cache.stage import Stage, ended
from tests.dax.polling import eventually


@pytest.fixture
def cluster(stage: Stage) -> Iterator[Cluster]:
    with stage.cluster() as cluster:
        yield cluster


def test_of_two_writes_at_once_the_later_is_cached_though_its_answer_came_first(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    held = stage.gate.hold_answer("PutItem")
    first = stage.begun(held, lambda: caller.put(1, "first"))
    caller.update(1, "second")
    assert caller.text(1) == "second"
    ended(held, first)
    assert caller.text(1) == "second"
    assert total(cluster, "item_misses") == 0


def test_of_two_writes_at_once_the_later_is_cached_though_it_began_first(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    held = stage.gate.hold_request("PutItem")
    later = stage.begun(held, lambda: caller.put(1, "later"))
    caller.update(1, "earlier")
    assert caller.text(1) == "earlier"
    ended(held, later)
    assert caller.text(1) == "later"
    assert total(cluster, "item_misses") == 0


def test_a_write_at_the_same_time_as_a_transaction_is_read_again(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    held = stage.gate.hold_answer("PutItem")
    put = stage.begun(held, lambda: caller.put(1, "first"))
    caller.transact(caller.put_of(1, "second"))
    ended(held, put)
    assert caller.text(1) == "second"
    assert total(cluster, "item_misses") == 0
    stage.pass_time(cluster, 5)
    assert caller.text(1) == "second"


def test_a_refresh_that_a_write_overtook_does_not_undo_it(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    caller.transact(caller.put_of(1, "old"))
    held = stage.gate.hold_answer("BatchGetItem")
    refresh = stage.begun(held, lambda: stage.pass_time(cluster, 5))
    caller.put(1, "new")
    ended(held, refresh)
    assert caller.text(1) == "new"
    assert total(cluster, "item_misses") == 0


def test_a_read_again_that_a_write_overtook_does_not_undo_it(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    held = stage.gate.hold_answer("BatchGetItem")
    update = stage.begun(held, lambda: caller.update(1, "old", ReturnValues="UPDATED_NEW"))
    caller.put(1, "new")
    assert caller.text(1) == "new"
    ended(held, update)
    assert caller.text(1) == "new"
    assert total(cluster, "item_misses") == 0


def test_a_lagging_miss_does_not_replace_what_a_refresh_found(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster(stale_fill_s=60) as cluster:
        caller = Caller(cluster.leader, table, owner)
        caller.transact(caller.put_of(1, "new"))
        held = stage.gate.hold_answer("GetItem")
        miss = stage.begun(held, lambda: caller.text(1))
        stage.pass_time(cluster, 5)
        assert ended(held, miss) is None
        assert caller.text(1) == "new"


def test_what_two_writes_at_once_overwrote_is_not_shown_again_when_the_slower_ends(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster(stale_fill_s=60) as cluster:
        caller = Caller(cluster.leader, table, owner)
        caller.put(1, "old")
        stage.pass_time(cluster, 60)
        put, update = stage.gate.hold_request("PutItem"), stage.gate.hold_request("UpdateItem")
        slower = stage.begun(update, lambda: caller.update(1, "new"))
        ended(put, stage.begun(put, lambda: caller.put(1, "newer")))
        stage.pass_time(cluster, 60)
        ended(update, slower)
        cluster.flush()
        assert caller.text(1) == "new"


def test_a_refresh_that_hangs_does_not_hold_up_what_is_replicated(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster(nodes=2, replication_lag_s=0.01) as cluster:
        leader, other = (Caller(node, table, owner) for node in cluster.nodes)
        leader.put(1, "old")
        stage.pass_time(cluster, 1)
        assert other.text(1) == "old"
        leader.transact(leader.put_of(2, "new"))
        held = stage.gate.hold_answer("BatchGetItem")
        refresh = stage.begun(held, lambda: stage.pass_time(cluster, 5))
        leader.put(1, "new")
        stage.clock.now += 1
        eventually(lambda: other.text(1) == "new")
        assert not refresh.done()
        ended(held, refresh)
