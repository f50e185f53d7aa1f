"""The statistics over HTTP, for people and tests."""

import io
import json
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, cast

from local.dax.server.patience import PatientStream

if TYPE_CHECKING:
    from socketserver import BaseServer

PATIENCE_S = 10.0
"""How long the page waits for a whole question."""
USAGE = "GET / shows the statistics. POST /reset sets them to 0. POST /flush empties the caches.\n"


class StatisticsPage:
    """Answers ``GET /`` with what ``read`` returns, as JSON, and ``POST`` by doing what it says."""

    def __init__(
        self,
        read: Callable[[], dict[str, Any]],
        actions: Mapping[str, Callable[[], None]],
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.read = read
        self.actions = actions
        self.patience_s = patience_s

    def serve(self, connection: socket.socket) -> None:
        """Answer one request. Who leaves before the answer gets none."""
        with suppress(OSError):
            _Exchange(self, connection)


class _Exchange(BaseHTTPRequestHandler):
    def __init__(self, page: StatisticsPage, connection: socket.socket) -> None:
        self._page = page
        # There is no socketserver around it, and nothing below asks for one.
        super().__init__(connection, connection.getpeername(), cast("BaseServer", None))

    def setup(self) -> None:
        super().setup()
        stream = PatientStream(self.connection)
        stream.expect_within(self._page.patience_s)
        self.rfile = io.BufferedReader(stream)

    def do_GET(self) -> None:
        if self.path != "/":
            return self._say(HTTPStatus.NOT_FOUND, USAGE)
        statistics = json.dumps(self._page.read(), indent=2)
        return self._say(HTTPStatus.OK, f"{statistics}\n", "application/json")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        action = self._page.actions.get(self.path)
        if action is None:
            return self._say(HTTPStatus.NOT_FOUND, USAGE)
        action()
        return self._say(HTTPStatus.OK, "Done.\n")

    def _say(self, status: HTTPStatus, text: str, media_type: str = "text/plain") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server's
        """Say nothing: the log is for requests to the caches."""
