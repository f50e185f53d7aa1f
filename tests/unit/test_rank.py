"""Ranks: between any two there is a third, and no two are equal."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model.rank import DIGITS, LONG, PLACE, again, apart, between, first, last
from tests.support.counts import count

MOVES = count(1_000, 10_000)
revisions = st.integers(1, 10**12)


@st.composite
def two_ranks(draw: st.DrawFn) -> tuple[str, str]:
    """Make two neighbours, as a few moves between them leave them."""
    low, high = last(draw(st.integers(1, 1000))), last(draw(st.integers(1001, 2000)))
    for revision, takes_low in enumerate(draw(st.lists(st.booleans(), max_size=60)), 3000):
        middle = between(low, high, revision)
        low, high = (low, middle) if takes_low else (middle, high)
    return low, high


@given(two_ranks(), revisions)
def test_there_is_a_rank_between_any_two(two: tuple[str, str], revision: int) -> None:
    low, high = two
    assert low < between(low, high, revision) < high


@given(two_ranks(), revisions, revisions)
def test_ranks_of_two_revisions_are_never_equal(two: tuple[str, str], one: int, other: int) -> None:
    assert (between(*two, one) == between(*two, other)) == (one == other)


@given(revisions, revisions)
def test_what_is_put_last_is_behind_all_that_was_there(one: int, other: int) -> None:
    assert (last(one) < last(other)) == (one < other)
    assert (first(one) > first(other)) == (one < other)
    assert first(one) < last(other)


@given(two_ranks())
def test_between_is_never_behind_the_last(two: tuple[str, str]) -> None:
    assert between(*two, 5000) < last(5001)


@given(revisions, st.integers(0, 60))
def test_several_of_one_revision_are_in_their_order(revision: int, nth: int) -> None:
    for make in (first, last):
        assert make(revision, nth) < make(revision, nth + 1)
    assert last(revision, 61) < last(revision + 1)
    assert first(revision + 1, 61) < first(revision)


@given(revisions)
def test_ends_stay_short(revision: int) -> None:
    assert len(first(revision)) == len(last(revision)) == PLACE


@given(two_ranks(), st.integers(10**6, 10**9))
def test_the_next_occurrence_takes_the_place_without_growing(
    two: tuple[str, str], revision: int
) -> None:
    rank = between(*two, 5000)
    following = again(rank, revision)
    assert two[0] < following < two[1]
    assert following != rank
    assert len(following) == len(again(following, revision + 1)) <= len(rank) + PLACE


def played(number: int, things: int, pick: Callable[[int], tuple[int, int]]) -> list[str]:
    """Move things: each turn takes one out, and puts it behind another."""
    order = [last(revision) for revision in range(1, things + 1)]
    for turn in range(number):
        moved, behind = pick(turn)
        order.pop(moved)
        low, *rest = order[behind:]
        revision = things + turn + 1
        new = between(low, rest[0], revision) if rest else last(revision)
        order.insert(behind + 1, new)
        assert low < new < (rest[0] if rest else "~")
    assert order == sorted(order)
    assert len(set(order)) == things
    return order


@pytest.mark.parametrize("things", [10, 300])
def test_moves_at_random_keep_ranks_short(things: int) -> None:
    rnd = random.Random(things)  # noqa: S311 - no secret

    def anywhere(_: int) -> tuple[int, int]:
        return rnd.randrange(things), rnd.randrange(things - 1)

    assert max(map(len, played(MOVES, things, anywhere))) <= 24


def test_moves_into_one_gap_cost_a_digit_for_about_five_of_them() -> None:
    longest = max(map(len, played(250, 3, lambda _: (2, 0))))
    assert LONG - 10 <= longest <= LONG + 10


@given(two_ranks(), st.lists(revisions, min_size=1, max_size=200))
def test_spacing_out_keeps_the_order_and_shortens_it(
    two: tuple[str, str], steps: list[int]
) -> None:
    base = last(5000)
    lowest: str | None = None
    made = []
    for revision in steps:
        lowest = apart(base, lowest, revision)
        made.append(lowest)
    assert made == sorted(made, reverse=True)
    assert len(set(made)) == len(made)
    assert all(two[1] < each < last(5001) for each in made)
    assert max(map(len, made)) <= 2 * PLACE + 4


def test_spacing_out_goes_on_when_its_steps_are_used_up() -> None:
    base = last(5000)
    tight = base + DIGITS[0] * 4 + DIGITS[1] * PLACE
    assert base < apart(base, tight, 6000) < tight
