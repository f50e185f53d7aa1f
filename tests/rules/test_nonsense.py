"""A template may say anything, while somebody types it in an editor: no rule stumbles over it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.template import Template
from tests.rules.edits import put
from tests.rules.linting import broken, rules
from tests.support.counts import count
from tests.support.template import template

NONSENSE: tuple[object, ...] = (
    None,
    "",
    "*",
    0,
    True,
    [],
    {},
    [None],
    ["x"],
    {"Ref": "Nobody"},
    {"Fn::If": "x"},
)


def places(value: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - any part of a template
    """Yield the path of every place in a template."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, each in steps:
        yield f"{path}{step}"
        if isinstance(each, dict | list):
            yield from places(each, f"{path}{step}/")


PLACES = list(places(template()))


@pytest.mark.proof
@settings(max_examples=count(150, 1500), deadline=None)
@given(path=st.sampled_from(PLACES), nonsense=st.sampled_from(NONSENSE))
def test_no_rule_stumbles_over_nonsense(path: str, nonsense: object) -> None:
    contents = Template(broken(put(path, nonsense)))
    for rule in rules():
        list(rule.findings(contents))
