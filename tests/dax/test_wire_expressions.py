"""Expressions: what is printed means to the client's own parser what the client sent."""

from itertools import chain
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cbor2 import CBORTag, dumps, loads
from hypothesis import given
from hypothesis import strategies as st

from local.dax.wire.expressions import condition, projection, update
from local.dax.wire.printer import Placeholders
from local.dax.wire.refusals import WireError
from tests.dax.public_client import encoded_expression
from tests.dax.wire_expressions import NAMES, VALUES, conditions, paths, updates


def _sent(kind: str, text: str) -> bytes:
    names = {name: it for name, it in NAMES.items() if name in text}
    values = {name: it for name, it in VALUES.items() if name in text}
    return encoded_expression(kind, text, names, values)


@given(conditions)
def test_a_condition_is_printed_as_the_client_meant_it(text: str) -> None:
    sent, placeholders = _sent("Condition", text), Placeholders()
    printed = condition(sent, placeholders)
    again = encoded_expression("Condition", printed, placeholders.names, placeholders.values)
    assert _flat(loads(again)) == _flat(loads(sent))


@given(updates())
def test_an_update_is_printed_as_the_client_meant_it(text: str) -> None:
    sent, placeholders = _sent("Update", text), Placeholders()
    printed = update(sent, placeholders)
    again = encoded_expression("Update", printed, placeholders.names, placeholders.values)
    assert again == sent


def test_clauses_of_an_update_may_come_in_any_order() -> None:
    placeholders = Placeholders()
    sent = _sent("Update", "ADD n :n REMOVE a SET b = :s")
    assert update(sent, placeholders) == "SET #n2 = :v1 REMOVE #n1 ADD #n0 :v0"
    assert placeholders.names == {"#n0": "n", "#n1": "a", "#n2": "b"}
    assert placeholders.values == {":v0": VALUES[":n"], ":v1": VALUES[":s"]}


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        ([26, [18, "a"], [26, [18, "b"], [18, "c"]]], "#n0 - (#n1 - #n2)"),
        ([26, [18, "a"], [25, [18, "b"], [18, "c"]]], "#n0 - (#n1 + #n2)"),
        ([26, [26, [18, "a"], [18, "b"]], [18, "c"]], "#n0 - #n1 - #n2"),
    ],
)
def test_what_is_subtracted_is_printed_as_one(tree: list[object], text: str) -> None:
    assert condition(dumps([1, tree, []]), Placeholders()) == text


def test_a_key_condition_has_no_parentheses() -> None:
    sent = _sent("KeyCondition", "(#a = :s) AND (plain BETWEEN :n AND :s)")
    printed = condition(sent, Placeholders())
    assert printed == "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v0"


def test_expressions_of_one_request_share_their_placeholders() -> None:
    placeholders = Placeholders()
    texts = [condition(_sent("Filter", "#a = :s AND plain = :s"), placeholders) for _ in range(2)]
    assert texts == ["#n0 = :v0 AND #n1 = :v0", "#n0 = :v1 AND #n1 = :v1"]


@pytest.mark.parametrize("word", ["AND", "OR"])
def test_as_many_operators_as_dynamodb_allows_are_printed(word: str) -> None:
    text = f" {word} ".join(["#a = :s"] * 300)
    assert condition(_sent("Condition", text), Placeholders()).count(word) == 299


@given(st.lists(paths, min_size=1, max_size=3, unique=True))
def test_the_paths_of_a_projection_are_the_clients(texts: list[str]) -> None:
    try:
        found = projection(_sent("Projection", ", ".join(texts)))
    except ClientError as refusal:
        assert "Two document paths" in str(refusal)  # noqa: PT017  refused or right
        return
    assert len(found) == len(texts)
    for path, text in zip(found, texts, strict=True):
        assert [step for step in path if isinstance(step, int)] == _indexes(text)
        assert path[0] == NAMES.get(text.partition(".")[0].partition("[")[0], "plain")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a, a", r"overlap .* path one: \[a\], path two: \[a\]"),
        ("a.b[0], b, a", r"overlap .* path one: \[a, b, \[0\]\], path two: \[a\]"),
        ("a[1], a.b", r"conflict .* path one: \[a, \[1\]\], path two: \[a, b\]"),
    ],
)
def test_paths_that_get_in_each_others_way_are_refused_in_dynamodbs_words(
    text: str, words: str
) -> None:
    with pytest.raises(ClientError, match=words):
        projection(_sent("Projection", text))


PATH = [18, "a"]


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param([], id="no function"),
        pytest.param(7, id="a number"),
        pytest.param(["a", PATH], id="a function without number"),
        pytest.param([99, PATH], id="an unknown function"),
        pytest.param([-1, PATH], id="a negative function"),
        pytest.param([0, PATH], id="a comparison of one"),
        pytest.param([0, PATH, PATH, PATH], id="a comparison of three"),
        pytest.param([6, PATH], id="an AND of one"),
        pytest.param([10, PATH, []], id="an IN of none"),
        pytest.param([10, PATH, PATH, PATH], id="an IN without array"),
        pytest.param([17, 1], id="a value that is not there"),
        pytest.param([17, -1], id="a value before the first"),
        pytest.param([17], id="a value without position"),
        pytest.param([17, False], id="a truth value for a position"),
        pytest.param([18], id="a path without steps"),
        pytest.param([18, CBORTag(3324, 0)], id="a path that begins with an index"),
        pytest.param([18, 0], id="a path with a number"),
        pytest.param([18, *["a"] * 101], id="a path without end"),
        pytest.param([19, PATH, PATH], id="an action"),
        pytest.param([8] * 3, id="NOT of numbers"),
    ],
)
def test_what_is_no_expression_is_no_request(tree: object) -> None:
    with pytest.raises(WireError):
        condition(dumps([1, tree, ["x"]]), Placeholders())


@pytest.mark.parametrize("form", [[2, PATH, []], [1, PATH], [1, PATH, None], {}, 1, None])
def test_an_expression_of_another_format_is_no_request(form: object) -> None:
    with pytest.raises(WireError):
        condition(dumps(form), Placeholders())
    with pytest.raises(WireError):
        update(dumps(form), Placeholders())


@pytest.mark.parametrize(
    "form", [[1, []], [1, [[11, PATH]]], [1, ["a"]], [1, PATH, []], [2, [PATH]]]
)
def test_a_projection_of_another_format_is_no_request(form: object) -> None:
    with pytest.raises(WireError):
        projection(dumps(form))


def test_functions_nested_beyond_reason_are_no_request() -> None:
    tree: object = PATH
    for _ in range(150):
        tree = [8, tree]
    with pytest.raises(WireError, match="too many levels"):
        condition(dumps([1, tree, []]), Placeholders())


def _indexes(text: str) -> list[int]:
    return [int(part.partition("]")[0]) for part in text.split("[")[1:]]


def _flat(node: Any) -> Any:  # noqa: ANN401  decoded CBOR
    """Return a tree in which ANDs of ANDs are one, and the same of ORs: they mean the same."""
    if not isinstance(node, list):
        return node
    members = [_flat(member) for member in node]
    if members[:1] in ([6], [7]):
        same = [
            it[1:] if isinstance(it, list) and it[:1] == members[:1] else [it] for it in members
        ]
        return [members[0], *chain.from_iterable(same[1:])]
    return members
