"""Somebody for each file, so that no test is met by another's to-dos."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.support.clients import a_client
from tests.support.stack import Stack, User


@pytest.fixture(scope="module")
def user(stack: Stack) -> User:
    return stack.user(f"contract-{uuid4()}")


@pytest.fixture(scope="module")
def client(stack: Stack, user: User) -> Iterator[httpx.Client]:
    with user.client(stack.url) as client:
        yield client


@pytest.fixture(scope="module")
def stranger(stack: Stack) -> Iterator[httpx.Client]:
    """A client of somebody who has not signed in."""
    with a_client(stack.url) as client:
        yield client
