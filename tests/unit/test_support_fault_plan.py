"""Which requests fail: repeatable, and as often as asked."""

from collections import Counter

import pytest

from tests.support.fault_plan import Fault, FaultPlan, Faults

SOME = Faults(throttle=0.2, server_error=0.05, lost_reply=0.1, reset=0.05, delay=0.1)


def planned(plan: FaultPlan, count: int, faults: Faults = SOME) -> list[Fault]:
    return [plan.next("PutItem", faults) for _ in range(count)]


def test_the_same_seed_gives_the_same_faults() -> None:
    assert planned(FaultPlan(7), 200) == planned(FaultPlan(7), 200)


def test_another_seed_gives_other_faults() -> None:
    assert planned(FaultPlan(7), 200) != planned(FaultPlan(8), 200)


def test_a_request_s_fault_does_not_depend_on_the_rates_before_it() -> None:
    calm, stormy = FaultPlan(7), FaultPlan(7)
    planned(calm, 50, Faults())
    planned(stormy, 50, Faults(throttle=1))
    assert planned(calm, 50) == planned(stormy, 50)


def test_rates_hold() -> None:
    counts = Counter(planned(FaultPlan(1), 20_000))
    for fault, rate in SOME.rates().items():
        assert counts[fault] / 20_000 == pytest.approx(rate, abs=0.012)
    assert counts[Fault.NONE] / 20_000 == pytest.approx(0.5, abs=0.015)


def test_only_named_operations_fail() -> None:
    plan, faults = FaultPlan(1), Faults(reset=1, only=frozenset({"TransactWriteItems"}))
    assert plan.next("GetItem", faults) is Fault.NONE
    assert plan.next("TransactWriteItems", faults) is Fault.RESET


def test_a_script_comes_before_the_rates_and_waits_for_requests_that_may_fail() -> None:
    plan, faults = FaultPlan(1), Faults(only=frozenset({"TransactWriteItems"}))
    plan.script(Fault.LOST_REPLY, Fault.NONE, Fault.RESET)
    operations = ["Query", "TransactWriteItems", "TransactWriteItems", "GetItem"]
    fates = [plan.next(operation, faults) for operation in [*operations, *operations]]
    quiet = Fault.NONE
    assert fates[:4] == [quiet, Fault.LOST_REPLY, quiet, quiet]
    assert fates[4:] == [quiet, Fault.RESET, quiet, quiet]


@pytest.mark.parametrize(("throttle", "reset"), [(0.6, 0.5), (-0.1, 0.1)])
def test_rates_that_cannot_be_had_are_refused(throttle: float, reset: float) -> None:
    with pytest.raises(ValueError, match="shares"):
        Faults(throttle=throttle, reset=reset)
