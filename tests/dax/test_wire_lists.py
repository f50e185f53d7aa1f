"""Attribute lists: the same number for the same list, for ever, and never for two."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from local.dax.wire.attribute_lists import AttributeLists
from local.dax.wire.codec import Call
from local.dax.wire.refusals import WireError
from tests.dax.conversation import a_codec
from tests.dax.wire_strategies import names

LISTS = st.lists(names, max_size=5, unique=True).map(tuple)


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


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"what is this?", id="no JSON"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"[" * 100_000, id="too deep"),
        pytest.param(b"null", id="no list"),
        pytest.param(b"[7]", id="no names"),
        pytest.param(b'[7,["a"],1]', id="more than names"),
        pytest.param(b'[7,"abc"]', id="one name"),
        pytest.param(b"[7,[1]]", id="a number for a name"),
        pytest.param(b'[7,["a","a"]]', id="a name twice"),
        pytest.param(b'[7,["\\ud800"]]', id="half a character"),
        pytest.param(b'["7",["a"]]', id="text for a number"),
        pytest.param(b'[7.0,["a"]]', id="no whole number"),
        pytest.param(b'[true,["a"]]', id="a truth value"),
        pytest.param(b'[1,["a"]]', id="the empty list's number"),
    ],
)
def test_a_line_that_is_no_list_is_passed_over_and_left(path: Path, line: bytes) -> None:
    stored = line + b'\n[77,["b"]]\n'
    path.write_bytes(stored)
    lists = AttributeLists(path)
    assert lists.names_of(1) == ()
    assert lists.names_of(77) == ("b",)
    with pytest.raises(ClientError):
        lists.names_of(7)
    assert lists.id_of(("a",)) == AttributeLists().id_of(("a",))
    assert path.read_bytes().startswith(stored)


@pytest.mark.parametrize("is_first", [False, True])
def test_a_line_with_a_number_of_another_list_redefines_none(path: Path, *, is_first: bool) -> None:
    number = AttributeLists().id_of(("a",))
    lines = [f'[{number},["b"]]', f'[{number},["a"]]']
    path.write_text("\n".join(lines if is_first else reversed(lines)))
    lists = AttributeLists(path)
    assert lists.names_of(number) == ("a",)
    assert lists.names_of(lists.id_of(("b",))) == ("b",)


def test_of_two_lists_that_were_stored_with_one_number_the_first_has_it(path: Path) -> None:
    path.write_text('[77,["a"]]\n[77,["b"]]\n')
    assert AttributeLists(path).names_of(77) == ("a",)


def test_two_servers_may_store_in_one_file(path: Path) -> None:
    servers = [AttributeLists(path), AttributeLists(path)]
    wanted = [(f"name {i}",) for i in range(6)]
    numbers = [servers[i % 2].id_of(names) for i, names in enumerate(wanted)]
    after = AttributeLists(path)
    assert [after.names_of(number) for number in numbers] == wanted


def test_a_folder_that_was_removed_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "state" / "dax" / "lists"
    lists = AttributeLists(path)
    numbers = [lists.id_of(("a",))]
    shutil.rmtree(tmp_path / "state")
    numbers.append(lists.id_of(("b",)))
    assert lists.names_of(numbers[0]) == ("a",)
    assert AttributeLists(path).names_of(numbers[1]) == ("b",)


def test_lists_that_can_not_be_stored_are_known_and_stored_as_soon_as_they_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "state"
    in_the_way.write_text("a file where the folder should be")
    lists = AttributeLists(in_the_way / "lists")
    numbers = [lists.id_of((name,)) for name in "abc"]
    assert [lists.names_of(number) for number in numbers] == [("a",), ("b",), ("c",)]
    assert [str(in_the_way) in record.getMessage() for record in caplog.records] == [True]
    in_the_way.unlink()
    lists.id_of(("d",))
    after = AttributeLists(in_the_way / "lists")
    assert [after.names_of(number) for number in numbers] == [("a",), ("b",), ("c",)]
    assert (in_the_way / "lists").read_bytes().count(b"\n") == 4


@pytest.mark.parametrize("names", [["a", "b", "a"], ["x" * 2**18, "y" * 2**18]])
def test_lists_that_no_item_has_are_refused(names: list[str]) -> None:
    with pytest.raises(ClientError, match="An attribute list has"):
        a_codec().attribute_list_id(Call("defineAttributeListId", (names,)))
