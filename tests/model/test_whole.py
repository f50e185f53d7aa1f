"""An account does what the rules say, whatever is done to it, and in whatever order."""

import pytest

from tests.model.runs import run, steps_until_found
from tests.model.world import World
from tests.planted.workers import BUGS
from tests.support.counts import FULL, count

ACCOUNTS = count(4, 360)
LEAST_STEPS = count(150, 20_000)

MOST_STEPS = 3_000
"""Within so many a planted bug is found; most are within five hundred."""

QUICKLY_FOUND = ("NothingLeftBehind",)
"""The others take ten seconds or more each."""
TO_FIND = 60
"""Accounts for a planted bug, of which the first that shows it is the last."""


@pytest.mark.proof
def test_an_account_is_what_the_rules_make_of_it(world: World) -> None:
    assert run(world, ACCOUNTS)["steps"] >= LEAST_STEPS


@pytest.mark.proof
@pytest.mark.parametrize("bug", sorted(BUGS) if FULL else QUICKLY_FOUND)
def test_a_planted_bug_is_found(world: World, bug: str) -> None:
    steps = steps_until_found(world, TO_FIND, BUGS[bug])
    assert steps is not None
    assert steps <= MOST_STEPS
