"""GetItem and BatchGetItem: what the item cache answers, and what it must not."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, an_upstream, calls, total
from tests.support.engines import Engine

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_an_item_is_read_upstream_once(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    cluster.flush()
    assert [caller.text(1) for _ in range(3)] == ["milk"] * 3
    assert calls(cluster, "GetItem") == 1
    assert (total(cluster, "item_misses"), total(cluster, "item_hits")) == (1, 2)


@pytest.mark.parametrize("written", ["1.0", "1.00", "1E0", "0.1e1", "+1"])
def test_a_number_in_a_key_counts_by_its_value(
    cluster: Cluster, caller: Caller, written: str
) -> None:
    caller.put(1, "milk")
    assert caller.text(written) == "milk"
    assert calls(cluster, "GetItem") == 0


def test_keys_of_38_digits_are_not_confused(cluster: Cluster, caller: Caller) -> None:
    one, other = "1" * 37 + "1", "1" * 37 + "2"
    caller.put(one, "one")
    assert caller.text(other) is None
    assert caller.text(one) == "one"
    assert calls(cluster, "GetItem") == 1


def test_that_there_is_no_item_is_remembered(cluster: Cluster, caller: Caller) -> None:
    assert [caller.get(1) for _ in range(3)] == [None] * 3
    assert calls(cluster, "GetItem") == 1
    assert total(cluster, "item_negative_hits") == 2


def test_a_write_around_the_cluster_is_seen_after_the_ttl(
    direct: "DynamoDBClient", clock: SetClock, caller: Caller
) -> None:
    caller.put(1, "old")
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    clock.now += 299.9
    assert caller.text(1) == "old"
    clock.now += 0.1
    assert caller.text(1) == "new"


def test_a_hit_does_not_lengthen_a_ttl(
    direct: "DynamoDBClient", clock: SetClock, caller: Caller
) -> None:
    assert caller.get(1) is None
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    clock.now += 200
    assert caller.get(1) is None
    clock.now += 100
    assert caller.text(1) == "new"


def test_a_strongly_consistent_read_neither_reads_the_cache_nor_fills_it(
    direct: "DynamoDBClient", cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    assert caller.text(1, ConsistentRead=True) == "new"
    assert caller.text(1) == "old"
    assert caller.text(2, ConsistentRead=True) is None
    assert caller.text(2) is None
    assert total(cluster, "item_misses") == 1
    assert total(cluster, "passes") == 2


def test_a_reading_transaction_neither_reads_the_cache_nor_fills_it(
    direct: "DynamoDBClient", cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "old")
    direct.put_item(TableName=caller.table, Item=caller.item(1, "new"))
    get = {"Get": {"TableName": caller.table, "Key": caller.key(1)}}
    answer = caller.ask("TransactGetItems", TransactItems=[get])
    assert answer["Responses"] == [{"Item": caller.item(1, "new")}]
    assert caller.text(1) == "old"
    assert total(cluster, "passes") == 1


def test_a_part_of_an_item_is_not_taken_for_the_whole(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    cluster.flush()
    assert caller.get(1, ProjectionExpression="#n", ExpressionAttributeNames={"#n": "number"}) == {
        "number": {"N": "1"}
    }
    assert caller.text(1) == "milk"


def test_the_entry_that_nobody_used_longest_has_to_go(
    upstream: Upstream, clock: SetClock, table: str, owner: str
) -> None:
    with a_cluster(upstream, clock, item_entries=2) as cluster:
        caller = Caller(cluster.leader, table, owner)
        for number in (1, 2, 1, 3):  # 2 goes
            caller.get(number)
        assert total(cluster, "item_evictions") == 1
        assert total(cluster, "item_entries") == 2
        caller.get(1)
        assert total(cluster, "item_misses") == 3
        caller.get(2)
        assert total(cluster, "item_misses") == 4


def test_who_changes_an_answer_changes_nothing_for_others(caller: Caller) -> None:
    item = {**caller.key(1), "labels": {"L": [{"M": {"name": {"S": "red"}}}]}}
    written = {**caller.key(1), "labels": {"L": [{"M": {"name": {"S": "red"}}}]}}
    caller.ask("PutItem", TableName=caller.table, Item=written)
    for answer in (written, caller.get(1), caller.get(1)):
        assert answer == item
        answer["labels"]["L"][0]["M"]["name"]["S"] = "blue"
        answer["more"] = {"BOOL": True}
    assert caller.get(1) == item


def test_a_hit_costs_nothing_and_says_so(
    dynamodb_local: Engine, clock: SetClock, owner: str
) -> None:
    with (
        closing(dynamodb_local.client()) as client,
        closing(an_upstream(dynamodb_local.endpoint_url)) as upstream,
        a_cluster(upstream, clock) as cluster,
    ):
        client.create_table(
            TableName=f"capacity-{owner}",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "B"}],
            BillingMode="PAY_PER_REQUEST",
        )
        caller = Caller(cluster.leader, f"capacity-{owner}", owner)
        asked = {"TableName": caller.table, "Key": {"id": {"B": b"1"}}}
        answers = [caller.ask("GetItem", **asked, ReturnConsumedCapacity="TOTAL") for _ in range(2)]
        assert answers[0]["ConsumedCapacity"]["CapacityUnits"] == 0.5
        assert answers[1] == {}
