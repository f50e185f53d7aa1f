"""DAX by a clock that stands still, and the table behind it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from local.dax.server.dax_server import DaxServer
from tests.dax.cache.builders import SetClock
from tests.dax.semantics.titles import SETTINGS
from tests.support.dax import running_dax
from tests.support.engines import Engine

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="module")
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def dax(engine: Engine, clock: SetClock) -> Iterator[DaxServer]:
    with running_dax(engine.endpoint_url, SETTINGS, clock=clock) as dax:
        yield dax


@pytest.fixture
def table(engine: Engine) -> "Iterator[DynamoDBClient]":
    """The table itself, past DAX."""
    client = engine.client()
    yield client
    client.close()
