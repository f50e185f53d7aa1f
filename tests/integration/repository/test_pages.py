"""The reading rule: what is asked of the table for a page, and when the page may be kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.repository import TodoRepository
from chalicelib.store.reading import Page
from chalicelib.store.tables import Table
from chalicelib.store.views import PageQuery
from tests.builders import a_draft, an_id, an_owner
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
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


@dataclass(frozen=True)
class Recording:
    """A repository whose sure queries and whose pages are recorded apart."""

    repository: TodoRepository
    clock: Clock
    sure: RecordedTable
    pages: RecordedPages

    def write(self, owner: str, *, seconds_ago: float = 10) -> int:
        """Make a to-do some time ago, by default long enough; return the revision."""
        terms = a_request(self.clock)
        written = self.repository.create(owner, an_id(), a_draft(), terms)
        self.clock.advance(seconds_ago)
        return written.revision


@pytest.fixture
def recording(client: "DynamoDBClient", table: Table, clock: Clock) -> Recording:
    sure, pages = RecordedTable(client, table.name), RecordedPages(table)
    return Recording(a_repository(sure, clock, pages=pages, epoch="7"), clock, sure, pages)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_just_after_a_write_is_read_surely_and_is_not_to_be_kept(
    recording: Recording, owner: str, view: str
) -> None:
    recording.write(owner, seconds_ago=9.999)
    page = recording.repository.page(owner, PageQuery(view=view), has_none)
    assert not page.settled
    assert [request["ConsistentRead"] for request in recording.sure.requests] == [True]
    assert recording.pages.requests == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_long_after_the_last_write_may_be_kept_and_comes_from_the_pages(
    recording: Recording, owner: str, view: str
) -> None:
    recording.write(owner, seconds_ago=10)
    page = recording.repository.page(owner, PageQuery(view=view), has_none)
    assert page.settled
    assert recording.sure.requests == []
    assert ["ConsistentRead" in request for request in recording.pages.requests] == [False]


def test_each_write_makes_a_page_unsettled_again(recording: Recording, owner: str) -> None:
    recording.write(owner)
    recording.write(owner, seconds_ago=0)
    assert not recording.repository.page(owner, PageQuery(), has_none).settled


def test_an_owner_who_never_wrote_has_an_empty_page_to_keep(
    repository: TodoRepository, owner: str
) -> None:
    page = repository.page(owner, PageQuery(), has_none)
    assert page == Page(revision=0, settled=True, entries=[], next_after=None)


def upper_bound(request: dict[str, Any]) -> str:
    bound: str = request["ExpressionAttributeValues"][":high"]["S"]
    return bound


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_is_asked_for_under_its_epoch_and_revision(
    recording: Recording, owner: str, view: str
) -> None:
    recording.write(owner)
    recording.write(owner)
    recording.repository.page(owner, PageQuery(view=view), has_none)
    assert upper_bound(recording.pages.requests[0]).endswith("~7.2")


@pytest.mark.parametrize(
    "query", [PageQuery(), PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-02")]
)
def test_a_page_is_asked_for_in_the_same_words_until_something_is_written(
    recording: Recording, owner: str, query: PageQuery
) -> None:
    recording.write(owner)
    recording.repository.page(owner, query, has_none)
    recording.clock.advance(3600)
    recording.repository.page(owner, query, has_none)
    recording.write(owner)
    recording.repository.page(owner, query, has_none)
    first, again, after_a_write = recording.pages.requests
    assert first == again
    assert upper_bound(first) != upper_bound(after_a_write)


def test_no_two_owners_ask_in_the_same_words(recording: Recording) -> None:
    for _ in range(2):
        recording.repository.page(an_owner(), PageQuery(), has_none)
    one, other = recording.pages.requests
    assert one != other


@pytest.mark.parametrize("seconds_ago", [0, 3600])
def test_who_has_the_page_of_this_revision_costs_no_query(
    recording: Recording, owner: str, seconds_ago: int
) -> None:
    recording.write(owner, seconds_ago=seconds_ago)
    page = recording.repository.page(owner, PageQuery(), has_any)
    assert (page.revision, page.entries) == (1, None)
    assert (recording.sure.requests, recording.pages.requests) == ([], [])


def test_a_client_is_asked_about_the_revision_that_there_is(
    recording: Recording, owner: str
) -> None:
    asked: list[int] = []

    def has(revision: int) -> bool:
        asked.append(revision)
        return False

    revision = recording.write(owner)
    recording.repository.page(owner, PageQuery(), has)
    assert asked == [revision]


@pytest.mark.parametrize("seconds_ago", [0, 10])
def test_a_page_shows_the_write_that_made_its_revision(
    recording: Recording, owner: str, seconds_ago: int
) -> None:
    revision = recording.write(owner, seconds_ago=seconds_ago)
    page = recording.repository.page(owner, PageQuery(), has_none)
    assert page.revision == revision
    assert [entry["revision"] for entry in entries_of(page)] == [revision]


def test_the_page_of_a_closed_account_can_still_be_read(
    recording: Recording, items: OwnersItems
) -> None:
    recording.write(items.owner)
    items.close_account()
    page = recording.repository.page(items.owner, PageQuery(), has_none)
    assert len(entries_of(page)) == 1
