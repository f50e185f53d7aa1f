"""Which request suffers which fault: decided by a seed and the order of requests alone."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from random import Random

_ROUNDING = 1e-9


class Fault(StrEnum):
    """What becomes of a request: one fault at most."""

    NONE = "none"
    THROTTLE = "throttle"
    """Answered with a 400 that asks to slow down; DynamoDB never sees it."""
    SERVER_ERROR = "server_error"
    """Answered with a 500; DynamoDB never sees it."""
    LOST_REPLY = "lost_reply"
    """Done by DynamoDB to the end; then the connection closes without an answer."""
    RESET = "reset"
    """The connection is reset; DynamoDB never sees it."""
    DELAY = "delay"
    """Done at once, answered ``delay_s`` later."""
    BLACK_HOLE = "black_hole"
    """Read and never answered; DynamoDB never sees it."""
    DONE_UNHEARD = "done_unheard"
    """Of the lost replies, those that said 200. Counted beside ``LOST_REPLY``, never chosen."""
    UPSTREAM_LOST = "upstream_lost"
    """No fault of ours: DynamoDB itself gave no answer. Counted, never chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How often each fault happens: shares of the requests that may fail, together at most 1."""

    throttle: float = 0.0
    server_error: float = 0.0
    lost_reply: float = 0.0
    reset: float = 0.0
    delay: float = 0.0
    black_hole: float = 0.0
    delay_s: float = 0.2
    only: frozenset[str] = frozenset()
    """Operations that may fail, such as ``TransactWriteItems``. Empty: all of them."""

    def __post_init__(self) -> None:
        rates = self.rates().values()
        if min(rates) < 0 or sum(rates) > 1 + _ROUNDING:
            raise ValueError("Rates are shares: none below 0, together at most 1.")

    def rates(self) -> dict[Fault, float]:
        """Return the share of each fault."""
        return {
            Fault.THROTTLE: self.throttle,
            Fault.SERVER_ERROR: self.server_error,
            Fault.LOST_REPLY: self.lost_reply,
            Fault.RESET: self.reset,
            Fault.DELAY: self.delay,
            Fault.BLACK_HOLE: self.black_hole,
        }

    def at(self, point: float) -> Fault:
        """Return the fault whose share of [0, 1) holds the point."""
        for fault, rate in self.rates().items():
            if point < rate:
                return fault
            point -= rate
        return Fault.NONE

    def spare(self, operation: str) -> bool:
        """Tell whether requests for the operation never fail."""
        return bool(self.only) and operation not in self.only


class FaultPlan:
    """The faults of one run, request by request. Not for several threads at once."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._arrivals = 0
        self._script: deque[Fault] = deque()

    def script(self, *faults: Fault) -> None:
        """Give the next requests that may fail exactly these, then follow the rates again."""
        self._script.extend(faults)

    def next(self, operation: str, faults: Faults) -> Fault:
        """Choose the fault of the request that has just arrived.

        Each arrival has a generator of its own, so what is chosen for one request never
        depends on the rates that were set when earlier ones arrived.
        """
        self._arrivals += 1
        if faults.spare(operation):
            return Fault.NONE
        if self._script:
            return self._script.popleft()
        # Repeatable faults, not secrets.
        return faults.at(Random(f"{self._seed}:{self._arrivals}").random())  # noqa: S311
