"""The proxy that other tests trust to fail: that it does what it says, and says what it did."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from tests.integration.support.puts import TABLE, key, put
from tests.support.engines import Engine
from tests.support.faults import Fault, FaultProxy, Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def hasty(engine: Engine, proxy: FaultProxy) -> "Iterator[DynamoDBClient]":
    """A client that waits for an answer for a second, and not for ever."""
    client = engine.client(proxy.url, Config(read_timeout=1, retries={"total_max_attempts": 1}))
    yield client
    client.close()


def is_stored(engine: Engine, owner: str) -> bool:
    """Ask DynamoDB itself, around the proxy."""
    client = engine.client()
    answer = client.get_item(TableName=TABLE, Key=key(owner), ConsistentRead=True)
    client.close()
    return "Item" in answer


def test_without_faults_the_proxy_only_passes_on(
    client: "DynamoDBClient", proxy: FaultProxy, engine: Engine
) -> None:
    put(client, "clean")
    assert is_stored(engine, "clean")
    assert proxy.counts == {("PutItem", Fault.NONE): 1}


@pytest.mark.parametrize(
    ("fault", "seen", "words", "is_done"),
    [
        (Fault.THROTTLE, ClientError, "ProvisionedThroughputExceededException", False),
        (Fault.SERVER_ERROR, ClientError, "InternalServerError", False),
        (Fault.RESET, ConnectionClosedError, "Connection was closed", False),
        (Fault.BLACK_HOLE, ReadTimeoutError, "Read timeout", False),
        (Fault.LOST_REPLY, ConnectionClosedError, "Connection was closed", True),
    ],
)
def test_a_fault_is_what_it_says_to_the_client_and_to_dynamodb(  # noqa: PLR0913, PLR0917
    hasty: "DynamoDBClient",
    proxy: FaultProxy,
    engine: Engine,
    fault: Fault,
    seen: type[Exception],
    words: str,
    is_done: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    proxy.script(fault)
    with pytest.raises(seen, match=words):
        put(hasty, fault)
    assert is_stored(engine, fault) is is_done
    unheard = {("PutItem", Fault.DONE_UNHEARD): 1} if is_done else {}
    assert proxy.counts == {("PutItem", fault): 1} | unheard


def test_a_reset_is_no_orderly_close(client: "DynamoDBClient", proxy: FaultProxy) -> None:
    proxy.script(Fault.RESET)
    with pytest.raises(ConnectionClosedError) as caught:
        put(client, "reset")
    assert "ConnectionResetError" in str(caught.value.kwargs["error"])


def test_a_delayed_request_is_done_and_answered_late(
    client: "DynamoDBClient", proxy: FaultProxy, engine: Engine
) -> None:
    proxy.faults = Faults(delay=1, delay_s=0.3)
    began = time.monotonic()
    put(client, "late")
    assert time.monotonic() - began >= 0.3
    assert is_stored(engine, "late")


def test_botocore_itself_retries_what_was_throttled(engine: Engine, proxy: FaultProxy) -> None:
    proxy.script(Fault.THROTTLE, Fault.THROTTLE)
    retries = Config(retries={"mode": "standard", "total_max_attempts": 3})
    client = engine.client(proxy.url, retries)
    put(client, "persistent")
    client.close()
    assert proxy.counts == {("PutItem", Fault.THROTTLE): 2, ("PutItem", Fault.NONE): 1}


def test_rates_hold_for_many_clients_at_once_and_the_counts_are_what_they_saw(
    client: "DynamoDBClient", proxy: FaultProxy
) -> None:
    proxy.faults = Faults(throttle=0.3)

    def is_throttled(number: int) -> bool:
        try:
            put(client, f"crowd-{number}")
        except ClientError:
            return True
        return False

    with ThreadPoolExecutor(8) as pool:
        throttled = sum(pool.map(is_throttled, range(500)))
    # 150, give or take five standard deviations.
    assert 100 < throttled < 200
    assert proxy.counts == {
        ("PutItem", Fault.THROTTLE): throttled,
        ("PutItem", Fault.NONE): 500 - throttled,
    }
