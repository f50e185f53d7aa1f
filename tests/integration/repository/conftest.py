"""Engines to run the repository on, one after the other, and what each test has for itself."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from botocore.config import Config

from chalicelib.opening import Opened
from chalicelib.repository import TodoRepository
from chalicelib.store.tables import Table
from tests.builders import an_owner
from tests.integration.repository.builders import Clock, OwnersItems, a_repository, all_of_it
from tests.integration.repository.populated import Populated
from tests.integration.repository.user import User
from tests.support.engines import ENGINES, Engine, create_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

ONE_TRY = Config(
    read_timeout=30, retries={"mode": "standard", "total_max_attempts": 1}, max_pool_connections=50
)
"""As the product's own, but patient: whether a machine is slow is not what is tested."""


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    fixture: str = request.param.replace("-", "_")
    engine: Engine = request.getfixturevalue(fixture)
    return engine


@pytest.fixture(scope="session")
def client(engine: Engine) -> "Iterator[DynamoDBClient]":
    client = engine.client(config=ONE_TRY)
    yield client
    client.close()


@pytest.fixture(scope="session")
def table(client: "DynamoDBClient") -> Table:
    """One table for many tests: each has an owner of its own in it."""
    name = f"repository-{uuid4()}"
    create_table(client, name)
    return Table(client, name)


@pytest.fixture(scope="session")
def few(client: "DynamoDBClient", table: Table) -> Populated:
    return Populated(client, table, 100)


@pytest.fixture(scope="session")
def many(client: "DynamoDBClient", table: Table) -> Populated:
    return Populated(client, table, 10_000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def owner() -> str:
    return an_owner()


@pytest.fixture
def items(client: "DynamoDBClient", table: Table, owner: str) -> OwnersItems:
    return OwnersItems(client, table.name, owner)


@pytest.fixture
def opened(table: Table, clock: Clock) -> Opened:
    return all_of_it(table, clock)


@pytest.fixture
def user(opened: Opened, owner: str, clock: Clock) -> User:
    return User(opened, owner, clock)


@pytest.fixture
def stranger(opened: Opened, clock: Clock) -> User:
    return User(opened, an_owner(), clock)


@pytest.fixture
def repository(table: Table, clock: Clock) -> TodoRepository:
    return a_repository(table, clock)
