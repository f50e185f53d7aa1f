"""The parts of the cache by themselves: the ledger, the schedule, the key schemas."""

import threading
from contextlib import closing
from decimal import Decimal
from functools import partial

import pytest
from botocore.exceptions import ClientError

from local.dax.cache import Upstream
from local.dax.cache.keys import ItemKey, key_of, key_within
from local.dax.cache.ledger import Ledger
from local.dax.cache.schedule import Schedule
from local.dax.shapes import Item, KeySchema
from tests.dax.cache.builders import SetClock, an_upstream
from tests.dax.polling import eventually
from tests.support.engines import REGION, ROOT_KEY, Engine
from tests.support.faults import FaultProxy, Faults

SCHEMA = KeySchema((("owner", "S"), ("number", "N")))
KEY = ItemKey("todos", ("anna", Decimal(1)), {})
OTHER = ItemKey("todos", ("anna", Decimal(2)), {})


@pytest.mark.parametrize(
    "key",
    [
        {"owner": {"S": "anna"}},
        {"owner": {"S": "anna"}, "number": {"S": "1"}},
        {"owner": {"S": "anna"}, "number": {"N": "one"}},
        {"owner": {"S": "anna"}, "number": {"N": "NaN"}},
        {"owner": {"S": "anna"}, "number": {"N": "Infinity"}},
        {"owner": {"S": "anna"}, "number": {"N": "1"}, "more": {"S": ""}},
    ],
)
def test_what_is_no_key_of_the_table_is_none(key: Item) -> None:
    assert key_of("todos", SCHEMA, key) is None


def test_an_items_key_is_found_in_it() -> None:
    key = {"owner": {"S": "anna"}, "number": {"N": "1"}}
    found = key_within("todos", SCHEMA, {**key, "text": {"S": "milk"}})
    assert found == key_of("todos", SCHEMA, key) == KEY
    assert found.attributes == key


def test_keys_of_different_tables_differ() -> None:
    key = {"owner": {"S": "anna"}, "number": {"N": "1"}}
    assert key_of("todos", SCHEMA, key) != key_of("lists", SCHEMA, key)


def test_the_ledger_remembers_nothing_when_nobody_is_at_work() -> None:
    ledger = Ledger()
    reading = ledger.begin_reading([KEY, OTHER], 0)
    writing = ledger.begin_writing([KEY], 0)
    ledger.change(KEY)
    assert len(ledger) == 2
    ledger.end(writing)
    ledger.end(reading)
    assert len(ledger) == 0


def test_the_ledger_tells_which_items_changed_since_a_work_began() -> None:
    ledger = Ledger()
    earlier = ledger.begin_reading([KEY, OTHER], 0)
    ledger.change(KEY)
    later = ledger.begin_reading([KEY], 0)
    assert not ledger.is_unchanged(KEY, earlier)
    assert ledger.is_unchanged(OTHER, earlier)
    assert ledger.is_unchanged(KEY, later)


def test_the_ledger_tells_all_writers_of_an_item_that_they_overlap() -> None:
    ledger = Ledger()
    first = ledger.begin_writing([KEY, OTHER], 0)
    second = ledger.begin_writing([KEY], 0)
    ledger.end(first)
    third = ledger.begin_writing([KEY, OTHER], 0)
    assert first.unsure == second.unsure == third.unsure == {KEY}


def test_what_is_scheduled_is_done_in_the_order_of_time() -> None:
    clock, done = SetClock(), list[str]()
    with closing(Schedule(clock, "test")) as schedule:
        schedule.after(2, lambda: done.append("second"))
        schedule.after(1, lambda: done.append("first"))
        schedule.after(2, lambda: done.append("third"))
        schedule.settle()
        assert done == []
        clock.now += 2
        schedule.settle()
        assert done == ["first", "second", "third"]


def test_nothing_is_done_once_a_schedule_is_closed() -> None:
    clock, done = SetClock(), list[str]()
    schedule = Schedule(clock, "test")
    schedule.after(1, lambda: done.append("late"))
    schedule.close()
    clock.now += 1
    schedule.settle()
    assert done == []
    assert "dax-test" not in {thread.name for thread in threading.enumerate()}


def test_work_that_goes_wrong_is_told_and_keeps_no_other_from_being_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = list[int]()
    with closing(Schedule(SetClock(), "test")) as schedule:
        schedule.after(0, lambda: done.append(1 // len(done)))
        schedule.after(0, lambda: done.append(2))
        schedule.settle()
    assert done == [2]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_work_for_the_next_centuries_keeps_no_other_from_being_done() -> None:
    done = list[int]()
    with closing(Schedule(SetClock(), "test")) as schedule:
        schedule.after(1e10, lambda: done.append(-1))
        for number in range(5):
            schedule.after(0, partial(done.append, number))
            schedule.settle()
    assert done == [0, 1, 2, 3, 4]


def test_a_key_schema_is_asked_for_once_a_minute(engine: Engine, table: str) -> None:
    clock = SetClock()
    upstream = Upstream(engine.endpoint_url, REGION, ROOT_KEY, clock=clock)
    with closing(upstream):
        for _ in range(3):
            assert upstream.of(table) == SCHEMA
        clock.now += 59.9
        upstream.of(table)
        assert upstream.calls() == {"DescribeTable": 1}
        clock.now += 0.1
        assert upstream.of(table) == SCHEMA
        eventually(lambda: upstream.calls() == {"DescribeTable": 2})


def test_a_key_schema_that_is_known_outlives_an_outage(engine: Engine, table: str) -> None:
    clock = SetClock()
    with FaultProxy(engine.endpoint_url, seed=1) as proxy:
        upstream = Upstream(proxy.url, REGION, ROOT_KEY, clock=clock)
        with closing(upstream):
            upstream.of(table)
            clock.now += 60
            proxy.faults = Faults(server_error=1)
            assert upstream.of(table) == SCHEMA


def test_a_table_that_is_not_there_is_an_error(upstream: Upstream) -> None:
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        upstream.of("not-there")


def test_an_upstream_may_be_used_by_many_threads_from_the_start(engine: Engine, table: str) -> None:
    with closing(an_upstream(engine.endpoint_url)) as upstream:
        schemas: list[KeySchema] = []
        threads = [
            threading.Thread(target=lambda: schemas.append(upstream.of(table))) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert schemas == [SCHEMA] * 20
