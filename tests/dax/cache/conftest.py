"""A table to cache, an upstream, and a cluster of one node with a caller."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import KEYS, Caller, SetClock, a_cluster, an_upstream
from tests.dax.cache.gate import Gate
from tests.dax.cache.stage import Stage
from tests.support.engines import Engine, create_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="session")
def engine(emulator: Engine) -> Engine:
    return emulator


@pytest.fixture(scope="session")
def direct(engine: Engine) -> "Iterator[DynamoDBClient]":
    """A client that goes around the cluster."""
    with closing(engine.client()) as client:
        yield client


@pytest.fixture(scope="session")
def table(direct: "DynamoDBClient") -> str:
    """The name of one table for many tests: each has an owner of its own in it."""
    name = f"cached-{uuid4()}"
    create_table(direct, name, KEYS)
    return name


@pytest.fixture(scope="session")
def upstream(engine: Engine) -> Iterator[Upstream]:
    with closing(an_upstream(engine.endpoint_url)) as upstream:
        yield upstream


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def owner() -> str:
    return uuid4().hex


@pytest.fixture
def cluster(upstream: Upstream, clock: SetClock) -> Iterator[Cluster]:
    with a_cluster(upstream, clock) as cluster:
        yield cluster


@pytest.fixture
def caller(cluster: Cluster, table: str, owner: str) -> Caller:
    return Caller(cluster.leader, table, owner)


@pytest.fixture(scope="session")
def gate(engine: Engine) -> Iterator[Gate]:
    with Gate(engine.endpoint_url) as gate:
        yield gate


@pytest.fixture(scope="session")
def gated(gate: Gate) -> Iterator[Upstream]:
    """An upstream behind the gate."""
    with closing(an_upstream(gate.url)) as upstream:
        yield upstream


@pytest.fixture
def stage(gate: Gate, gated: Upstream, clock: SetClock) -> Iterator[Stage]:
    with ThreadPoolExecutor() as pool:
        yield Stage(gate, gated, clock, pool)
