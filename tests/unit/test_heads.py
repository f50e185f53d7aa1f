"""An owner's head: what is read back of it, whatever state the owner is in."""

from typing import Any

from chalicelib.store.heads import Counts, Head, head_of
from chalicelib.store.items import key


def a_head_item() -> dict[str, Any]:
    return {
        **key("o", "head"),
        "head_revision": {"N": "20"},
        "revised_at": {"N": "1772366400000"},
        "operations": {"L": [{"S": "one"}, {"S": "two"}]},
        "todos": {"N": "3"},
        "bytes": {"N": "999"},
    }


def test_a_head_is_read_back_as_it_was_stored() -> None:
    assert head_of(a_head_item()) == Head(
        revision=20,
        revised_at_ms=1_772_366_400_000,
        operations=("one", "two"),
        counts=Counts(todos=3, bytes=999),
        closed=False,
    )


def test_a_head_is_closed_by_a_mark_of_any_kind() -> None:
    assert head_of({**a_head_item(), "closed": {"S": "2026-03-01T08:00:00Z"}}).closed


def test_before_the_first_write_there_is_an_empty_head() -> None:
    assert head_of(None) == Head()


def test_a_head_that_was_closed_before_the_first_write_is_an_empty_closed_one() -> None:
    assert head_of({**key("o", "head"), "closed": {"BOOL": True}}) == Head(closed=True)
