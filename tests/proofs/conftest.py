"""Where the proofs take place. What is settled, and what DAX keeps, is by the app's fast clock."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from chalicelib.store.reading import ITEM_TTL_S
from tests.proofs.arena import SPEED, Arena, running_arena
from tests.proofs.cluster import AN_HOUR_S
from tests.support.counts import count
from tests.support.stack import Stack, User

OWNERS = count(4, 10)

Note: TypeAlias = Callable[[str], None]
"""Keeps a line for the end of the run: what a proof has counted."""

_NOTES = pytest.StashKey[list[str]]()


@pytest.fixture
def note(pytestconfig: pytest.Config) -> Note:
    return pytestconfig.stash.setdefault(_NOTES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    notes = config.stash.get(_NOTES, [])
    if notes:
        terminalreporter.section("consistency")
    for line in notes:
        terminalreporter.line(line)


@pytest.fixture(scope="session")
def users(stack: Stack) -> list[User]:
    return [stack.user(f"proof-{number}") for number in range(OWNERS)]


@pytest.fixture(scope="session")
def arena(
    stack: Stack, users: list[User], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Arena]:
    """One in which DAX keeps everything for an hour."""
    folder = tmp_path_factory.mktemp("arena")
    with running_arena(stack, users, folder, item_ttl_s=AN_HOUR_S) as arena:
        yield arena


@pytest.fixture(scope="session")
def consenting_arena(
    stack: Stack, users: list[User], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Arena]:
    """One in which DAX keeps single items as briefly as the reading rule assumes."""
    folder = tmp_path_factory.mktemp("consenting-arena")
    with running_arena(stack, users, folder, item_ttl_s=ITEM_TTL_S / SPEED) as arena:
        yield arena
