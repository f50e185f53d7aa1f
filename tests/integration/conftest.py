"""Engines to run the repository on, one after the other, and what each test has for itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from chalicelib.repository import TodoRepository
from chalicelib.tables import Table
from tests.builders import an_owner
from tests.integration.builders import Clock, OwnersItems, a_repository
from tests.support.engines import ENGINES, Engine, create_table, engine_or_skip

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "repository"
ONE_TRY = Config(
    read_timeout=30, retries={"mode": "standard", "total_max_attempts": 1}, max_pool_connections=50
)
"""As the product's own, but patient: whether a machine is slow is not what is tested."""


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_or_skip(request.param) as engine:
        yield engine


@pytest.fixture(scope="session")
def client(engine: Engine) -> "Iterator[DynamoDBClient]":
    client = engine.client(config=ONE_TRY)
    create_table(client, TABLE)
    yield client
    client.close()


@pytest.fixture(scope="session")
def table(client: "DynamoDBClient") -> Table:
    """One table for all tests of an engine: each has an owner of its own in it."""
    return Table(client, TABLE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def owner() -> str:
    return an_owner()


@pytest.fixture
def items(client: "DynamoDBClient", owner: str) -> OwnersItems:
    return OwnersItems(client, TABLE, owner)


@pytest.fixture
def repository(table: Table, clock: Clock) -> TodoRepository:
    return a_repository(table, clock)
