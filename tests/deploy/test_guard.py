"""No template is written whose caches could show somebody what is not theirs."""

import copy
from typing import Any

import pytest

from deploy.guard import findings, refuse_leaks
from deploy.words import DeployError
from tests.deploy.broken_functions import FUNCTIONS
from tests.deploy.broken_templates import CONTRACTS, TEMPLATES
from tests.rules.edits import Edit
from tests.support.final_template import contract, final_template


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return final_template(tmp_path_factory.mktemp("sam"))


@pytest.fixture
def template(as_it_is: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(as_it_is)


def test_the_template_as_it_is_has_no_findings(template: dict[str, Any]) -> None:
    assert findings(template, contract()) == []


@pytest.mark.parametrize(
    ("edit", "said"), [case[1:] for case in TEMPLATES], ids=[case[0] for case in TEMPLATES]
)
def test_a_template_that_is_broken_is_found(
    template: dict[str, Any], edit: Edit, said: str
) -> None:
    edit(template)
    assert [finding for finding in findings(template, contract()) if said in finding]


@pytest.mark.parametrize(
    ("edit", "said"), [case[1:] for case in FUNCTIONS], ids=[case[0] for case in FUNCTIONS]
)
def test_a_function_that_is_broken_is_found_by_one_sentence(
    template: dict[str, Any], edit: Edit, said: str
) -> None:
    edit(template)
    (finding,) = findings(template, contract())
    assert said in finding


@pytest.mark.parametrize(
    ("edit", "said"), [case[1:] for case in CONTRACTS], ids=[case[0] for case in CONTRACTS]
)
def test_what_a_cached_route_begins_to_read_is_found(
    template: dict[str, Any], edit: Edit, said: str
) -> None:
    document = contract()
    edit(document)
    assert [finding for finding in findings(template, document) if said in finding]


def test_a_broken_template_is_not_written_and_says_why(template: dict[str, Any]) -> None:
    template["Resources"]["RestAPI"]["Properties"]["MethodSettings"][0]["CachingEnabled"] = True
    with pytest.raises(DeployError, match="Caching is not off for") as refused:
        refuse_leaks(template, contract())
    assert "not safe" in str(refused.value)


def test_a_template_without_an_api_is_refused() -> None:
    assert findings({"Resources": {}}, contract())
