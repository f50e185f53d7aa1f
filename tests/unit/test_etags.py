"""Entity tags and what clients make depend on them (RFC 9110, §8.8.3 and §13.1)."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from chalicelib.errors import MalformedRequestError
from chalicelib.store.views import PageQuery
from chalicelib.web.etags import Tags, page_tag, read_tags, record_tag
from tests.builders import a_todo, an_id

TAG = re.compile(r'(W/)?"[\x21\x23-\x7e]+"')
WEAK, STRONG = 'W/"1"', '"1"'


def tags(header: str) -> Tags:
    read = read_tags("If-Match", header)
    assert read is not None
    return read


def test_a_todos_tag_is_strong_and_a_pages_is_weak() -> None:
    assert TAG.fullmatch(record_tag("1", "o", a_todo()))
    assert record_tag("1", "o", a_todo()).startswith('"')
    assert TAG.fullmatch(page_tag("1", "o", 1, PageQuery()))
    assert page_tag("1", "o", 1, PageQuery()).startswith('W/"')


def test_the_same_todo_has_the_same_tag() -> None:
    assert record_tag("1", "o", a_todo()) == record_tag("1", "o", a_todo())


def test_a_todos_tag_differs_by_epoch_owner_id_and_revision() -> None:
    todo = a_todo(revision=7)
    different = {
        record_tag("1", "one", todo),
        record_tag("2", "one", todo),
        record_tag("1", "two", todo),
        record_tag("1", "one", replace(todo, id=an_id())),
        record_tag("1", "one", replace(todo, revision=8)),
    }
    assert len(different) == 5


QUERIES = [
    PageQuery(),
    PageQuery(view="history"),
    PageQuery(view="agenda"),
    PageQuery(view="agenda", due_from="2026-03-01"),
    PageQuery(view="agenda", due_to="2026-03-01"),
    PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-01"),
    PageQuery(limit=2),
    PageQuery(limit=25, after="todo#1"),
    PageQuery(limit=2, after="5todo#1"),
]


def test_a_pages_tag_differs_by_query() -> None:
    assert len({page_tag("1", "o", 1, query) for query in QUERIES}) == len(QUERIES)


def test_a_pages_tag_differs_by_owner_revision_and_epoch() -> None:
    query = PageQuery()
    different = {
        page_tag("1", "one", 1, query),
        page_tag("1", "two", 1, query),
        page_tag("1", "one", 2, query),
        page_tag("2", "one", 1, query),
        page_tag("11", "one", 1, query),
        page_tag("1", "one", 11, query),
    }
    assert len(different) == 6


@pytest.mark.parametrize(
    ("listed", "tag", "is_match"),
    [
        (STRONG, STRONG, True),
        (STRONG, '"2"', False),
        (WEAK, STRONG, False),
        (STRONG, WEAK, False),
        (WEAK, WEAK, False),
        ("*", STRONG, True),
    ],
)
def test_if_match_compares_strongly(listed: str, tag: str, is_match: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert tags(listed).match_strongly(tag) is is_match


@pytest.mark.parametrize(
    ("listed", "tag", "is_match"),
    [
        (STRONG, STRONG, True),
        (WEAK, STRONG, True),
        (STRONG, WEAK, True),
        (WEAK, WEAK, True),
        (WEAK, 'W/"2"', False),
        ('"W/1"', WEAK, False),
        ("*", WEAK, True),
    ],
)
def test_if_none_match_compares_weakly(listed: str, tag: str, is_match: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert tags(listed).match_weakly(tag) is is_match


@pytest.mark.parametrize("header", ["*", STRONG, WEAK])
def test_nothing_matches_what_is_not_there(header: str) -> None:
    assert not tags(header).match_strongly(None)
    assert not tags(header).match_weakly(None)


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ('"1"', {'"1"'}),
        ('""', {'""'}),
        ('"1", W/"2"', {'"1"', 'W/"2"'}),
        ('"1","2"', {'"1"', '"2"'}),
        ('  "1"\t,\t"2"  ', {'"1"', '"2"'}),
        (',, "1",,"2",', {'"1"', '"2"'}),
        ('"a,b", "c"', {'"a,b"', '"c"'}),
        ('"W/"', {'"W/"'}),
        ('"*"', {'"*"'}),
        ('"\xe9"', {'"\xe9"'}),
        ('"it\'s\\"', {'"it\'s\\"'}),
    ],
)
def test_a_header_lists_tags(header: str, listed: set[str]) -> None:
    assert tags(header) == Tags(frozenset(listed))


@pytest.mark.parametrize("header", ["*", " * "])
def test_an_asterisk_is_whatever_is_there(header: str) -> None:
    assert tags(header) == Tags(frozenset(), any=True)


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        ",",
        "1",
        '"1',
        '1"',
        "'1'",
        'w/"1"',
        'W "1"',
        'W/ "1"',
        'W/W/"1"',
        '"1" "2"',
        '"1""2"',
        '"1", *',
        '*, "1"',
        "**",
        '"a b"',
        '"1"\n',
        '"1",\n"2"',
        '"\x00"',
        '"\N{GREEK SMALL LETTER ALPHA}"',
        '"1"' + ", " * 5000 + "x",
    ],
)
@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
def test_a_malformed_header_is_refused_by_its_name_and_never_dropped(
    name: str, header: str
) -> None:
    with pytest.raises(MalformedRequestError) as refused:
        read_tags(name, header)
    assert [error.field for error in refused.value.errors] == [name]


def test_a_query_has_one_spelling_and_no_other_query_has_it() -> None:
    spellings = sorted(query.canonical() for query in QUERIES)
    assert all(one != other for one, other in pairwise(spellings))
