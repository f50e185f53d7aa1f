"""DAX, which is only ever read: pages under immutable keys, and copies of single items.

A cache may be slow, gone, or wrong in ways of its own, and none of that is a reason to fail a
request that the table can serve. So every call is short, whatever goes wrong sends the caller
to the table, and the breaker sees to it that few requests find out.

Importing this imports the DAX client with its parser: only ``repository.py`` does, on a stage
that has DAX.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from typing import Any, TypeAlias

from amazondax import AmazonDaxClient
from botocore.config import Config

from chalicelib.breaker import Breaker
from chalicelib.items import Item, key
from chalicelib.tables import Table, session

CONNECT_TIMEOUT_S = 0.25
READ_TIMEOUT_S = 0.5
"""A hit takes about 1 ms, a miss as long as the table. The client's own timeouts are 60 s."""

RETRIES = 1
"""How often the client tries again: once, because a connection that was idle may be closed. It
tries nothing again that has run out of time."""

PATIENCE_S = 1.5
"""How long a request waits for DAX at most. The client's timeouts are for one look at a socket or
one node: they don't bound an answer that comes in drops, a cluster of many nodes, a name that is
not resolved, or the queue of threads in which the client asks for a table's keys."""

MOST_THREADS = 32
"""Calls to DAX at a time. Those that nobody waits for any longer are among them."""

Answer: TypeAlias = dict[str, Any]

logger = logging.getLogger(__name__)
"""Not the one with the app's name: Chalice lets that one say errors only."""


class NonsenseError(Exception):
    """DAX's answer is none to what it was asked."""


class Dax:
    """Pages and copies from DAX, and pages from the table while DAX fails.

    An operator sees ``dax_down`` in the log at each failed trial and ``dax_up`` at the end, with
    the number of reads that DAX missed (``fallbacks``).
    """

    def __init__(
        self,
        table: Table,
        connect: Callable[[], AmazonDaxClient],
        breaker: Breaker | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._table = table
        self._connect = connect
        self._breaker = breaker or Breaker()
        self._patience_s = patience_s
        self._client: AmazonDaxClient | None = None
        self._connecting = threading.Lock()
        self._unconnected: tuple[int, Exception] | None = None
        self._threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="dax")

    def query(self, request: dict[str, Any]) -> Answer:
        """Answer a Query request, in boto3's shape; raises ``UnreachableError``."""
        found = self._ask(lambda client: _page(client, request))
        return self._table.query(request) if found is None else found

    def copy(self, owner: str, item_id: str) -> Item | None:
        """Return DAX's copy of an item, which may be old; ``None`` if there is none."""
        request = {"TableName": self._table.name, "Key": key(owner, item_id)}
        found = self._ask(lambda client: client.get_item(**request))
        return found.get("Item") if found else None

    def _ask(self, call: Callable[[AmazonDaxClient], Answer]) -> Answer | None:
        """Return what DAX answers, or ``None`` if it doesn't."""
        turn = self._breaker.admitted()
        if turn is None:
            return None
        asking = self._threads.submit(lambda: call(self._client or self._connected(turn)))
        try:
            answer = asking.result(self._patience_s)
        except Exception as error:  # noqa: BLE001 - the client raises whatever it stumbles over
            asking.cancel()
            self._failed(turn, error)
            return None
        missed = self._breaker.succeeded(turn)
        if missed:
            logger.warning("dax_up fallbacks=%d", missed)
        return answer

    def _connected(self, turn: int) -> AmazonDaxClient:
        """Make the process's one client. Who waits meanwhile shares what comes of it."""
        with self._connecting:
            if self._client is None:
                if self._unconnected and turn <= self._unconnected[0]:
                    raise self._unconnected[1]
                try:
                    self._client = self._connect()
                except Exception as error:
                    self._unconnected = turn, error
                    raise
            return self._client

    def _failed(self, turn: int, error: Exception) -> None:
        if self._breaker.failed(turn):
            logger.warning(
                "dax_down cause=%s fallbacks=%d next_try_s=%g",
                getattr(error, "code", None) or type(error).__name__,
                self._breaker.missed,
                self._breaker.pause_s,
            )


def _page(client: AmazonDaxClient, request: dict[str, Any]) -> Answer:
    """Query. An answer without items is nonsense that the client could read."""
    answer: Answer = client.query(**deepcopy(request))  # it changes them
    if "Items" not in answer:
        raise NonsenseError
    return answer


def connected(endpoint: str) -> AmazonDaxClient:
    """Find the cluster's nodes, and return a client of them. Region and credentials are botocore's.

    Raises ``ClientError`` when no node can be reached, after ``CONNECT_TIMEOUT_S`` and
    ``READ_TIMEOUT_S`` at most for each address that the endpoint's name has.
    """
    config = Config(
        connect_timeout=CONNECT_TIMEOUT_S,
        read_timeout=READ_TIMEOUT_S,
        retries={"max_attempts": RETRIES},
    )
    return AmazonDaxClient(session(), endpoint_url=endpoint, config=config)
