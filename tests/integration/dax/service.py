"""A service whose DAX is behind a gate, and what may be asked of it meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from amazondax import AmazonDaxClient

from chalicelib.repository import TodoRepository
from chalicelib.store.breaker import Breaker
from chalicelib.store.dax import Dax, connected
from chalicelib.store.reading import SURE, Freshness, Page
from chalicelib.store.tables import Table
from chalicelib.store.views import PageQuery
from tests.dax.polling import eventually
from tests.integration.repository.builders import Clock, a_repository
from tests.support.connects import Connects
from tests.support.gate import Gate

QUERY = bytes.fromhex("01 3a 3781c2ae")
"""How a Query begins that DAX is asked: the service 1 and the method -931250863, in CBOR."""
KEY_SCHEMA = bytes.fromhex("01 3a 2c43e27e")
"""How the question for a table's keys begins: the method -742646399."""

_PAGE = PageQuery()


class Seconds:
    """The breaker's clock: a pause ends when it is moved, and not before."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Clients:
    """Connects as the product does, and closes in the end what the product keeps for good."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._made: list[AmazonDaxClient] = []

    def connect(self) -> AmazonDaxClient:
        client = connected(self._endpoint)
        self._made.append(client)
        return client

    def close(self) -> None:
        for client in self._made:
            client.close()


@dataclass
class Attempts:
    """What reached for DAX: connections that were tried, and questions on those that were made."""

    connects: int
    queries: int

    def __sub__(self, earlier: "Attempts") -> "Attempts":
        return Attempts(self.connects - earlier.connects, self.queries - earlier.queries)


@dataclass
class Service:
    """Reads one settled owner's page by way of DAX, and beside it."""

    table: Table
    owner: str
    clock: Clock
    gate: Gate
    clients: Clients
    connects: Connects
    seconds: Seconds = field(default_factory=Seconds)

    def __post_init__(self) -> None:
        self.breaker = Breaker(self.seconds)
        self.dax = Dax(self.table, self.clients.connect, self.breaker)
        self.repository = a_repository(self.table, self.clock, pages=self.dax)
        self.page_of_the_table = self._read(a_repository(self.table, self.clock))

    @property
    def attempts(self) -> Attempts:
        return Attempts(self.connects.count, self.gate.heard(QUERY))

    def find_dax(self) -> None:
        """Read pages until one comes from DAX, on a machine that may be slow today."""
        eventually(self._comes_from_dax)

    def _comes_from_dax(self) -> bool:
        self.end_pause()
        asked = self.gate.heard(QUERY)
        self.page()
        return self.gate.heard(QUERY) > asked and self.breaker.pause_s == 0

    def page(self, accepts: Freshness = SURE) -> Page:
        return self._read(self.repository, accepts)

    def pages(self, number: int) -> list[Page]:
        return [self.page() for _ in range(number)]

    def pages_at_once(self, number: int) -> list[Page]:
        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(lambda _: self.page(), range(number)))

    def right(self, number: int) -> list[Page]:
        """Return as many right answers."""
        return [self.page_of_the_table] * number

    def end_pause(self) -> None:
        """Let the time pass in which nobody asks DAX."""
        self.seconds.now_s += self.breaker.pause_s

    def _read(self, repository: TodoRepository, accepts: Freshness = SURE) -> Page:
        return repository.page(self.owner, _PAGE, lambda _: False, accepts)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what an operator sees, without the causes: those are the client's words."""
    lines = [r.getMessage().split() for r in caplog.records if r.name == "chalicelib.store.dax"]
    return [" ".join(word for word in line if "cause=" not in word) for line in lines]
