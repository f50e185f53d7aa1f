"""What DAX promises of its query cache, and what it does not."""

from typing import TYPE_CHECKING

import pytest

from local.dax.server.dax_server import DaxServer
from tests.dax.cache.builders import SetClock
from tests.dax.semantics.titles import (
    SETTINGS,
    calls,
    title_of,
    titles_in,
    write,
)
from tests.dax.todo_table import a_key
from tests.support.dax import DaxClient

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_a_query_is_not_invalidated_by_a_write_through_dax(
    client: DaxClient, clock: SetClock
) -> None:
    key = a_key()
    write(client, key, "old")
    assert titles_in(client, key) == ["old"]
    write(client, key, "new")
    assert title_of(client, key) == "new"
    clock.now += SETTINGS.query_ttl_s - 1
    assert titles_in(client, key) == ["old"]
    clock.now += 1
    assert titles_in(client, key) == ["new"]


@pytest.mark.parametrize(
    "another",
    [
        {"Limit": 10},
        {"ScanIndexForward": False},
        {"ProjectionExpression": "title"},
        {"Select": "ALL_ATTRIBUTES"},
    ],
    ids=lambda another: next(iter(another)),
)
def test_a_query_that_differs_at_all_is_another_entry(
    client: DaxClient, dax: DaxServer, another: dict[str, object]
) -> None:
    key = a_key()
    write(client, key, "old")
    assert titles_in(client, key) == ["old"]
    write(client, key, "new")
    assert titles_in(client, key, **another) == ["new"]
    assert titles_in(client, key) == ["old"]
    assert calls(dax) == {"PutItem": 2, "Query": 2}


def test_a_strongly_consistent_query_passes_and_leaves_nothing_behind(client: DaxClient) -> None:
    key = a_key()
    write(client, key, "old")
    assert titles_in(client, key) == ["old"]
    write(client, key, "new")
    assert titles_in(client, key, ConsistentRead=True) == ["new"]
    assert titles_in(client, key) == ["old"]


def test_a_query_fills_no_item_cache(client: DaxClient, table: "DynamoDBClient") -> None:
    key = a_key()
    write(table, key, "old")
    assert titles_in(client, key) == ["old"]
    write(table, key, "new")
    assert title_of(client, key) == "new"
