"""New ids are UUIDs of version 7 (RFC 9562, §5.7)."""

from datetime import timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model.fields import read_id
from chalicelib.model.ids import new_id
from chalicelib.times import milliseconds
from tests.builders import NOON


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = [UUID(new_id(NOON)) for _ in range(100)]
    assert {(each.version, each.variant) for each in made} == {(7, RFC_4122)}


def test_an_id_is_one_that_a_client_may_send_back() -> None:
    made = new_id(NOON)
    assert read_id(made) == made


def test_an_id_begins_with_its_time_in_milliseconds() -> None:
    assert UUID(new_id(NOON)).int >> 80 == milliseconds(NOON)


@given(st.timedeltas(min_value=timedelta(milliseconds=1), max_value=timedelta(days=9999)))
def test_a_later_id_sorts_behind(delay: timedelta) -> None:
    assert new_id(NOON) < new_id(NOON + delay)


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(NOON) for _ in range(10_000)}) == 10_000


def test_every_bit_that_is_left_to_chance_is_sometimes_set_and_sometimes_not() -> None:
    made = [UUID(new_id(NOON)).int for _ in range(200)]
    ever, always = 0, -1
    for each in made:
        ever, always = ever | each, always & each
    chance = (1 << 12) - 1 << 64 | (1 << 62) - 1
    assert ever & ~always & (1 << 128) - 1 == chance
