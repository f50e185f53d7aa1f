"""A proxy that keeps each request and each answer for a random moment, so that they overtake."""

import threading
from random import Random

from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request, Upstream

LONGEST_S = 0.02


class Dawdling(Proxy):
    """Stands at ``url``."""

    def __init__(self, upstream_url: str, seed: int) -> None:
        self.is_refusing = False
        """Whether it answers everything with an error, so that only hits are answered."""
        self._random = Random(seed)  # noqa: S311 - no secret
        self._lock = threading.Lock()
        super().__init__(upstream_url, self._treat)

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
