"""DynamoDB as its readers may find it: behind, and in the middle of a transaction.

An engine on one machine is never either. So there are three tables: what is written goes to
the first, and from there

- to the *steady* one a moment later, just before the write is acknowledged. It answers strongly
  consistent reads, but for heads: so a head is seen before the item, as a Query may see them (a
  Query is not serializable against a transaction: Developer Guide, "Transaction isolation
  levels"). Once seen there, an item stays seen;
- to the *replica* after a lag, which answers eventually consistent reads, or the steady one does:
  two reads may find two replicas.

The one assumption that readers are told is kept, however slow the machine is: what a writer says
it has sent at a time is everywhere ``settle_s`` later. A transaction that arrives too late for
that is refused, and a reader who comes after waits for one that is still on its way.
"""

import random
import threading
from collections import Counter
from http import HTTPStatus

from tests.support.engines import Engine, create_table
from tests.support.fast_clock import FastClock
from tests.support.proxy import Connection, Proxy
from tests.support.replica_copies import Copies
from tests.support.replica_plan import (
    Lags,
    Transaction,
    asks_for_head,
    asks_surely,
    of_table,
    strings,
)
from tests.support.replica_tables import REPLICA, STEADY, Tables
from tests.support.wire import Answer, Request, Upstream

_LATE = Answer.error(400, "ThrottlingException", "Rate exceeded")
_UNKNOWN = Answer.error(400, "UnknownOperationException", "Nobody should ask for this here")


class ReplicaProxy(Proxy):
    """Stands at ``url`` before an engine. Safe to use from many threads."""

    def __init__(self, engine: Engine, clock: FastClock, lags: Lags, *, seed: int) -> None:
        self._engine = engine
        self._clock = clock
        self._lags = lags
        self._random = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self._copies: dict[tuple[str, str], Copies] = {}
        """By table and owner."""
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        super().__init__(engine.endpoint_url, self._treat)

    def create_tables(self, name: str) -> None:
        """Create the table that the app knows, and the two behind it."""
        client = self._engine.client()
        for suffix in ("", STEADY, REPLICA):
            create_table(client, name + suffix)
        client.close()

    @property
    def counts(self) -> Counter[str]:
        """What happened so far: "torn" and "lagging" reads, writers who were "late", …"""
        with self._lock:
            return self._counts.copy()

    def _count(self, what: str) -> None:
        with self._lock:
            self._counts[what] += 1

    def _treat(self, request: Request, _: Connection, upstream: Upstream) -> Answer | None:
        self._count(request.operation)
        match request.operation:
            case "TransactWriteItems":
                return self._transact(request, upstream)
            case "GetItem" | "Query":
                return upstream.ask(of_table(request, self._suffix_for(request, upstream)))
            case "BatchGetItem" | "DescribeTable":  # a writer's look, and DAX's
                return upstream.ask(request)
            case _:
                return _UNKNOWN

    def _suffix_for(self, request: Request, upstream: Upstream) -> str:
        """Return what the name of the table ends with that answers this read."""
        if asks_for_head(request) and asks_surely(request):
            return ""
        copies = self._copies_of(request)
        if asks_surely(request):
            if copies and copies.torn:
                self._count("torn")
            return STEADY
        return self._some_replica(copies, request, upstream) if copies else REPLICA

    def _some_replica(self, copies: Copies, request: Request, upstream: Upstream) -> str:
        tables = Tables(request.parameters["TableName"], request, upstream)
        if copies.catch_up(self._clock.seconds(), tables.copy_to(REPLICA)):
            self._count("waited")
        if not copies.is_behind or self._draw() < self._lags.in_step:
            return STEADY
        self._count("lagging")
        return REPLICA

    def _copies_of(self, request: Request) -> Copies | None:
        table = request.parameters["TableName"]
        with self._lock:
            found = (self._copies.get((table, each)) for each in strings(request))
            return next((copies for copies in found if copies), None)

    def _draw(self) -> float:
        with self._lock:
            return self._random.random()

    def _transact(self, request: Request, upstream: Upstream) -> Answer | None:
        transaction = Transaction.read(request)
        with self._lock:
            copies = self._copies.setdefault((transaction.table, transaction.owner), Copies())
        lags, now = self._lags, self._clock.seconds()
        if now + lags.lag_s + lags.skew_s > transaction.revised_at_s + lags.settle_s:
            self._count("late")
            return _LATE
        with copies.in_flight(now + lags.lag_s):
            answer = upstream.ask(request)
            if answer is None or answer.status == HTTPStatus.OK:
                tables = Tables(transaction.table, request, upstream)
                self._publish(transaction, copies, tables, now + lags.lag_s * self._draw())
        return answer

    def _publish(
        self, transaction: Transaction, copies: Copies, tables: Tables, due: float
    ) -> None:
        with copies.tearing():
            torn_s = self._clock.really_s(self._lags.tear_s * self._draw())
            self._server.stopping.wait(torn_s)
            copies.publish(lambda: tables.look(transaction.keys), tables.copy_to(STEADY), due)
