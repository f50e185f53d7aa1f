"""An upstream that fails, and a server that hangs, dies and comes back."""

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from tests.dax.cache.builders import HurriedClock
from tests.dax.polling import eventually
from tests.dax.raw_peer import KEY_SCHEMA, Error, a_raw_peer
from tests.dax.todo_table import TABLE, a_key, an_item
from tests.support.dax import DaxClient, DaxProcess, dax_client, dax_process, running_dax
from tests.support.engines import Engine
from tests.support.faults import FaultProxy, Faults
from tests.support.processes import free_port


@pytest.fixture
def process(engine: Engine) -> Iterator[DaxProcess]:
    with dax_process(engine.endpoint_url) as process:
        yield process


def is_served(client: DaxClient) -> bool:
    try:
        return bool(client.get_item(TableName=TABLE, Key=a_key()) == {})
    except (ClientError, OSError):
        return False


@pytest.mark.parametrize("faults", [Faults(reset=1.0), Faults(server_error=1.0)])
def test_an_upstream_that_fails_is_an_internal_error_until_it_is_back(
    engine: Engine, faults: Faults
) -> None:
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        running_dax(proxy.url) as dax,
        dax_client(dax.endpoint) as client,
    ):
        client.put_item(TableName=TABLE, Item=an_item())
        proxy.faults = faults
        with pytest.raises(ClientError) as caught:
            client.get_item(TableName=TABLE, Key=a_key())
        assert caught.value.response["Error"]["Code"] == "InternalServerErrorException"
        proxy.faults = Faults()
        assert client.get_item(TableName=TABLE, Key=a_key()) == {}


def test_an_upstream_that_throttles_is_throttling_to_the_caller(engine: Engine) -> None:
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        running_dax(proxy.url) as dax,
        dax_client(dax.endpoint, max_attempts=0) as client,
    ):
        client.put_item(TableName=TABLE, Item=an_item())
        proxy.faults = Faults(throttle=1.0)
        with pytest.raises(ClientError) as caught:
            client.put_item(TableName=TABLE, Item=an_item())
        codes = {"ThrottlingException", "ProvisionedThroughputExceededException"}
        assert caught.value.response["Error"]["Code"] in codes


def test_an_upstream_that_is_not_there_ends_no_connection() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    with running_dax(nowhere) as dax, a_raw_peer(dax.endpoint) as peer:
        for _ in range(3):
            peer.say(KEY_SCHEMA)
            error = peer.hear()
            assert isinstance(error, Error)
            assert error.code == "InternalServerError"


def test_what_is_cached_is_served_without_an_upstream(engine: Engine) -> None:
    item = an_item()
    key = {"owner": item["owner"], "id": item["id"]}
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        running_dax(proxy.url) as dax,
        dax_client(dax.endpoint) as client,
    ):
        client.put_item(TableName=TABLE, Item=item)
        proxy.faults = Faults(reset=1.0)
        assert client.get_item(TableName=TABLE, Key=key) == {"Item": item}


def test_a_restart_on_the_same_port_is_survived(process: DaxProcess) -> None:
    with dax_client(process.endpoint) as client:
        client.put_item(TableName=TABLE, Item=an_item())
        before = process.endpoint
        process.restart()
        assert process.endpoint == before
        eventually(lambda: is_served(client))


def test_lists_of_attributes_that_a_client_knows_outlive_the_server(process: DaxProcess) -> None:
    with dax_client(process.endpoint) as client:
        client.put_item(TableName=TABLE, Item=an_item())
        process.restart()
        # It sends the list's number, and asks nobody for it again.
        item = an_item()
        client.put_item(TableName=TABLE, Item=item)
        key = {"owner": item["owner"], "id": item["id"]}
        assert client.get_item(TableName=TABLE, Key=key) == {"Item": item}


def test_three_nodes_come_back_where_they_were(engine: Engine) -> None:
    with (
        dax_process(engine.endpoint_url, nodes=3) as process,
        dax_client(process.endpoint) as client,
    ):
        assert is_served(client)
        process.restart()
        eventually(lambda: is_served(client))
        assert len(process.statistics()["nodes"]) == 3


def test_a_server_that_hangs_goes_on_where_it_was(process: DaxProcess) -> None:
    with dax_client(process.endpoint, read_timeout=0.5, connect_timeout=1) as client:
        assert is_served(client)
        process.freeze()
        assert not is_served(client)
        process.thaw()
        eventually(lambda: is_served(client))


def test_a_server_that_was_killed_is_missed_until_it_is_back(process: DaxProcess) -> None:
    with dax_client(process.endpoint, connect_timeout=1) as client:
        assert is_served(client)
        process.kill()
        assert not is_served(client)
        process.start()
        eventually(lambda: is_served(client))


def test_a_hit_waits_for_no_upstream_that_hangs_while_its_key_schema_is_renewed(
    engine: Engine,
) -> None:
    clock = HurriedClock()
    with (
        FaultProxy(engine.endpoint_url, seed=1) as proxy,
        running_dax(proxy.url, clock=clock) as dax,
        dax_client(dax.endpoint, read_timeout=10, max_attempts=0) as client,
    ):
        key = a_key()
        client.get_item(TableName=TABLE, Key=key)
        proxy.faults = Faults(black_hole=1.0)
        clock.ahead_s = 61
        with a_raw_peer(dax.endpoint) as peer:
            for _ in range(3):
                peer.say(KEY_SCHEMA)
                assert peer.hear() == {"owner": "S", "id": "S"}
        assert client.get_item(TableName=TABLE, Key=key) == {}
        assert dax.statistics()["upstream_calls"].get("DescribeTable", 0) <= 2
