"""The local API Gateway's server: a thread for each connection, so none waits for another."""

import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import ThreadingTCPServer
from typing import Any

from chalice.local import LocalDevServer

from chalicelib.errors import InternalError
from local.answers import on_wire
from local.connection import Connection
from local.gateway import Gateway, report
from local.ports import BACKLOG


class GatewayServer(ThreadingTCPServer):
    """Listens; a slow or silent peer keeps nobody else waiting."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = BACKLOG

    def __init__(self, gateway: Gateway, listener: socket.socket) -> None:
        super().__init__(listener.getsockname()[:2], Connection, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.gateway = gateway
        self.closing = False
        self._busy = 0
        self._changed = threading.Condition()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Count a request while it is served."""
        with self._changed:
            self._busy += 1
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    def stop(self, patience_s: float) -> None:
        """Stop listening; give requests that are under way their answer, within bounds."""
        self.closing = True
        self.shutdown()
        self.server_close()
        with self._changed:
            self._changed.wait_for(lambda: self._busy == 0, patience_s)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401, ARG002 - as socketserver calls it
        """Answer for an app that raised: Lambda would be gone, API Gateway would not.

        socketserver calls this while the connection is still open. An answer is written only
        when it is complete, so none has begun.
        """
        report(traceback.format_exc())
        answer = self.gateway.problem(InternalError())
        with suppress(OSError):
            request.sendall(on_wire(answer, method="", keep_alive=False))


class LocalServer(LocalDevServer):
    """What Chalice's command line and reloader start and stop."""

    def __init__(self, gateway: Gateway, listener: socket.socket) -> None:
        self.host, self.port = listener.getsockname()[:2]
        self.server = GatewayServer(gateway, listener)
