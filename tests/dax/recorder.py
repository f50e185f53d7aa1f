"""Stands between a client and a server, and writes down what the client says."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer

_POLL_S = 0.02


class _Connection(BaseRequestHandler):
    server: "Recorder"

    def handle(self) -> None:
        heard = bytearray()
        self.server.heard.append(heard)
        with socket.create_connection(self.server.target) as target:
            back = threading.Thread(target=_pump, args=(target, self.request, bytearray()))
            back.start()
            _pump(self.request, target, heard)
            back.join()


class Recorder(ThreadingTCPServer):
    """Listens on a free port; ``heard`` has what each connection's client has said."""

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.target = target
        self.heard: list[bytearray] = []


@contextmanager
def recording(target: tuple[str, int]) -> Iterator[Recorder]:
    """Record until the block is left, when all clients must have gone."""
    with Recorder(target) as recorder:
        thread = threading.Thread(target=recorder.serve_forever, args=(_POLL_S,))
        thread.start()
        try:
            yield recorder
        finally:
            recorder.shutdown()
            thread.join()


def _pump(source: socket.socket, sink: socket.socket, heard: bytearray) -> None:
    with suppress(OSError):  # whoever leaves first
        while said := source.recv(65536):
            heard += said
            sink.sendall(said)
        sink.shutdown(socket.SHUT_WR)
