"""A proxy that keeps each request and each answer for a random moment, so that they overtake."""

import threading
from random import Random
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.support.proxy import Connection, ProxyServer
from tests.support.wire import Answer, Request, Upstream

LONGEST_S = 0.02


class Dawdling:
    """Stands at ``url``."""

    def __init__(self, upstream_url: str, seed: int) -> None:
        self.is_refusing = False
        """Whether it answers everything with an error, so that only hits are answered."""
        self._random = Random(seed)  # noqa: S311 - no secret
        self._lock = threading.Lock()
        self._server = ProxyServer(urlsplit(upstream_url).netloc, self._treat)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()

    def _treat(self, request: Request, _: Connection, upstream: Upstream) -> Answer | None:
        if self.is_refusing:
            return Answer.error(500, "InternalServerError", "Not now")
        self._dawdle()
        answer = upstream.ask(request)
        self._dawdle()
        return answer

    def _dawdle(self) -> None:
        with self._lock:
            moment_s = self._random.choice((0, self._random.random() * LONGEST_S))
        self._server.stopping.wait(moment_s)
