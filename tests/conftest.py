"""What all tests share: patience, and one running stack for those that want it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.stack import Stack, User, running_stack

# No test fails because the machine is slow today.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


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
