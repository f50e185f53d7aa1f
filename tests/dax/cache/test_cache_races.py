"""Misses that a write overtakes, in an order that the gate decides."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from local.dax.cache import Cluster
from tests.dax.cache.builders import Answer, Caller, calls, total
from tests.dax.cache.stage import Stage, ended
from tests.planted.caches import CLUSTERS

Write: TypeAlias = Callable[[Caller], Answer]

WRITES: list[tuple[Write, str | None]] = [
    (lambda caller: caller.put(1, "new"), "new"),
    (lambda caller: caller.update(1, "new"), "new"),
    (lambda caller: caller.update(1, "new", ReturnValues="UPDATED_NEW"), "new"),
    (lambda caller: caller.delete(1), None),
    (
        lambda caller: caller.ask(
            "BatchWriteItem",
            RequestItems={caller.table: [{"PutRequest": {"Item": caller.item(1, "new")}}]},
        ),
        "new",
    ),
    (lambda caller: caller.transact(caller.put_of(1, "new")), "new"),
]


@pytest.fixture
def cluster(stage: Stage) -> Iterator[Cluster]:
    with stage.cluster() as cluster:
        yield cluster


@pytest.mark.parametrize(("write", "text"), WRITES)
def test_a_miss_that_began_before_a_write_does_not_undo_it(
    stage: Stage, cluster: Cluster, caller: Caller, write: Write, text: str | None
) -> None:
    caller.put(1, "old")
    cluster.flush()
    held = stage.gate.hold_answer("GetItem")
    miss = stage.begun(held, lambda: caller.text(1))
    write(caller)
    assert ended(held, miss) == "old"
    stage.pass_time(cluster, 5)
    assert caller.text(1) == text


def seen_after_an_eviction(stage: Stage, cluster: Cluster, caller: Caller, write: Write) -> object:
    """Let a write and the eviction of its entry overtake a miss, and return what is read then."""
    caller.put(1, "old")
    cluster.flush()
    held = stage.gate.hold_answer("GetItem")
    miss = stage.begun(held, lambda: caller.text(1))
    write(caller)
    stage.pass_time(cluster, 5)
    caller.put(2, "other")
    assert ended(held, miss) == "old"
    return caller.text(1)


@pytest.mark.parametrize(("write", "text"), WRITES)
def test_nor_does_it_when_the_writes_entry_was_evicted_meanwhile(
    stage: Stage, table: str, owner: str, write: Write, text: str | None
) -> None:
    with stage.cluster(item_entries=1) as cluster:
        caller = Caller(cluster.leader, table, owner)
        assert seen_after_an_eviction(stage, cluster, caller, write) == text


def test_it_would_if_changes_were_not_counted(stage: Stage, table: str, owner: str) -> None:
    with stage.cluster(CLUSTERS["ChangesNotCounted"], item_entries=1) as cluster:
        caller = Caller(cluster.leader, table, owner)
        write, _ = WRITES[0]
        assert seen_after_an_eviction(stage, cluster, caller, write) == "old"


def test_a_batchs_miss_that_a_write_overtook_is_not_kept_and_its_others_are(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    for number in (1, 2, 3):
        caller.put(number, "old")
    cluster.flush()
    held = stage.gate.hold_answer("BatchGetItem")
    miss = stage.begun(held, lambda: caller.get_all(1, 2, 3))
    caller.put(2, "new")
    assert ended(held, miss) == {"1": "old", "2": "old", "3": "old"}
    assert caller.get_all(1, 2, 3) == {"1": "old", "2": "new", "3": "old"}
    assert total(cluster, "item_misses") == 3


def test_a_miss_at_another_node_is_not_kept_when_a_write_overtook_it(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster(nodes=2, replication_lag_s=1) as cluster:
        leader, other = (Caller(node, table, owner) for node in cluster.nodes)
        held = stage.gate.hold_answer("GetItem")
        miss = stage.begun(held, lambda: other.text(1))
        leader.put(1, "new")
        assert ended(held, miss) is None
        assert other.text(1) == "new"
        assert calls(cluster, "GetItem") == 2


def test_a_miss_that_a_flush_overtook_is_not_kept(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    held = stage.gate.hold_answer("GetItem")
    miss = stage.begun(held, lambda: caller.text(1))
    cluster.flush()
    ended(held, miss)
    assert total(cluster, "item_entries") == 0


def test_an_entry_is_as_old_as_the_question(stage: Stage, cluster: Cluster, caller: Caller) -> None:
    held = stage.gate.hold_answer("GetItem")
    miss = stage.begun(held, lambda: caller.text(1))
    stage.clock.now += 100
    ended(held, miss)
    stage.clock.now += 199.9
    caller.get(1)
    assert total(cluster, "item_misses") == 1
    stage.clock.now += 0.1
    caller.get(1)
    assert total(cluster, "item_misses") == 2


def test_a_node_answers_hits_while_upstream_hangs(
    stage: Stage, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "milk")
    held = stage.gate.hold_request("GetItem")
    miss = stage.begun(held, lambda: caller.text(2))
    assert caller.text(1) == "milk"
    caller.put(3, "more")
    assert total(cluster, "item_hits") == 1
    assert ended(held, miss) is None
