"""Discovery, several nodes, and many clients at once."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from botocore.exceptions import ClientError

from local.dax.cache.settings import CacheSettings
from local.dax.server.addresses import Address
from local.dax.server.dax_server import DaxServer, ServerSettings
from tests.dax.polling import eventually
from tests.dax.raw_peer import ENDPOINTS, a_raw_peer
from tests.dax.todo_table import TABLE, a_key, an_item
from tests.support.dax import DaxClient, dax_client, free_ports, running_dax
from tests.support.engines import Engine

CLIENTS = 20


@pytest.fixture
def three(engine: Engine) -> Iterator[DaxServer]:
    with running_dax(engine.endpoint_url, CacheSettings(nodes=3)) as dax:
        yield dax


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def reads_of(dax: DaxServer) -> list[int]:
    nodes = dax.statistics()["nodes"]
    return [node["item_misses"] + node["item_negative_hits"] for node in nodes]


def test_reads_go_to_every_node(three: DaxServer) -> None:
    with dax_client(three.endpoint) as client:
        key = a_key()

        def all_have_read() -> bool:
            client.get_item(TableName=TABLE, Key=key)
            return all(reads_of(three))

        eventually(all_have_read)


def test_writes_go_to_the_leader(three: DaxServer) -> None:
    with dax_client(three.endpoint) as client:
        for _ in range(10):
            client.put_item(TableName=TABLE, Item=an_item())
    assert [node["writes"] for node in three.statistics()["nodes"]] == [10, 0, 0]


def test_a_client_goes_to_the_advertised_address(engine: Engine) -> None:
    port = free_ports(1)
    with running_dax(engine.endpoint_url) as mapped:
        advertised = Address("localhost", int(mapped.endpoint.rpartition(":")[2]))
        settings = ServerSettings(port=port, advertise=advertised)
        with (
            running_dax(engine.endpoint_url, server=settings),
            dax_client(f"dax://127.0.0.1:{port}") as client,
        ):
            client.get_item(TableName=TABLE, Key=a_key())
        assert reads_of(mapped) == [1]


@pytest.mark.skipif(not has_ipv6(), reason="there is no IPv6")
def test_who_comes_by_ipv6_is_told_of_ipv6(engine: Engine) -> None:
    with running_dax(engine.endpoint_url, server=ServerSettings(host="::1")) as dax:
        with a_raw_peer(dax.endpoint) as peer:
            peer.say(ENDPOINTS)
            [node] = peer.hear_list()
        assert node[2] == bytes(15) + b"\x01"
        assert dax.endpoint == f"dax://[::1]:{node[3]}"


def test_many_clients_are_served_at_once(dax: DaxServer) -> None:
    start = threading.Barrier(CLIENTS)

    def ask(_: int) -> bool:
        item = an_item()
        with dax_client(dax.endpoint) as client:
            start.wait(timeout=60)
            client.put_item(TableName=TABLE, Item=item)
            key = {"owner": item["owner"], "id": item["id"]}
            found: bool = client.get_item(TableName=TABLE, Key=key) == {"Item": item}
            return found

    with ThreadPoolExecutor(CLIENTS) as clients:
        assert all(clients.map(ask, range(CLIENTS)))


def test_who_connects_anew_for_each_request_leaves_nothing_behind(
    client: DaxClient, dax: DaxServer
) -> None:
    threads = threading.active_count()
    for _ in range(30):
        with suppress(ClientError):  # after which the client closes its connections
            client.delete_item(
                TableName=TABLE, Key=a_key(), ConditionExpression="attribute_exists(id)"
            )
    assert dax.statistics()["total"]["writes"] >= 30
    eventually(lambda: threading.active_count() <= threads + 2)  # its ticks have one each
    eventually(lambda: dax.statistics()["connections"]["open"] <= 2)
