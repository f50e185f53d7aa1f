"""What all tests share: patience, a running stack, and engines, for those that want them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from deploy.package import Package
from tests.support.engines import Engine, engine_or_skip
from tests.support.shipped import shipped
from tests.support.stack import Stack, User, running_stack

# No test fails because the machine is slow today.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run have."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def package(shared: Path) -> Package:
    """The package of prod, as it would be shipped."""
    return shipped(shared)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The local stack, on free ports and with a state of its own."""
    with running_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


@pytest.fixture(scope="session")
def anna(stack: Stack) -> User:
    return stack.user("anna")


@pytest.fixture(scope="session")
def ben(stack: Stack) -> User:
    return stack.user("ben")


@pytest.fixture(scope="session")
def emulator() -> Iterator[Engine]:
    """The local stack's emulator, with what tests have put into it."""
    with engine_or_skip("emulator") as engine:
        yield engine


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[Engine]:
    """Amazon's DynamoDB Local, likewise."""
    with engine_or_skip("dynamodb-local") as engine:
        yield engine
