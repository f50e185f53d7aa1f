"""An engine with a table, a server in front of it, and Amazon's client of that."""

from collections.abc import Iterator

import pytest

from local.dax.server.dax_server import DaxServer
from tests.dax.todo_table import TABLE, a_table
from tests.support.dax import DaxClient, dax_client, running_dax
from tests.support.engines import Engine, engine_or_skip


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with engine_or_skip("emulator") as engine:
        client = engine.client()
        a_table(client, TABLE)
        client.close()
        yield engine


@pytest.fixture(scope="module")
def dax(engine: Engine) -> Iterator[DaxServer]:
    with running_dax(engine.endpoint_url) as dax:
        yield dax


@pytest.fixture
def client(dax: DaxServer) -> Iterator[DaxClient]:
    """Amazon's client, with caches and statistics of the server as if it were new."""
    dax.cluster.flush()
    dax.cluster.reset_statistics()
    with dax_client(dax.endpoint) as client:
        yield client
