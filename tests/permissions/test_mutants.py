"""The cases are enough: hardly any fault of a policy leaves all decisions as they are."""

import pytest

from tests.permissions.cases import CASES
from tests.permissions.mutants import mutants, services
from tests.permissions.policies import POLICIES
from tests.permissions.simulating import Fate, fates, known_actions
from tests.permissions.stacks import EVERYTHING
from tests.permissions.survivors import SURVIVORS

pytestmark = pytest.mark.proof

ACCEPTED = 0.05


@pytest.fixture(scope="module")
def after() -> list[Fate]:
    known = known_actions(services(EVERYTHING))
    requests = [case.request for case in CASES]
    return fates(POLICIES, requests, mutants(EVERYTHING, known))


def test_each_fault_changes_a_decision_but_for_those_with_a_reason(after: list[Fate]) -> None:
    survived = {fate.fault for fate in after if not fate.killed and not fate.invalid}
    assert survived - SURVIVORS.keys() == set(), "No case would notice these faults."
    assert SURVIVORS.keys() - survived == set(), "These faults survive no longer: take them out."


def test_few_faults_have_a_reason(after: list[Fate]) -> None:
    assert len(SURVIVORS) <= ACCEPTED * sum(not fate.invalid for fate in after)


def test_few_faults_leave_no_policy_at_all(after: list[Fate]) -> None:
    invalid = [f"{fate.fault}: {fate.invalid}" for fate in after if fate.invalid]
    assert len(invalid) <= ACCEPTED * len(after), invalid
