"""The reading rule: what is asked of the table for a page, and when the page may be kept."""

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.items import encode, key
from chalicelib.reading import Page, PageQuery
from chalicelib.repository import TodoRepository
from chalicelib.tables import Table
from tests.builders import a_draft, an_id, an_owner
from tests.integration.builders import (
    Clock,
    RecordedPages,
    RecordedTable,
    a_repository,
    a_request,
    entries_of,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

VIEWS = ["all", "agenda", "history"]


def has_none(_: int) -> bool:
    """Be a client that has no page yet."""
    return False


def has_any(_: int) -> bool:
    """Be a client that has the page of every revision."""
    return True


def written_and_settled(repository: TodoRepository, owner: str, clock: Clock) -> None:
    repository.create(owner, an_id(), a_draft(), a_request(clock))
    clock.advance(10)


@pytest.fixture
def pages(table: Table) -> RecordedPages:
    return RecordedPages(table)


@pytest.fixture
def recording(recorded_table: RecordedTable, pages: RecordedPages, clock: Clock) -> TodoRepository:
    """A repository whose sure queries and whose pages are recorded apart."""
    return a_repository(recorded_table, clock, pages=pages, epoch="7")


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_just_after_a_write_is_read_surely_and_is_not_to_be_kept(
    recording: TodoRepository,
    recorded_table: RecordedTable,
    pages: RecordedPages,
    owner: str,
    clock: Clock,
    view: str,
) -> None:
    recording.create(owner, an_id(), a_draft(), a_request(clock))
    clock.advance(9.999)
    page = recording.page(owner, PageQuery(view=view), has_none)
    assert not page.settled
    assert [request["ConsistentRead"] for request in recorded_table.requests] == [True]
    assert pages.requests == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_long_after_the_last_write_may_be_kept_and_comes_from_the_pages(
    recording: TodoRepository,
    recorded_table: RecordedTable,
    pages: RecordedPages,
    owner: str,
    clock: Clock,
    view: str,
) -> None:
    written_and_settled(recording, owner, clock)
    page = recording.page(owner, PageQuery(view=view), has_none)
    assert page.settled
    assert recorded_table.requests == []
    assert ["ConsistentRead" in request for request in pages.requests] == [False]


def test_each_write_makes_a_page_unsettled_again(
    recording: TodoRepository, owner: str, clock: Clock
) -> None:
    written_and_settled(recording, owner, clock)
    recording.create(owner, an_id(), a_draft(), a_request(clock))
    assert not recording.page(owner, PageQuery(), has_none).settled


def test_an_owner_who_never_wrote_has_an_empty_page_to_keep(
    recording: TodoRepository, owner: str
) -> None:
    page = recording.page(owner, PageQuery(), has_none)
    assert page == Page(revision=0, settled=True, entries=[], next_after=None)


def upper_bound(request: dict[str, Any]) -> str:
    bound: str = request["ExpressionAttributeValues"][":high"]["S"]
    return bound


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_is_asked_for_under_its_epoch_and_revision(
    recording: TodoRepository, pages: RecordedPages, owner: str, clock: Clock, view: str
) -> None:
    for _ in range(2):
        written_and_settled(recording, owner, clock)
    recording.page(owner, PageQuery(view=view), has_none)
    assert upper_bound(pages.requests[0]).endswith("~7.2")


@pytest.mark.parametrize(
    "query", [PageQuery(), PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-02")]
)
def test_a_page_is_asked_for_in_the_same_words_until_something_is_written(
    recording: TodoRepository, pages: RecordedPages, owner: str, clock: Clock, query: PageQuery
) -> None:
    written_and_settled(recording, owner, clock)
    recording.page(owner, query, has_none)
    clock.advance(3600)
    recording.page(owner, query, has_none)
    written_and_settled(recording, owner, clock)
    recording.page(owner, query, has_none)
    first, again, after_a_write = pages.requests
    assert first == again
    assert upper_bound(first) != upper_bound(after_a_write)


def test_no_two_owners_ask_in_the_same_words(
    recording: TodoRepository, pages: RecordedPages
) -> None:
    for _ in range(2):
        recording.page(an_owner(), PageQuery(), has_none)
    assert pages.requests[0] != pages.requests[1]


@pytest.mark.parametrize("seconds", [0, 3600])
def test_who_has_the_page_of_this_revision_costs_no_query(
    recording: TodoRepository,
    recorded_table: RecordedTable,
    pages: RecordedPages,
    owner: str,
    clock: Clock,
    seconds: int,
) -> None:
    recording.create(owner, an_id(), a_draft(), a_request(clock))
    clock.advance(seconds)
    page = recording.page(owner, PageQuery(), has_any)
    assert (page.revision, page.entries) == (1, None)
    assert (recorded_table.requests, pages.requests) == ([], [])


def test_a_client_is_asked_about_the_revision_that_there_is(
    recording: TodoRepository, owner: str, clock: Clock
) -> None:
    written_and_settled(recording, owner, clock)
    asked: list[int] = []
    recording.page(owner, PageQuery(), lambda revision: bool(asked.append(revision)))
    assert asked == [1]


def test_a_page_shows_the_write_that_made_its_revision(
    recording: TodoRepository, owner: str, clock: Clock
) -> None:
    written = recording.create(owner, an_id(), a_draft(), a_request(clock))
    page = recording.page(owner, PageQuery(), has_none)
    assert page.revision == written.revision
    assert [entry["revision"] for entry in entries_of(page)] == [written.revision]


def test_the_page_of_a_closed_account_can_still_be_read(
    recording: TodoRepository, client: "DynamoDBClient", table: Table, owner: str, clock: Clock
) -> None:
    written_and_settled(recording, owner, clock)
    client.update_item(
        TableName=table.name,
        Key=key(owner, "head"),
        UpdateExpression="SET closed = :now",
        ExpressionAttributeValues={":now": encode(1)},
    )
    assert len(entries_of(recording.page(owner, PageQuery(), has_none))) == 1
