"""Batches of which DynamoDB leaves something undone, as it may when it is busy."""

import json
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from typing import Any

import pytest

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import Caller, SetClock, a_cluster, an_upstream, total
from tests.support.engines import Engine
from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request
from tests.support.wire import Upstream as Behind

UNDONE: dict[str, tuple[str, dict[str, Any]]] = {
    "BatchGetItem": ("UnprocessedKeys", {"Responses": {}}),
    "BatchWriteItem": ("UnprocessedItems", {}),
}


def put_off(request: Request, _: Connection, upstream: Behind) -> Answer | None:
    """Do nothing of a batch, and say so; pass on all else."""
    if request.operation not in UNDONE:
        return upstream.ask(request)
    name, answer = UNDONE[request.operation]
    body = json.dumps({**answer, name: request.parameters["RequestItems"]}).encode()
    return Answer(HTTPStatus.OK, [("Content-Type", "application/x-amz-json-1.0")], body)


@pytest.fixture(scope="module")
def busy(engine: Engine) -> Iterator[Upstream]:
    with (
        Proxy(engine.endpoint_url, put_off) as proxy,
        closing(an_upstream(proxy.url)) as upstream,
    ):
        yield upstream


@pytest.fixture
def cluster(busy: Upstream, clock: SetClock) -> Iterator[Cluster]:
    with a_cluster(busy, clock) as cluster:
        yield cluster


def test_what_was_not_read_is_neither_answered_nor_taken_for_missing(
    cluster: Cluster, caller: Caller
) -> None:
    caller.put(1, "one")
    caller.put(2, "two")
    cluster.flush()
    assert caller.text(1) == "one"
    asked = {"Keys": [caller.key(1), caller.key(2)]}
    answer = caller.ask("BatchGetItem", RequestItems={caller.table: asked})
    assert answer["Responses"] == {caller.table: [caller.item(1, "one")]}
    assert answer["UnprocessedKeys"][caller.table]["Keys"] == [caller.key(2)]
    assert caller.text(2) == "two"


def test_what_was_not_written_is_not_cached(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "old")
    requests = [
        {"PutRequest": {"Item": caller.item(1, "new")}},
        {"DeleteRequest": {"Key": caller.key(2)}},
    ]
    answer = caller.ask("BatchWriteItem", RequestItems={caller.table: requests})
    assert answer["UnprocessedItems"] == {caller.table: requests}
    assert caller.text(1) == "old"
    assert total(cluster, "item_entries") == 1


def test_what_could_not_be_read_again_is_dropped(cluster: Cluster, caller: Caller) -> None:
    caller.put(1, "old")
    caller.update(1, "new", ReturnValues="UPDATED_NEW")
    assert total(cluster, "item_entries") == 0
    assert caller.text(1) == "new"
