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
from concurrent.futures import Future
from copy import deepcopy
from typing import Any, TypeVar

from amazondax import AmazonDaxClient
from botocore.config import Config

from chalicelib.store.breaker import Breaker
from chalicelib.store.items import Item, key
from chalicelib.store.tables import Found, Table, session

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

TOO_MUCH = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceededException",
        "ThrottlingException",
    }
)
"""DAX works, but it or the table behind it won't do more just now: no reason not to ask again."""

Answer = TypeVar("Answer")

logger = logging.getLogger(__name__)
"""Not the one with the app's name: Chalice lets that one say errors only."""


class UnconnectedError(Exception):
    """Another request of this turn could not connect; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Dax:
    """Pages and copies from DAX, and pages from the table while DAX fails.

    An operator sees ``dax_down`` in the log at each failed trial and ``dax_up`` at the end, with
    the number of times that DAX was missed (``fallbacks``).
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
        self._unconnected: tuple[int, str] | None = None

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        """Answer a Query request, from the table if need be; raises ``UnreachableError``."""
        # The client may change what it is given, and the table is asked the same.
        found = self._ask(lambda client: read(client.query(**deepcopy(request))))
        return self._table.query(request, read) if found is None else found

    def copy(self, owner: str, item_id: str, read: Callable[[Item], Answer]) -> Answer | None:
        """Read DAX's copy of an item, which may be old; ``None`` if there is none."""
        request = {"TableName": self._table.name, "Key": key(owner, item_id)}

        def look(client: AmazonDaxClient) -> Answer | None:
            item = client.get_item(**deepcopy(request)).get("Item")
            return None if item is None else read(item)

        return self._ask(look)

    def _ask(self, call: Callable[[AmazonDaxClient], Answer]) -> Answer | None:
        """Return what DAX answers, or ``None`` if it doesn't."""
        turn = self._breaker.admitted()
        if turn is None:
            return None
        try:
            answer = _within(self._patience_s, lambda: call(self._client or self._connected(turn)))
        except Exception as error:  # noqa: BLE001 - the client raises whatever it stumbles over
            if _code(error) in TOO_MUCH:
                self._heard(turn)
            else:
                self._failed(turn, error)
            return None
        self._heard(turn)
        return answer

    def _connected(self, turn: int) -> AmazonDaxClient:
        """Make the process's one client. Who waits meanwhile shares what comes of it."""
        if not self._connecting.acquire(timeout=self._patience_s):
            raise TimeoutError
        try:
            if self._client is None:
                if self._unconnected and turn <= self._unconnected[0]:
                    raise UnconnectedError(self._unconnected[1])
                try:
                    self._client = self._connect()
                except Exception as error:
                    self._unconnected = turn, _code(error)
                    raise
            return self._client
        finally:
            self._connecting.release()

    def _heard(self, turn: int) -> None:
        missed = self._breaker.succeeded(turn)
        if missed:
            logger.warning("dax_up fallbacks=%d", missed)

    def _failed(self, turn: int, error: Exception) -> None:
        opened = self._breaker.failed(turn)
        if opened:
            words = "dax_down cause=%s fallbacks=%d next_try_s=%g"
            logger.warning(words, _code(error), opened.missed, opened.pause_s)


def _code(error: Exception) -> str:
    """Return the client's own code of an error; ``response`` lacks it at times."""
    return str(getattr(error, "code", None) or type(error).__name__)


def _within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """Return what a call does, or raise ``TimeoutError`` and leave it to itself.

    A thread for each: a pool would fill with calls that nobody waits for, and hold up the end of
    the process.
    """
    outcome: Future[Answer] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            outcome.set_exception(error)

    threading.Thread(target=run, name="dax", daemon=True).start()
    return outcome.result(seconds)


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
