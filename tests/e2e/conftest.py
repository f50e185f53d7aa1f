"""Where a journey can take place: on the local stack, and in the cloud's own form of the app."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.rehearsals import a_rehearsal
from tests.support.shipped import shipped
from tests.support.stack import Stack

if TYPE_CHECKING:
    from tests.support.stack import User


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Stack]:
    """The final template and the package in the emulator: API Gateway, authorizer and Lambda."""
    with a_rehearsal(lambda: shipped(shared), tmp_path_factory.mktemp("rehearsal")) as running:
        yield running


@pytest.fixture(scope="session", params=["local", "lambda"])
def place(request: pytest.FixtureRequest) -> Stack:
    """Each place in turn: a journey is the same in both."""
    fixture = {"local": "stack", "lambda": "rehearsal"}[request.param]
    found: Stack = request.getfixturevalue(fixture)
    return found


@pytest.fixture(scope="session")
def carla(place: Stack) -> "User":
    return place.user("carla")


@pytest.fixture(scope="session")
def dora(place: Stack) -> "User":
    return place.user("dora")
