"""The circuit breaker: who is let through, and what is counted, on a clock that tests move."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.store.breaker import FIRST_PAUSE_S, LONGEST_PAUSE_S, TRIAL_S, Breaker, Opened


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def breaker(seconds: Seconds) -> Breaker:
    return Breaker(seconds)


def turn_of(breaker: Breaker) -> int:
    turn = breaker.admitted()
    assert turn is not None
    return turn


def test_a_closed_breaker_lets_everybody_through(breaker: Breaker) -> None:
    turns = [turn_of(breaker) for _ in range(3)]
    for turn in turns:
        assert breaker.succeeded(turn) == 0
    assert breaker.missed == 0


def test_one_failure_opens_it_until_the_pause_is_over(breaker: Breaker, seconds: Seconds) -> None:
    assert breaker.failed(turn_of(breaker)) == Opened(missed=1, pause_s=FIRST_PAUSE_S)
    seconds.now_s += FIRST_PAUSE_S - 0.001
    assert breaker.admitted() is None
    seconds.now_s += 0.001
    assert breaker.admitted() is not None


def test_at_the_end_of_a_pause_one_request_tries(breaker: Breaker, seconds: Seconds) -> None:
    breaker.failed(turn_of(breaker))
    seconds.now_s += FIRST_PAUSE_S
    with ThreadPoolExecutor(8) as pool:
        turns = list(pool.map(lambda _: breaker.admitted(), range(50)))
    assert sum(turn is not None for turn in turns) == 1


def test_a_trial_that_succeeds_closes_it_and_tells_how_many_were_missed(
    breaker: Breaker, seconds: Seconds
) -> None:
    breaker.failed(turn_of(breaker))
    assert [breaker.admitted() for _ in range(5)] == [None] * 5
    seconds.now_s += FIRST_PAUSE_S
    assert breaker.succeeded(turn_of(breaker)) == 6
    assert breaker.missed == 0
    assert [breaker.succeeded(turn_of(breaker)) for _ in range(2)] == [0, 0]


def test_pauses_double_up_to_the_longest_and_begin_anew_after_a_success(
    breaker: Breaker, seconds: Seconds
) -> None:
    pauses = []
    for _ in range(7):
        breaker.failed(turn_of(breaker))
        pauses.append(breaker.pause_s)
        seconds.now_s += breaker.pause_s
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE_S, LONGEST_PAUSE_S]
    breaker.succeeded(turn_of(breaker))
    breaker.failed(turn_of(breaker))
    assert breaker.pause_s == FIRST_PAUSE_S


def test_of_many_that_fail_together_the_first_one_counts(breaker: Breaker) -> None:
    turns = [turn_of(breaker) for _ in range(10)]
    assert [breaker.failed(turn) is not None for turn in turns] == [True] + [False] * 9
    assert (breaker.pause_s, breaker.missed) == (FIRST_PAUSE_S, 10)


def test_a_success_from_before_the_failure_does_not_close_it(breaker: Breaker) -> None:
    slow, fast = turn_of(breaker), turn_of(breaker)
    breaker.failed(fast)
    assert breaker.succeeded(slow) == 0
    assert breaker.admitted() is None


def test_a_failure_from_an_outage_that_is_over_counts_for_nothing(
    breaker: Breaker, seconds: Seconds
) -> None:
    slow = turn_of(breaker)
    breaker.failed(turn_of(breaker))
    seconds.now_s += FIRST_PAUSE_S
    breaker.succeeded(turn_of(breaker))
    assert breaker.failed(slow) is None
    assert breaker.failed(turn_of(breaker)) == Opened(missed=1, pause_s=FIRST_PAUSE_S)


def test_a_trial_without_an_end_keeps_nobody_out_for_ever(
    breaker: Breaker, seconds: Seconds
) -> None:
    breaker.failed(turn_of(breaker))
    seconds.now_s += FIRST_PAUSE_S
    frozen = turn_of(breaker)
    seconds.now_s += TRIAL_S - 0.001
    assert breaker.admitted() is None
    seconds.now_s += 0.001
    assert breaker.admitted() not in {None, frozen}
    assert not breaker.failed(frozen)
