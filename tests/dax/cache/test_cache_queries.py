"""Query and Scan: pages by the whole request, which no write touches."""

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, calls, total
from tests.dax.cache.stage import Stage, ended

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_a_page_is_asked_for_once(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    pages = [caller.query() for _ in range(3)]
    assert pages[0]["Items"] == [caller.item(1, "milk")]
    assert pages[1:] == pages[:1] * 2
    assert calls(cluster, "Query") == 1
    assert (total(cluster, "query_misses"), total(cluster, "query_hits")) == (1, 2)


def test_a_scan_is_asked_for_once(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    asked = {
        "TableName": caller.table,
        "FilterExpression": "#owner = :owner",
        "ExpressionAttributeNames": {"#owner": "owner"},
        "ExpressionAttributeValues": {":owner": {"S": caller.owner}},
    }
    pages = [caller.ask("Scan", **asked) for _ in range(2)]
    assert pages[0]["Items"] == pages[1]["Items"] == [caller.item(1, "milk")]
    assert calls(cluster, "Scan") == 1


def test_a_request_with_another_fingerprint_has_another_page(
    cluster: Cluster, caller: Caller
) -> None:
    for number in (1, 2):
        caller.put(number, str(number))
    pages = [caller.texts(**options) for options in ({}, {"Limit": 1}, {"Limit": 1})]
    assert pages == [["1", "2"], ["1"], ["1"]]
    assert (total(cluster, "query_misses"), total(cluster, "query_hits")) == (2, 1)


def test_no_write_through_the_cluster_changes_a_page_until_its_ttl(
    clock: SetClock, cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    assert caller.texts() == ["old"]
    caller.update(1, "new")
    caller.put(2, "more")
    caller.transact(caller.put_of(3, "most"))
    clock.now += 299.9
    cluster.settle()
    assert caller.texts() == ["old"]
    clock.now += 0.1
    assert caller.texts() == ["new", "more", "most"]


def test_a_strongly_consistent_query_neither_reads_the_cache_nor_fills_it(
    cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    assert caller.texts(ConsistentRead=True) == ["old"]
    assert caller.texts() == ["old"]
    caller.put(1, "new")
    assert caller.texts(ConsistentRead=True) == ["new"]
    assert caller.texts() == ["old"]
    assert calls(cluster, "Query") == 3
    assert total(cluster, "passes") == 2


def test_pages_and_items_know_nothing_of_each_other(
    direct: "DynamoDBClient", cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    direct.put_item(TableName=caller.table, Item=caller.item(2, "more"))
    assert caller.texts() == ["new", "more"]
    assert caller.text(1) == "old"
    assert caller.text(2) == "more"
    assert calls(cluster, "GetItem") == 1


def test_a_page_ends_where_dynamodb_ended_it(caller: Caller) -> None:
    for number in (1, 2, 3):
        caller.put(number, str(number))
    for _ in range(2):
        first = caller.query(Limit=2)
        assert first["LastEvaluatedKey"] == caller.key(2)
        rest = caller.query(Limit=2, ExclusiveStartKey=first["LastEvaluatedKey"])
        assert rest["Items"] == [caller.item(3, "3")]


def test_a_refused_query_is_refused_again(cluster: Cluster, caller: Caller) -> None:
    for _ in range(2):
        with pytest.raises(ClientError, match="ValidationException"):
            caller.query(Limit=0)
    assert calls(cluster, "Query") == 2
    assert total(cluster, "query_entries") == 0


def test_what_a_page_cost_is_said_once(caller: Caller) -> None:
    pages = [caller.query(ReturnConsumedCapacity="TOTAL") for _ in range(2)]
    assert ["ConsumedCapacity" in page for page in pages] == [True, False]


def test_who_changes_a_page_changes_nothing_for_others(caller: Caller) -> None:
    caller.put(1, "milk")
    for _ in range(3):
        page = caller.query()
        assert page["Items"] == [caller.item(1, "milk")]
        page["Items"][0]["text"]["S"] = "beer"
        page["Items"].clear()


def test_the_page_that_nobody_used_longest_has_to_go(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, query_entries=2) as cluster:
        caller = Caller(cluster.leader, table, owner)
        for limit in (1, 2, 1, 3):  # 2 goes
            caller.query(Limit=limit)
        assert total(cluster, "query_evictions") == 1
        caller.query(Limit=1)
        assert total(cluster, "query_misses") == 3
        caller.query(Limit=2)
        assert total(cluster, "query_misses") == 4


def test_a_page_that_was_asked_for_before_a_flush_is_not_kept(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster() as cluster:
        caller = Caller(cluster.leader, table, owner)
        held = stage.gate.hold_answer("Query")
        asked = stage.begun(held, caller.texts)
        cluster.flush()
        assert ended(held, asked) == []
        assert total(cluster, "query_entries") == 0


def test_a_slow_answer_is_as_old_as_its_question(stage: Stage, table: str, owner: str) -> None:
    with stage.cluster() as cluster:
        caller = Caller(cluster.leader, table, owner)
        held = stage.gate.hold_answer("Query")
        asked = stage.begun(held, caller.texts)
        caller.put(1, "milk")
        stage.clock.now += 100
        assert ended(held, asked) == []
        stage.clock.now += 200
        assert caller.texts() == ["milk"]


def test_an_answer_that_was_asked_for_earlier_does_not_replace_a_later_one(
    stage: Stage, table: str, owner: str
) -> None:
    with stage.cluster() as cluster:
        caller = Caller(cluster.leader, table, owner)
        held = stage.gate.hold_answer("Query")
        asked = stage.begun(held, caller.texts)
        caller.put(1, "milk")
        assert caller.texts() == ["milk"]
        assert ended(held, asked) == []
        assert caller.texts() == ["milk"]
        assert total(cluster, "query_hits") == 1
