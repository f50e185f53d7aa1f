"""The policies of ``resources.yaml`` decide each case rightly, as a simulator of IAM reads them."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.permissions.cases import CASES
from tests.permissions.policies import EVERYTHING_ALLOWED, OPEN, POLICIES
from tests.permissions.requests import Case, Request
from tests.permissions.simulating import Decision, decisions
from tests.permissions.stacks import EVERYTHING
from tests.support.template import template


@pytest.fixture(scope="module")
def decided() -> dict[str, Decision]:
    found = decisions(POLICIES, [case.request for case in CASES])
    return {case.sentence: decision for case, decision in zip(CASES, found, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=[case.sentence for case in CASES])
def test_the_policies_say_that(case: Case, decided: dict[str, Decision]) -> None:
    decision = decided[case.sentence]
    assert not decision.error, f"There is no decision on whether {case.sentence}"
    assert not decision.ignored, f"Not all was looked at, when asked whether {case.sentence}"
    by = " and ".join(decision.by) or "no statement"
    assert decision.result == case.expected, f"{case.sentence}, but {by} decides otherwise"


# A simulator has reasons of its own to refuse, such as a caller that it knows nothing about.
def test_what_is_refused_is_refused_by_these_policies() -> None:
    refused = [case for case in CASES if case.expected != "Allowed"]
    found = decisions(POLICIES, [_with_all_doors_open(case.request) for case in refused])
    still = zip(refused, found, strict=True)
    assert [case.sentence for case, decision in still if decision.result != "Allowed"] == []


def _with_all_doors_open(request: Request) -> Request:
    identity = (EVERYTHING_ALLOWED,) if request.identity else ()
    return replace(request, identity=identity, guard=OPEN, endpoint=None)


def test_each_case_is_said_once() -> None:
    assert [said for said, times in Counter(c.sentence for c in CASES).items() if times > 1] == []


def test_each_policy_of_the_template_is_asked() -> None:
    asked = set().union(*(case.request.policies() for case in CASES))
    assert EVERYTHING.policies().keys() <= asked
    assert len(EVERYTHING.attached) == _documents(template())


def _documents(value: Any) -> int:  # noqa: ANN401 - any part of a template
    if isinstance(value, list):
        return sum(_documents(element) for element in value)
    if not isinstance(value, dict):
        return 0
    here: int = sum(name.endswith("PolicyDocument") for name in value)
    return here + sum(_documents(element) for element in value.values())


def test_each_policy_is_of_the_version_that_knows_variables() -> None:
    # The simulator takes an older one for it; AWS would look for a folder that is called ${…}.
    assert {policy["Version"] for policy in POLICIES.values()} == {"2012-10-17"}
