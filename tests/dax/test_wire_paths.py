"""Document paths that get in each other's way, and those that don't."""

from itertools import combinations, zip_longest

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from local.dax.shapes import Path
from local.dax.wire.paths import check_apart

PATHS = st.tuples(
    st.sampled_from("ab"), st.lists(st.sampled_from(["a", "b", 0, 1]), max_size=3)
).map(lambda parts: (parts[0], *parts[1]))


@given(st.lists(PATHS, max_size=5))
def test_paths_are_refused_if_and_only_if_two_of_them_clash(paths: list[Path]) -> None:
    clashes = [
        f"{clash} .*path one: {_written(one)}, path two: {_written(other)}"
        for one, other in combinations(paths, 2)
        if (clash := _clash(one, other))
    ]
    if not clashes:
        check_apart(paths)
        return
    with pytest.raises(ClientError, match="|".join(clashes)):
        check_apart(paths)


def test_thousands_of_paths_are_told_apart() -> None:
    paths = [("a", f"b{i}", 0, "c") for i in range(10_000)]
    check_apart(paths)
    with pytest.raises(ClientError, match="overlap"):
        check_apart([*paths, ("a", "b7")])


def _clash(one: Path, other: Path) -> str | None:
    """Compare two paths by their first difference."""
    for step, counterpart in zip_longest(one, other):
        if step is None or counterpart is None:
            return "overlap"
        if type(step) is not type(counterpart):
            return "conflict"
        if step != counterpart:
            return None
    return "overlap"


def _written(path: Path) -> str:
    """Return a pattern of how a refusal has a path."""
    steps = (step if isinstance(step, str) else rf"\[{step}\]" for step in path)
    return rf"\[{', '.join(steps)}\]"
