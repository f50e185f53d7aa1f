"""Runs the machine on some accounts, the same ones each time."""

from collections import Counter
from collections.abc import Collection

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.whole_machine import WholeMachine
from tests.model.world import World
from tests.planted.workers import Sow
from tests.support.counts import FULL

STEPS = 50
"""Of one account, at most."""


def run(world: World, accounts: int) -> Counter[str]:
    """Return what was done how often; raises what goes wrong.

    In `make prove` it then takes some minutes to tell it in as few steps as can be.
    """
    counts = Counter[str]()
    _run(world, accounts, counts, [Phase.generate, *([Phase.shrink] if FULL else [])])
    return counts


def steps_until_found(world: World, accounts: int, sow: Sow) -> int | None:
    """Return how many steps it took to find what is wrong; ``None`` if it was not found."""
    counts = Counter[str]()
    try:
        _run(world, accounts, counts, [Phase.generate], sow)
    except AssertionError:
        return counts["steps at first"]
    return None


def _run(
    world: World,
    accounts: int,
    counts: Counter[str],
    phases: Collection[Phase],
    sow: Sow | None = None,
) -> None:
    machine = type("Machine", (WholeMachine,), {"world": world, "sow": sow, "counts": counts})
    run_state_machine_as_test(
        seed(1)(machine),
        settings=settings(
            max_examples=accounts,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
