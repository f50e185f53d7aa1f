"""A proxy that holds chosen requests, so that a test decides what happens before what."""

import threading

from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request, Upstream

_PATIENCE_S = 20.0


class Held:
    """A request that will be held, or is."""

    def __init__(self, operation: str, *, is_before: bool) -> None:
        self.operation = operation
        self.is_before = is_before
        """Whether it is held before the table has done it; otherwise its answer is."""
        self._reached = threading.Event()
        self._released = threading.Event()

    def wait_until_held(self) -> None:
        assert self._reached.wait(_PATIENCE_S), f"no {self.operation} came"

    def release(self) -> None:
        self._released.set()

    def hold(self) -> None:
        self._reached.set()
        self._released.wait(_PATIENCE_S)


class Gate(Proxy):
    """Stands at ``url``. What nobody holds passes at once."""

    def __init__(self, upstream_url: str) -> None:
        self._holds: list[Held] = []
        self._lock = threading.Lock()
        super().__init__(upstream_url, self._treat)

    def hold_answer(self, operation: str) -> Held:
        """Hold the next answer for an operation: the table has done it, the caller waits."""
        return self._hold(Held(operation, is_before=False))

    def hold_request(self, operation: str) -> Held:
        """Hold the next request for an operation before the table has seen it."""
        return self._hold(Held(operation, is_before=True))

    def _hold(self, held: Held) -> Held:
        with self._lock:
            self._holds.append(held)
        return held

    def _treat(self, request: Request, _: Connection, upstream: Upstream) -> Answer | None:
        held = self._next(request.operation)
        if held and held.is_before:
            held.hold()
        answer = upstream.ask(request)
        if held and not held.is_before:
            held.hold()
        return answer

    def _next(self, operation: str) -> Held | None:
        with self._lock:
            for held in self._holds:
                if held.operation == operation:
                    self._holds.remove(held)
                    return held
            return None
