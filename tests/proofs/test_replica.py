"""The tables that lag: what the proofs assume of them is what they do."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.support.engines import Engine
from tests.support.fast_clock import FastClock
from tests.support.replica import ReplicaProxy
from tests.support.replica_plan import Lags
from tests.support.stack import Stack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AN_HOUR = 3600.0
CLOCK = FastClock(time.time(), 1)
ONE_TRY = Config(retries={"total_max_attempts": 1})


class Owner:
    """An owner who writes and reads through a proxy."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._owner = str(uuid4())

    def write(self, revision: int, *, sent_s_ago: float = 0) -> None:
        """Raise the head and put an item, as the app does."""
        sent_at = int((CLOCK.seconds() - sent_s_ago) * 1000)
        head: Any = {
            "TableName": self._table,
            "Key": self._key("head"),
            "UpdateExpression": "SET head_revision = :next, revised_at = :now",
            "ExpressionAttributeValues": {
                ":next": {"N": str(revision)},
                ":now": {"N": str(sent_at)},
            },
        }
        item: Any = {**self._key("todo#1"), "revision": {"N": str(revision)}}
        put: Any = {"TableName": self._table, "Item": item}
        self._client.transact_write_items(TransactItems=[{"Update": head}, {"Put": put}])

    def head(self, *, surely: bool) -> int:
        """Return the head's revision; 0 if there is none."""
        answer = self._client.get_item(
            TableName=self._table, Key=self._key("head"), ConsistentRead=surely
        )
        return int(answer["Item"]["head_revision"]["N"]) if "Item" in answer else 0

    def listed(self, *, surely: bool) -> int:
        """Return the revision of the item in a Query; 0 if there is none."""
        answer = self._client.query(
            TableName=self._table,
            KeyConditionExpression="#owner = :owner AND begins_with(id, :todo)",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": {"S": self._owner}, ":todo": {"S": "todo#"}},
            ConsistentRead=surely,
        )
        return max((int(item["revision"]["N"]) for item in answer["Items"]), default=0)

    def _key(self, item_id: str) -> dict[str, Any]:
        return {"owner": {"S": self._owner}, "id": {"S": item_id}}


@contextmanager
def an_owner_of(proxy: ReplicaProxy, engine: Engine) -> Iterator[Owner]:
    table = f"replica-{uuid4()}"
    client = engine.client(proxy.url, ONE_TRY)
    with proxy:
        proxy.create_tables(table)
        yield Owner(client, table)
    client.close()


@pytest.fixture
def engine(stack: Stack) -> Engine:
    return Engine("stack", stack.demo.aws_endpoint_url, reports_capacity=False)


def test_a_replica_that_lags_has_the_state_of_before(engine: Engine) -> None:
    lags = Lags(settle_s=2 * AN_HOUR, lag_s=AN_HOUR, tear_s=0, in_step=0)
    proxy = ReplicaProxy(engine, CLOCK, lags, seed=1)
    with an_owner_of(proxy, engine) as owner:
        owner.write(1)
        assert (owner.head(surely=True), owner.listed(surely=True)) == (1, 1)
        assert (owner.head(surely=False), owner.listed(surely=False)) == (0, 0)
        assert proxy.counts["lagging"] == 2


def test_some_eventually_consistent_reads_find_a_replica_in_step(engine: Engine) -> None:
    lags = Lags(settle_s=2 * AN_HOUR, lag_s=AN_HOUR, tear_s=0, in_step=0.5)
    with an_owner_of(ReplicaProxy(engine, CLOCK, lags, seed=1), engine) as owner:
        owner.write(1)
        assert {owner.listed(surely=False) for _ in range(30)} == {0, 1}


def test_a_replica_without_lag_has_what_is_acknowledged(engine: Engine) -> None:
    lags = Lags(settle_s=AN_HOUR, lag_s=0, tear_s=0, in_step=0)
    with an_owner_of(ReplicaProxy(engine, CLOCK, lags, seed=1), engine) as owner:
        for revision in (1, 2, 3):
            owner.write(revision)
            assert (owner.head(surely=False), owner.listed(surely=False)) == (revision, revision)


def test_a_torn_transaction_is_in_the_head_alone(engine: Engine) -> None:
    lags = Lags(settle_s=2 * AN_HOUR, lag_s=AN_HOUR, tear_s=AN_HOUR)
    proxy = ReplicaProxy(engine, CLOCK, lags, seed=1)
    with ThreadPoolExecutor(1) as pool, an_owner_of(proxy, engine) as owner:
        writing = pool.submit(owner.write, 1)
        give_up_at = time.monotonic() + 30
        while not (owner.head(surely=True) and proxy.counts["torn"]):
            assert time.monotonic() < give_up_at
            assert owner.listed(surely=True) == 0
        assert not writing.done()


def test_a_transaction_that_arrives_too_late_is_refused_and_not_made(engine: Engine) -> None:
    proxy = ReplicaProxy(engine, CLOCK, Lags(settle_s=10, lag_s=5, tear_s=0), seed=1)
    with an_owner_of(proxy, engine) as owner:
        with pytest.raises(ClientError, match="ThrottlingException"):
            owner.write(1, sent_s_ago=5.5)
        assert owner.head(surely=True) == 0
        assert proxy.counts["late"] == 1


def test_a_transaction_that_a_wrong_clock_makes_too_late_is_refused(engine: Engine) -> None:
    lags = Lags(settle_s=10, lag_s=5, tear_s=0, skew_s=3)
    with an_owner_of(ReplicaProxy(engine, CLOCK, lags, seed=1), engine) as owner:
        with pytest.raises(ClientError, match="ThrottlingException"):
            owner.write(1, sent_s_ago=2.5)
        assert owner.head(surely=True) == 0


def test_a_reader_waits_for_a_transaction_that_has_to_be_seen(engine: Engine) -> None:
    lags = Lags(settle_s=AN_HOUR, lag_s=0.01, tear_s=1)
    proxy = ReplicaProxy(engine, CLOCK, lags, seed=2)
    with an_owner_of(proxy, engine) as owner, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(owner.write, 1)
        give_up_at = time.monotonic() + 30
        while not owner.head(surely=True):
            assert time.monotonic() < give_up_at
        time.sleep(lags.lag_s)
        assert owner.listed(surely=False) == 1
        writing.result()
