"""What tests over HTTP share: somebody new for each test, and their client of the running stack."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.support.stack import Stack, User


@pytest.fixture
def user(stack: Stack) -> User:
    return stack.user(f"user-{uuid4()}")


@pytest.fixture
def client(stack: Stack, user: User) -> Iterator[httpx.Client]:
    with user.client(stack.url) as client:
        yield client
