"""Attribute lists: the same number for the same list, for ever, and never for two."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from local.dax.wire.attribute_lists import AttributeLists
from local.dax.wire.refusals import WireError
from tests.dax.wire_strategies import names

LISTS = st.lists(names, max_size=5).map(tuple)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lists"


@given(LISTS)
def test_a_list_has_a_number_that_a_client_can_hold(names: tuple[str, ...]) -> None:
    lists = AttributeLists()
    assert lists.names_of(lists.id_of(names)) == names
    assert 0 < lists.id_of(names) < 2**53


@given(LISTS, LISTS)
def test_two_servers_that_share_nothing_number_alike(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    numbers = {(AttributeLists().id_of(one), one), (AttributeLists().id_of(other), other)}
    assert len({number for number, _ in numbers}) == len({one, other})


def test_the_empty_list_is_number_1() -> None:
    assert AttributeLists().id_of(()) == 1
    assert AttributeLists().names_of(1) == ()


def test_the_order_of_names_counts() -> None:
    lists = AttributeLists()
    assert lists.id_of(("a", "b")) != lists.id_of(("b", "a"))


def test_a_number_that_was_never_given_is_refused() -> None:
    with pytest.raises(ClientError, match="no attribute list 7"):
        AttributeLists().names_of(7)


def test_lists_are_known_after_a_restart(path: Path) -> None:
    number = AttributeLists(path).id_of(("naïve", "a\nb", '"'))
    assert AttributeLists(path).names_of(number) == ("naïve", "a\nb", '"')


def test_a_list_is_stored_once(path: Path) -> None:
    lists = AttributeLists(path)
    assert lists.id_of(("a",)) == lists.id_of(("a",)) == AttributeLists(path).id_of(("a",))
    assert path.read_bytes().count(b"\n") == 1


def test_a_line_that_was_not_written_to_its_end_costs_no_other(path: Path) -> None:
    number = AttributeLists(path).id_of(("a",))
    whole = path.read_bytes()
    AttributeLists(path).id_of(("b",))
    for end in range(len(whole), path.stat().st_size - 1):
        torn = path.read_bytes()[:end]
        path.with_suffix(".torn").write_bytes(torn)
        after = AttributeLists(path.with_suffix(".torn"))
        again = after.id_of(("c",))
        survivor = AttributeLists(path.with_suffix(".torn"))
        assert survivor.names_of(number) == ("a",)
        assert survivor.names_of(again) == ("c",)


def test_a_list_keeps_the_number_that_it_was_stored_with(path: Path) -> None:
    path.write_text('[77,["a"]]\n')
    assert AttributeLists(path).id_of(("a",)) == 77


def test_a_number_that_another_list_has_is_not_given_again(path: Path) -> None:
    number = AttributeLists().id_of(("a",))
    path.write_text(f'[{number},["b"]]\n')
    lists = AttributeLists(path)
    with pytest.raises(WireError, match="same number"):
        lists.id_of(("a",))
    assert lists.names_of(number) == ("b",)


def test_many_threads_agree_on_the_numbers_and_store_each_list_once(path: Path) -> None:
    lists = AttributeLists(path)
    wanted = [(f"name {i % 20}",) for i in range(400)]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lists.id_of, wanted))
    assert len(set(zip(numbers, wanted, strict=True))) == len(set(numbers)) == 20
    assert path.read_bytes().count(b"\n") == 20
