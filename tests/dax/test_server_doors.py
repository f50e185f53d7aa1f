"""Ports, connections and threads."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from local.dax.server.addresses import Address, AddressError, bound_to, listen
from local.dax.server.doors import Doors, Serve
from tests.dax.polling import eventually
from tests.support.dax import free_ports

LOOPBACK = "127.0.0.1"


@contextmanager
def open_doors(serve: Serve, most: int = 10, ports: int = 1) -> Iterator[tuple[Doors, list[int]]]:
    listeners = listen(LOOPBACK, 0, ports)
    doors = Doors(dict.fromkeys(listeners, serve), most)
    doors.open()
    try:
        yield doors, [bound_to(listener).port for listener in listeners]
    finally:
        doors.close(patience_s=5)


def echo(connection: socket.socket) -> None:
    with suppress(OSError):
        while heard := connection.recv(100):
            connection.sendall(heard)


def a_peer(port: int) -> socket.socket:
    return socket.create_connection((LOOPBACK, port), timeout=5)


def says(peer: socket.socket, words: bytes) -> bytes:
    peer.sendall(words)
    return peer.recv(100)


def test_a_silent_peer_keeps_nobody_waiting() -> None:
    with open_doors(echo) as (_, [port]), a_peer(port), a_peer(port) as second:
        assert says(second, b"hello") == b"hello"


def test_each_port_has_its_own_service() -> None:
    listeners = listen(LOOPBACK, 0, 2)
    ports = [bound_to(listener).port for listener in listeners]
    named = {
        listener: lambda peer, port=port: peer.sendall(str(port).encode())
        for listener, port in zip(listeners, ports, strict=True)
    }
    doors = Doors(named, most=10)
    doors.open()
    try:
        for port in ports:
            with a_peer(port) as peer:
                assert peer.recv(100) == str(port).encode()
    finally:
        doors.close(patience_s=5)


def test_one_connection_too_many_is_closed_at_once() -> None:
    with open_doors(echo, most=2) as (doors, [port]), a_peer(port) as first, a_peer(port) as second:
        assert says(first, b"1") == says(second, b"1") == b"1"
        with a_peer(port) as third:
            assert third.recv(100) == b""
        assert doors.turned_away == 1
        assert says(first, b"2") == b"2"


def test_who_leaves_makes_room() -> None:
    with open_doors(echo, most=1) as (doors, [port]):
        for _ in range(20):
            with a_peer(port) as peer:
                assert says(peer, b"hello") == b"hello"
            eventually(lambda: doors.connections == 0)


def test_closing_ends_what_is_open_and_frees_the_port() -> None:
    before = threading.active_count()
    with open_doors(echo) as (_, [port]), a_peer(port) as peer:
        assert says(peer, b"hello") == b"hello"
    assert threading.active_count() <= before
    with pytest.raises(ConnectionRefusedError):
        a_peer(port)


def test_threads_that_hang_are_waited_for_together() -> None:
    released, arrived = threading.Event(), threading.Semaphore(0)

    def hang(_: socket.socket) -> None:
        arrived.release()
        released.wait(60)

    listeners = listen(LOOPBACK, 0, 1)
    doors = Doors(dict.fromkeys(listeners, hang), most=10)
    doors.open()
    port = bound_to(listeners[0]).port
    with ExitStack() as peers:
        for _ in range(10):
            peers.enter_context(a_peer(port))
            assert arrived.acquire(timeout=20)
        began = time.monotonic()
        doors.close(patience_s=0.5)
        took_s = time.monotonic() - began
    released.set()
    eventually(lambda: doors.connections == 0)
    assert took_s < 10 * 0.5


def test_nodes_take_ports_that_follow_each_other() -> None:
    first = free_ports(3)
    listeners = listen(LOOPBACK, first, 3)
    assert [bound_to(listener).port for listener in listeners] == [first, first + 1, first + 2]
    for listener in listeners:
        listener.close()


def test_a_port_in_use_is_named() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"Port {port} of 127.0.0.1 is in use"):
            listen(LOOPBACK, port, 1)


def test_when_one_port_is_in_use_none_is_taken() -> None:
    first = free_ports(2)
    with socket.create_server((LOOPBACK, first + 1)), pytest.raises(AddressError):
        listen(LOOPBACK, first, 2)
    with socket.create_server((LOOPBACK, first)) as free:
        assert free.getsockname()[1] == first


@pytest.mark.parametrize(("host", "port"), [("nowhere.invalid", 0), (LOOPBACK, 65535)])
def test_an_address_that_cannot_be_had_is_explained(host: str, port: int) -> None:
    with pytest.raises(AddressError):
        listen(host, port, 2)


@pytest.mark.parametrize("text", ["", "host", "host:", ":1", "host:0", "host:65536", "host:x"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        Address.parse(text)


def test_a_host_with_colons_is_in_brackets() -> None:
    address = Address.parse("[::1]:8111")
    assert address == Address("::1", 8111)
    assert str(address) == "[::1]:8111"


def test_a_name_is_resolved_to_digits() -> None:
    assert Address("localhost", 8111).resolved()[1].host in {"127.0.0.1", "::1"}
