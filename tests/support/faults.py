"""A network that fails on demand, between the app and a DynamoDB endpoint.

The app's own client, retries and timeouts are under test, so faults happen where they happen
in life: on sockets.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from tests.support.fault_plan import Fault, FaultPlan, Faults
from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request, Upstream

__all__ = ["Fault", "FaultProxy", "Faults"]

_THROTTLED = (
    Answer.error(400, "ThrottlingException", "Rate exceeded"),
    Answer.error(400, "ProvisionedThroughputExceededException", "Throughput exceeded"),
)
"""Given in turn. An on-demand table answers with either."""
_FAILED = Answer.error(500, "InternalServerError", "Internal server error")


class FaultProxy(Proxy):
    """Stands at ``url`` before ``upstream_url`` and treats requests as ``faults`` says.

    ``faults`` may be replaced at any time. Safe to use from many threads.
    """

    def __init__(self, upstream_url: str, *, seed: int, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self._plan = FaultPlan(seed)
        self._counts: Counter[tuple[str, Fault]] = Counter()
        self._recordings: dict[int, list[Request]] = {}
        self._lock = threading.Lock()
        super().__init__(upstream_url, self._treat)

    @property
    def counts(self) -> Counter[tuple[str, Fault]]:
        """How many requests for each operation had each fault (or ``NONE``) so far."""
        with self._lock:
            return self._counts.copy()

    def count(self, fault: Fault, operation: str | None = None) -> int:
        """Count one fault, for one operation or for all."""
        return sum(
            times
            for (its_operation, its_fault), times in self.counts.items()
            if its_fault is fault and operation in {None, its_operation}
        )

    def script(self, *faults: Fault) -> None:
        """Give the next requests that may fail exactly these, then follow the rates again."""
        with self._lock:
            self._plan.script(*faults)

    @contextmanager
    def recording(self) -> Iterator[list[Request]]:
        """Collect what arrives meanwhile, in order, whatever then becomes of it."""
        requests: list[Request] = []
        with self._lock:
            self._recordings[id(requests)] = requests
        try:
            yield requests
        finally:
            with self._lock:
                del self._recordings[id(requests)]

    def _treat(self, request: Request, connection: Connection, upstream: Upstream) -> Answer | None:
        faults = self.faults
        match self._arrived(request, faults):
            case Fault.THROTTLE:
                return _THROTTLED[self.count(Fault.THROTTLE) % len(_THROTTLED)]
            case Fault.SERVER_ERROR:
                return _FAILED
            case Fault.RESET:
                connection.reset_on_close()
            case Fault.BLACK_HOLE:
                connection.wait_for_close()
            case Fault.LOST_REPLY:
                answer = self._pass_on(request, upstream)
                if answer and answer.status == HTTPStatus.OK:
                    self._also_count(request, Fault.DONE_UNHEARD)
            case fault:
                answer = self._pass_on(request, upstream)
                if fault is Fault.DELAY and self._server.stopping.wait(faults.delay_s):
                    return None
                return answer
        return None

    def _arrived(self, request: Request, faults: Faults) -> Fault:
        with self._lock:
            for requests in self._recordings.values():
                requests.append(request)
            fault = self._plan.next(request.operation, faults)
            self._counts[request.operation, fault] += 1
            return fault

    def _pass_on(self, request: Request, upstream: Upstream) -> Answer | None:
        answer = upstream.ask(request)
        if answer is None:
            self._also_count(request, Fault.UPSTREAM_LOST)
        return answer

    def _also_count(self, request: Request, fault: Fault) -> None:
        with self._lock:
            self._counts[request.operation, fault] += 1
