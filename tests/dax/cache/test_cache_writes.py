"""Writes: the table first, then the item cache."""

from collections.abc import Iterator
from contextlib import closing, suppress
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import KEYS, Caller, an_upstream, calls, total
from tests.support.engines import ENGINES, Engine, create_table


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.getfixturevalue(request.param.replace("-", "_"))
    return engine


@pytest.fixture(scope="module")
def table(engine: Engine) -> str:
    name = f"written-{uuid4()}"
    with closing(engine.client()) as client:
        create_table(client, name, KEYS)
    return name


@pytest.fixture(scope="module")
def upstream(engine: Engine) -> Iterator[Upstream]:
    with closing(an_upstream(engine.endpoint_url)) as upstream:
        yield upstream


def reads(cluster: Cluster) -> int:
    return calls(cluster, "GetItem") + calls(cluster, "BatchGetItem")


def test_what_was_put_is_cached(cluster: Cluster, caller: Caller) -> None:
    assert caller.get(1) is None
    assert caller.put(1, "milk") == {}
    assert caller.text(1) == "milk"
    assert caller.text(1, ConsistentRead=True) == "milk"
    assert reads(cluster) == 2


def test_a_put_answers_with_the_old_item_if_asked(caller: Caller) -> None:
    caller.put(1, "old")
    assert caller.put(1, "new", ReturnValues="ALL_OLD") == {"Attributes": caller.item(1, "old")}
    assert caller.text(1) == "new"


@pytest.mark.parametrize(
    ("wanted", "answered"),
    [
        ({}, None),
        ({"ReturnValues": "NONE"}, None),
        ({"ReturnValues": "ALL_NEW"}, "whole"),
    ],
)
def test_an_update_is_cached_without_a_read(
    cluster: Cluster, caller: Caller, wanted: dict[str, object], answered: str | None
) -> None:
    caller.put(1, "old")
    answer = caller.update(1, "new", **wanted)
    assert answer == ({"Attributes": caller.item(1, "new")} if answered else {})
    assert caller.text(1) == "new"
    assert reads(cluster) == 0


@pytest.mark.parametrize(
    ("wanted", "answered"), [("UPDATED_NEW", "new"), ("UPDATED_OLD", "old"), ("ALL_OLD", "old")]
)
def test_an_update_that_tells_less_is_read_again(
    cluster: Cluster, caller: Caller, wanted: str, answered: str
) -> None:
    caller.put(1, "old")
    answer = caller.update(1, "new", ReturnValues=wanted)
    assert answer["Attributes"]["text"] == {"S": answered}
    assert caller.get(1) == caller.item(1, "new")
    assert reads(cluster) == 1
    assert total(cluster, "item_hits") == 1


def test_an_update_caches_what_it_did_not_name(caller: Caller) -> None:
    item = {**caller.item(1, "old"), "done": {"BOOL": True}}
    caller.ask("PutItem", TableName=caller.table, Item=item)
    caller.update(1, "new")
    assert caller.get(1) == {**item, "text": {"S": "new"}}


def test_an_update_may_make_an_item(cluster: Cluster, caller: Caller) -> None:
    assert caller.get(1) is None
    caller.update(1, "milk")
    assert caller.text(1) == "milk"
    assert reads(cluster) == 1


def test_what_was_deleted_is_remembered_as_gone(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "milk")
    answer = caller.delete(1, ReturnValues="ALL_OLD")
    assert answer == {"Attributes": caller.item(1, "milk")}
    assert caller.get(1) is None
    assert total(cluster, "item_negative_hits") == 1
    assert reads(cluster) == 0


def test_a_batch_of_writes_is_cached(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "old")
    requests = [
        {"DeleteRequest": {"Key": caller.key(1)}},
        {"PutRequest": {"Item": caller.item(2, "new")}},
    ]
    answer = caller.ask("BatchWriteItem", RequestItems={caller.table: requests})
    assert answer["UnprocessedItems"] == {}
    assert (caller.get(1), caller.text(2)) == (None, "new")
    assert reads(cluster) == 0
    assert total(cluster, "writes") == 3


def test_a_key_that_dynamodb_refuses_is_refused_in_its_words(caller: Caller) -> None:
    nameless = {"owner": {"S": caller.owner}}
    half = {caller.table: [{"DeleteRequest": {"Key": nameless}}]}
    with pytest.raises(ClientError, match="ValidationException"):
        caller.ask("PutItem", TableName=caller.table, Item=nameless)
    with pytest.raises(ClientError, match="ValidationException"):
        caller.ask("DeleteItem", TableName=caller.table, Key=nameless)
    with pytest.raises(ClientError, match="ValidationException"):
        caller.ask("UpdateItem", **{**caller.update_of(1, "new"), "Key": nameless})
    with pytest.raises(ClientError, match="ValidationException"):
        caller.ask("BatchWriteItem", RequestItems=half)


def test_a_transaction_with_what_is_no_key_passes_as_it_is(
    cluster: Cluster, caller: Caller
) -> None:
    nameless = {"Put": {"TableName": caller.table, "Item": {"owner": {"S": caller.owner}}}}
    with suppress(ClientError):  # the emulator lets it pass
        caller.transact(caller.put_of(1, "new"), nameless)
    cluster.settle()
    assert calls(cluster, "TransactWriteItems") == 1
    assert reads(cluster) == 0
