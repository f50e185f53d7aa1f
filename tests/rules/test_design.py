"""Our own rules: the template keeps to them, and each of them finds what it is for."""

from typing import Any, NamedTuple

import pytest
from cfnlint.match import Match

from rules.rule import Rule
from tests.rules.broken import BROKEN
from tests.rules.edits import drop
from tests.rules.linting import broken, findings, renamed, rules
from tests.support.counts import count
from tests.support.template import template

CASES = [(rule, words, edit) for rule, edits in BROKEN.items() for words, edit in edits]


class Case(NamedTuple):
    """A template that is broken, the rule that should say so, and what was found."""

    rule: str
    contents: dict[str, Any]
    found: list[Match]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]} {case[1]}", scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    rule, _, edit = request.param
    contents = broken(edit)
    return Case(rule, contents, findings(contents))


def test_the_template_has_no_finding() -> None:
    assert findings(template()) == []


def test_exactly_one_rule_finds_what_is_broken(case: Case) -> None:
    assert {each.rule.id for each in case.found} == {case.rule}


def test_a_finding_says_what_is_wrong_with_whom(case: Case) -> None:
    named = case.contents["Resources"].keys() | case.contents["Parameters"].keys()
    for each in case.found:
        name, _, predicate = each.message.partition(" ")
        assert name in named
        assert predicate.endswith(".")


@pytest.mark.proof
@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_knows_types_and_not_names(rule: str) -> None:
    for _, edit in BROKEN[rule][: count(1, 100)]:
        assert {each.rule.id for each in findings(renamed(broken(edit)))} == {rule}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_each_rule_finds_several_broken_templates(rule: Rule) -> None:
    assert len(BROKEN.get(rule.id, [])) >= 2


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_each_rule_says_what_it_is_about(rule: Rule) -> None:
    assert rule.shortdesc
    assert rule.description.endswith(".")
    assert rule.source_url.startswith("https://docs.aws.amazon.com/")
    assert rule.tags[0] == "design"


def test_a_template_without_rules_protects_prod_in_neither_way() -> None:
    assert {each.rule.id for each in findings(broken(drop("Rules")))} == {"E9111", "E9112"}
