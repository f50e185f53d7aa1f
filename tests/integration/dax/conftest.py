"""What the tests of a failing DAX share: a table, a DAX in front of it, and a gate between."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from botocore.config import Config

from chalicelib.store.reading import SETTLE_S
from chalicelib.store.tables import Table, session
from local.dax.server.addresses import Address
from local.dax.server.dax_server import ServerSettings
from tests.builders import a_draft, an_id, an_owner
from tests.integration.dax.service import Clients, Service
from tests.integration.repository.builders import Clock, a_repository, a_request
from tests.support.connects import counting_connects
from tests.support.dax import free_ports, running_dax
from tests.support.engines import REGION, ROOT_KEY, Engine, create_table
from tests.support.gate import Gate

TODOS = 3
PATIENT = Config(read_timeout=30, retries={"total_max_attempts": 1}, max_pool_connections=50)
"""For a table that serves: whether the machine is slow is not what is tested."""


@pytest.fixture(scope="session")
def table(emulator: Engine) -> Iterator[Table]:
    with closing(emulator.client(config=PATIENT)) as client:
        create_table(client, "outages")
        yield Table(client, "outages")


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def owner(table: Table, clock: Clock) -> str:
    """Somebody whose to-dos have settled, so that pages of them may come from DAX."""
    owner, repository = an_owner(), a_repository(table, clock)
    for number in range(TODOS):
        repository.create(owner, an_id(), a_draft(title=f"To-do {number}"), a_request(clock))
    clock.advance(SETTLE_S)
    return owner


@pytest.fixture(scope="module")
def ports(emulator: Engine) -> Iterator[tuple[int, int]]:
    """The gate's port, and that of the DAX behind it, which sends clients to the gate."""
    gate = free_ports(2)
    settings = ServerSettings(port=gate + 1, advertise=Address("127.0.0.1", gate))
    with running_dax(emulator.endpoint_url, server=settings):
        yield gate, gate + 1


@pytest.fixture
def gate(ports: tuple[int, int]) -> Iterator[Gate]:
    with Gate(*ports) as gate:
        yield gate


@contextmanager
def credentials() -> Iterator[None]:
    """Put region and credentials where the product's session finds them."""
    before = dict(os.environ)
    os.environ["AWS_DEFAULT_REGION"] = REGION
    os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"] = ROOT_KEY
    session.cache_clear()
    try:
        yield
    finally:
        session.cache_clear()
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def service(table: Table, owner: str, clock: Clock, gate: Gate) -> Iterator[Service]:
    """A service that has not asked DAX for anything yet."""
    with (
        credentials(),
        counting_connects(gate.port) as connects,
        closing(Clients(f"dax://127.0.0.1:{gate.port}")) as clients,
    ):
        yield Service(table, owner, clock, gate, clients, connects)
