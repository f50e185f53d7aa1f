"""What the tests of the fault proxy share: the proxy, and a client that goes through it."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from tests.integration.support.puts import TABLE
from tests.support.engines import Engine, create_table
from tests.support.faults import FaultProxy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PATIENT = Config(read_timeout=60, max_pool_connections=8, retries={"total_max_attempts": 1})


@pytest.fixture(scope="session")
def engine(emulator: Engine) -> Engine:
    """The emulator, with a table."""
    with closing(emulator.client()) as client:
        create_table(client, TABLE)
    return emulator


@pytest.fixture
def proxy(engine: Engine) -> Iterator[FaultProxy]:
    with FaultProxy(engine.endpoint_url, seed=1) as proxy:
        yield proxy


@pytest.fixture
def client(engine: Engine, proxy: FaultProxy) -> "Iterator[DynamoDBClient]":
    client = engine.client(proxy.url, PATIENT)
    yield client
    client.close()
