"""The gate does to connections what it says: the tests of a failing DAX rest on that."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from tests.support import treatments
from tests.support.connects import counting_connects
from tests.support.dax import free_ports
from tests.support.gate import Gate
from tests.support.treatments import Treatment

WORDS = b"hello!"


class Echo(BaseRequestHandler):
    def handle(self) -> None:
        while words := self.request.recv(100):
            self.request.sendall(words)


@contextmanager
def an_echo(port: int) -> Iterator[None]:
    with ThreadingTCPServer(("127.0.0.1", port), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def way() -> Iterator[Gate]:
    port = free_ports(2)
    with an_echo(port + 1), Gate(port, port + 1) as way:
        yield way


def a_peer(way: Gate, timeout_s: float = 5) -> socket.socket:
    return socket.create_connection(("127.0.0.1", way.port), timeout_s)


def echo(peer: socket.socket) -> bytes:
    peer.sendall(WORDS)
    return peer.recv(100)


def test_bytes_pass_and_are_heard(way: Gate) -> None:
    with a_peer(way) as peer:
        assert [echo(peer), echo(peer)] == [WORDS, WORDS]
    assert way.heard(b"hello") == 2


def test_a_refusing_gate_ends_connections_and_takes_no_others(way: Gate) -> None:
    with a_peer(way) as peer:
        echo(peer)
        way.refuse()
        assert peer.recv(100) == b""
    with pytest.raises(ConnectionRefusedError):
        a_peer(way)


def test_a_swallowing_gate_answers_nobody_who_connects(way: Gate) -> None:
    with a_peer(way, 0.3) as peer:
        echo(peer)
        way.swallow()
        with pytest.raises(TimeoutError):
            echo(peer)
    with counting_connects(way.port) as connects:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                a_peer(way, 0.3)
    assert connects.count == 3


@pytest.mark.parametrize("close", [Gate.refuse, Gate.swallow], ids=["refused", "swallowed"])
def test_a_gate_opens_again(way: Gate, close: Callable[[Gate], None]) -> None:
    close(way)
    way.treat(treatments.passing)
    with a_peer(way) as peer:
        assert echo(peer) == WORDS


@pytest.mark.parametrize(
    ("treatment", "heard"),
    [(treatments.closing, b""), (treatments.half, WORDS[:3]), (treatments.saying(b"no"), b"no")],
    ids=["closing", "half", "saying"],
)
def test_an_answer_is_treated(way: Gate, treatment: Treatment, heard: bytes) -> None:
    way.treat(treatment)
    with a_peer(way) as peer:
        assert echo(peer) == heard


def test_a_resetting_gate_resets(way: Gate) -> None:
    way.treat(treatments.resetting)
    with a_peer(way) as peer, pytest.raises(ConnectionResetError):
        echo(peer)


def test_silence_is_no_end(way: Gate) -> None:
    way.treat(treatments.mute)
    with a_peer(way, 0.3) as peer, pytest.raises(TimeoutError):
        echo(peer)
