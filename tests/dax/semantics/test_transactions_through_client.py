"""Transactions pass DAX, and its caches learn of them later."""

from typing import TYPE_CHECKING

from local.dax.server.dax_server import DaxServer
from tests.dax.cache.builders import SetClock
from tests.dax.semantics.titles import (
    SETTINGS,
    title_of,
    transact,
    transacted_title_of,
    write,
)
from tests.dax.todo_table import a_key
from tests.support.dax import DaxClient

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def test_what_a_transaction_wrote_is_refreshed_a_little_later(
    client: DaxClient, dax: DaxServer, clock: SetClock
) -> None:
    key = a_key()
    write(client, key, "old")
    transact(client, key, "new")
    assert title_of(client, key) == "old"
    assert title_of(client, key, sure=True) == "new"
    clock.now += SETTINGS.refresh_delay_s
    dax.cluster.settle()
    assert title_of(client, key) == "new"


def test_a_transactional_read_passes_and_leaves_nothing_behind(
    client: DaxClient, table: "DynamoDBClient"
) -> None:
    key = a_key()
    write(table, key, "old")
    assert title_of(client, key) == "old"
    write(table, key, "new")
    assert transacted_title_of(client, key) == "new"
    assert title_of(client, key) == "old"
