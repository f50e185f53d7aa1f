"""cdk-nag finds what is broken, and nothing in the template that it doesn't explain itself."""

import pytest

from tests.rules.broken.publicly import BROKEN
from tests.rules.linting import broken
from tests.rules.nagging import Finding, explained, found
from tests.support.template import template

pytestmark = pytest.mark.proof
EXPLAINED = explained(template())


@pytest.fixture(scope="module")
def findings() -> dict[str, set[Finding]]:
    """What is found in the template, and in each of the broken ones."""
    edited = {words: broken(edit) for words, (_, edit) in BROKEN.items()}
    return found({"as it is": template(), **edited})


def test_every_finding_is_explained(findings: dict[str, set[Finding]]) -> None:
    assert findings["as it is"] - EXPLAINED.keys() == set()


def test_nothing_is_explained_that_is_not_found(findings: dict[str, set[Finding]]) -> None:
    assert EXPLAINED.keys() - findings["as it is"] == set()


@pytest.mark.parametrize("finding", EXPLAINED, ids=" ".join)
def test_an_explanation_is_a_sentence(finding: Finding) -> None:
    assert len(EXPLAINED[finding]) >= 20
    assert EXPLAINED[finding].endswith(".")


@pytest.mark.parametrize("words", BROKEN)
def test_what_is_broken_is_found(words: str, findings: dict[str, set[Finding]]) -> None:
    expected, _ = BROKEN[words]
    assert expected in findings[words] - findings["as it is"]
