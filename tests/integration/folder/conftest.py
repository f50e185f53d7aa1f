"""Two users and their folders. The servers are those of all tests."""

import pytest

from tests.support.folders import Folder, IdentityPool
from tests.support.stack import Stack, User


@pytest.fixture(scope="session")
def pool(stack: Stack) -> IdentityPool:
    return IdentityPool(stack.demo)


@pytest.fixture(scope="session")
def annas(stack: Stack, anna: User) -> Folder:
    return Folder(stack.demo, anna)


@pytest.fixture(scope="session")
def bens(stack: Stack, ben: User) -> Folder:
    return Folder(stack.demo, ben)
