"""What a list request may ask for."""

from urllib.parse import parse_qs

import pytest

from chalicelib.errors import EpochChangedError, InvalidCursorError, InvalidInputError
from chalicelib.settings import Settings
from chalicelib.store.views import PageQuery
from chalicelib.web.cursor import cursor
from chalicelib.web.queries import next_cursor, next_link, todo_query
from tests.builders import ID

AGENDA = {"view": "agenda"}
AFTER = f"2026-03-01#{ID}"


def refused_parameters(sent: dict[str, str]) -> list[str]:
    with pytest.raises(InvalidInputError) as refused:
        todo_query("o", sent)
    return [error.field for error in refused.value.errors]


def test_without_parameters_a_page_has_25_of_all_todos() -> None:
    assert todo_query("o", {}) == PageQuery(view="all", limit=25)


@pytest.mark.parametrize("view", ["all", "agenda", "history"])
def test_a_view_is_named(view: str) -> None:
    assert todo_query("o", {"view": view}).view == view


@pytest.mark.parametrize("view", ["", "ALL", "agenda ", "by_revision", "id", "../all"])
def test_an_unknown_view_is_refused(view: str) -> None:
    assert refused_parameters({"view": view}) == ["view"]


@pytest.mark.parametrize(("sent", "limit"), [("1", 1), ("2", 2), ("100", 100), ("007", 7)])
def test_a_limit_is_a_whole_number_from_1_to_100(sent: str, limit: int) -> None:
    assert todo_query("o", {"limit": sent}).limit == limit


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "0",
        "101",
        "-1",
        "+1",
        "1.0",
        "1e1",
        " 1",
        "1\n",
        "1_0",
        "ten",
        "\N{ARABIC-INDIC DIGIT FIVE}",
        "9" * 5000,
    ],
)
def test_any_other_limit_is_refused(sent: str) -> None:
    assert refused_parameters({"limit": sent}) == ["limit"]


def test_an_agenda_may_begin_and_end_on_the_same_day() -> None:
    query = todo_query("o", AGENDA | {"due_from": "2026-03-01", "due_to": "2026-03-01"})
    assert (query.due_from, query.due_to) == ("2026-03-01", "2026-03-01")


@pytest.mark.parametrize("name", ["due_from", "due_to"])
@pytest.mark.parametrize("day", ["1900-01-01", "2024-02-29", "9998-12-31"])
def test_an_agenda_may_have_one_end_only(name: str, day: str) -> None:
    query = todo_query("o", AGENDA | {name: day})
    assert {"due_from": query.due_from, "due_to": query.due_to}[name] == day


@pytest.mark.parametrize("name", ["due_from", "due_to"])
@pytest.mark.parametrize(
    "day", ["", "today", "2026-02-29", "1899-12-31", "9999-01-01", "2026-03-01T09:00:00", "~"]
)
def test_what_is_no_date_is_refused(name: str, day: str) -> None:
    assert refused_parameters(AGENDA | {name: day}) == [name]


def test_an_agenda_that_ends_before_it_begins_is_refused() -> None:
    sent = AGENDA | {"due_from": "2026-03-02", "due_to": "2026-03-01"}
    assert refused_parameters(sent) == ["due_to"]


@pytest.mark.parametrize("view", ["all", "history"])
def test_other_views_have_no_due_dates(view: str) -> None:
    sent = {"view": view, "due_from": "2026-03-01", "due_to": "2026-03-01"}
    assert refused_parameters(sent) == ["due_from", "due_to"]


def test_every_wrong_parameter_is_named_at_once() -> None:
    sent = AGENDA | {"due_from": "soon", "due_to": "later", "limit": "many"}
    assert refused_parameters(sent) == ["due_from", "due_to", "limit"]


@pytest.mark.usefixtures("deployment")
def test_a_cursor_leads_behind_its_position() -> None:
    query = PageQuery(view="agenda", due_to="2026-03-31", limit=3)
    following = next_cursor("o", query, AFTER)
    assert following is not None
    sent = AGENDA | {"due_to": "2026-03-31", "limit": "3", "cursor": following}
    assert todo_query("o", sent).after == AFTER


@pytest.mark.usefixtures("deployment")
def test_the_last_page_has_no_cursor() -> None:
    assert next_cursor("o", PageQuery(), None) is None


@pytest.mark.usefixtures("deployment")
def test_a_cursor_allows_another_limit() -> None:
    following = next_cursor("o", PageQuery(limit=3), f"todo#{ID}") or ""
    assert todo_query("o", {"limit": "50", "cursor": following}).after == f"todo#{ID}"


@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize(
    "query",
    [
        PageQuery(view="agenda"),
        PageQuery(view="history"),
        PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-31"),
        PageQuery(view="agenda", due_from="2026-03-02"),
    ],
)
def test_a_cursor_of_another_query_is_refused(query: PageQuery) -> None:
    following = next_cursor("o", query, AFTER) or ""
    with pytest.raises(InvalidCursorError):
        todo_query("o", AGENDA | {"due_from": "2026-03-01", "cursor": following})


@pytest.mark.usefixtures("deployment")
def test_a_cursor_of_another_owner_is_refused() -> None:
    following = next_cursor("somebody else", PageQuery(), f"todo#{ID}") or ""
    with pytest.raises(InvalidCursorError):
        todo_query("o", {"cursor": following})


@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize("sent", ["", "null", "AAAA", "é"])
def test_what_is_no_cursor_is_refused(sent: str) -> None:
    with pytest.raises(InvalidCursorError):
        todo_query("o", {"cursor": sent})


def test_a_cursor_from_before_a_restore_is_gone(deployment: Settings) -> None:
    old = cursor(deployment.signing_key, "6", "o", PageQuery().series(), f"todo#{ID}")
    with pytest.raises(EpochChangedError):
        todo_query("o", {"cursor": old})


@pytest.mark.usefixtures("deployment")
def test_the_link_to_the_next_page_asks_the_same_of_it() -> None:
    query = PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-31", limit=3)
    link = next_link(query, next_cursor("o", query, AFTER) or "")
    address, _, relation = link.partition("; ")
    assert relation == 'rel="next"'
    sent = {name: value for name, [value] in parse_qs(address[2:-1]).items()}
    following = todo_query("o", sent)
    assert following == PageQuery(
        view="agenda", due_from="2026-03-01", due_to="2026-03-31", limit=3, after=AFTER
    )


def test_a_query_that_asks_for_the_same_has_the_same_spelling() -> None:
    spelt_out = todo_query("o", {"limit": "0025", "view": "all"})
    assert spelt_out.canonical() == todo_query("o", {}).canonical()


def test_pages_that_follow_each_other_are_of_one_series() -> None:
    first, second = PageQuery(limit=3), PageQuery(limit=5, after=f"todo#{ID}")
    assert first.series() == second.series()
    assert first.canonical() != second.canonical()
