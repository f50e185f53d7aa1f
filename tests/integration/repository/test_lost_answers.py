"""A write whose answer is lost, in ways that plain connections don't show."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from botocore.config import Config
from botocore.session import get_session

from chalicelib.errors import PreconditionFailedError
from chalicelib.repository import TodoRepository
from chalicelib.store.items import HEAD, Item
from chalicelib.store.records import Record
from chalicelib.store.tables import Table
from chalicelib.store.tries import Landing
from chalicelib.writes.changes import Terms
from tests.builders import a_draft, a_patch, an_id
from tests.integration.repository.builders import Clock, a_repository, a_request
from tests.support.engines import REGION, ROOT_KEY, Engine
from tests.support.tls import TlsEndpoint, tls_endpoint

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


@pytest.fixture
def endpoint(engine: Engine, tmp_path: Path) -> Iterator[TlsEndpoint]:
    with tls_endpoint(engine.endpoint_url, tmp_path) as endpoint:
        yield endpoint


@pytest.fixture
def by_tls(endpoint: TlsEndpoint, table: Table, clock: Clock) -> Iterator[TodoRepository]:
    """A repository that reaches its table by TLS."""
    client = get_session().create_client(
        "dynamodb",
        region_name=REGION,
        endpoint_url=endpoint.url,
        verify=str(endpoint.certificate),
        aws_access_key_id=ROOT_KEY[0],
        aws_secret_access_key=ROOT_KEY[1],
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )
    yield a_repository(Table(cast("DynamoDBClient", client), table.name), clock)
    client.close()


def test_a_write_whose_answer_is_spoilt_on_its_way_is_known_to_have_happened(
    by_tls: TodoRepository, endpoint: TlsEndpoint, owner: str, clock: Clock
) -> None:
    todo_id = an_id()
    endpoint.spoil_next("TransactWriteItems")
    made = by_tls.create(owner, todo_id, a_draft(), a_request(clock))
    assert (made.created, made.revision) == (True, 1)

    def still_as_made(todo: Record | None) -> None:
        if todo != made.record:
            raise PreconditionFailedError("changed")

    endpoint.spoil_next("TransactWriteItems")
    terms = Terms(now=clock(), precondition=still_as_made)
    assert by_tls.patch(owner, todo_id, a_patch(title="New"), terms).revision == 2
    endpoint.spoil_next("TransactWriteItems")
    assert by_tls.delete(owner, todo_id, a_request(clock)).revision == 3


class LateTable(Table):
    """Its first transaction is under way for so long that it lands while the next look is taken."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self._under_way: Sequence[TransactWriteItemTypeDef] = ()
        self._sent = 0

    def transact(self, actions: "Sequence[TransactWriteItemTypeDef]") -> Landing:
        self._sent += 1
        if self._sent == 1:
            self._under_way = actions
            return Landing.UNKNOWN
        super().transact(actions)
        return Landing.UNKNOWN

    def get_many(self, owner: str, item_ids: Iterable[str]) -> dict[str, Item]:
        head = super().get_many(owner, [HEAD])
        if self._under_way:
            actions, self._under_way = self._under_way, ()
            assert super().transact(actions) is Landing.DONE
        others = [each for each in item_ids if each != HEAD]
        return {**super().get_many(owner, others), **head}


def test_a_late_write_is_told_as_it_was_made_not_as_it_was_then_seen(
    client: "DynamoDBClient", table: Table, owner: str, clock: Clock
) -> None:
    late = a_repository(LateTable(client, table.name), clock)
    made = late.put(owner, an_id(), a_draft(), a_request(clock))
    assert (made.created, made.revision) == (True, 1)
