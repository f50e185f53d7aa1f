"""What a request costs the table in calls, and what is answered when the table fails."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from chalicelib.store.tries import READ_ATTEMPTS
from tests.integration.http.settling import Settled
from tests.support.faults import Fault, FaultProxy, Faults
from tests.support.stack import Stack, User
from tests.support.wire import Request


@pytest.fixture(scope="module")
def proxy(stack: Stack) -> Iterator[FaultProxy]:
    with FaultProxy(stack.demo.aws_endpoint_url, seed=11) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def url(stack: Stack, proxy: FaultProxy) -> Iterator[str]:
    with stack.server(table_url=proxy.url, DAX_ENDPOINT="") as url:
        yield url


@pytest.fixture
def client(url: str, user: User, proxy: FaultProxy) -> Iterator[httpx.Client]:
    with user.client(url) as client:
        yield client
    proxy.faults = Faults()


@pytest.fixture
def path(client: httpx.Client) -> str:
    return f"/todos/{client.post('/todos', json={'title': 'Milk'}).json()['id']}"


def calls(requests: list[Request]) -> list[tuple[str, bool]]:
    """Return each call's operation, and whether it reads strongly consistent."""
    return [
        (request.operation, bool(request.parameters.get("ConsistentRead"))) for request in requests
    ]


def test_a_settled_page_is_a_sure_look_at_the_head_and_a_query_that_a_cache_may_answer(
    client: httpx.Client, path: str, stack: Stack, user: User, proxy: FaultProxy
) -> None:
    assert client.get(path).status_code == 200
    Settled(stack, user).now()
    with proxy.recording() as requests:
        page = client.get("/todos")
    assert calls(requests) == [("GetItem", True), ("Query", False)]
    with proxy.recording() as requests:
        again = client.get("/todos", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert calls(requests) == [("GetItem", True)]


@pytest.mark.usefixtures("path")
def test_a_page_of_what_was_just_written_is_queried_surely(
    client: httpx.Client, proxy: FaultProxy
) -> None:
    with proxy.recording() as requests:
        client.get("/todos")
    assert calls(requests) == [("GetItem", True), ("Query", True)]


def test_a_page_of_a_list_is_a_sure_look_at_head_and_list_and_a_query(
    client: httpx.Client, stack: Stack, user: User, proxy: FaultProxy
) -> None:
    listed = client.post("/lists", json={"name": "Groceries"}).json()["id"]
    Settled(stack, user).now()
    board = {"view": "board", "list": listed}
    with proxy.recording() as requests:
        page = client.get("/todos", params=board)
    assert [request.operation for request in requests] == ["BatchGetItem", "Query"]
    assert not requests[1].parameters.get("ConsistentRead")
    with proxy.recording() as requests:
        client.get("/todos", params=board, headers={"If-None-Match": page.headers["ETag"]})
    assert [request.operation for request in requests] == ["BatchGetItem"]


def test_the_inbox_is_never_looked_for(client: httpx.Client, proxy: FaultProxy) -> None:
    with proxy.recording() as requests:
        client.get("/lists/inbox").raise_for_status()
    assert requests == []
    with proxy.recording() as requests:
        client.get("/todos?view=board&list=inbox").raise_for_status()
    assert [request.operation for request in requests] == ["GetItem", "Query"]


def test_one_todo_is_one_sure_look(client: httpx.Client, path: str, proxy: FaultProxy) -> None:
    with proxy.recording() as requests:
        client.get(path)
    assert calls(requests) == [("GetItem", True)]


def test_a_write_is_one_look_and_one_transaction(
    client: httpx.Client, path: str, proxy: FaultProxy
) -> None:
    with proxy.recording() as requests:
        client.patch(path, json={"title": "Bread"}, headers={"Idempotency-Key": str(uuid4())})
    assert [request.operation for request in requests] == ["BatchGetItem", "TransactWriteItems"]


@pytest.mark.parametrize("fault", [Fault.THROTTLE, Fault.RESET, Fault.SERVER_ERROR])
def test_a_read_is_tried_again(
    client: httpx.Client, path: str, proxy: FaultProxy, fault: Fault
) -> None:
    proxy.script(*[fault] * (READ_ATTEMPTS - 1))
    assert client.get(path).status_code == 200


def test_a_table_that_is_silent_is_a_503_after_bounded_tries(
    client: httpx.Client, path: str, proxy: FaultProxy
) -> None:
    proxy.faults = Faults(black_hole=1.0)
    with proxy.recording() as requests:
        answer = client.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json()["type"].endswith(":busy")
    assert len(requests) == READ_ATTEMPTS


def test_a_write_that_could_not_begin_says_that_nothing_was_written(
    client: httpx.Client, path: str, proxy: FaultProxy
) -> None:
    proxy.faults = Faults(throttle=1.0)
    answer = client.patch(path, json={"title": "Bread"})
    proxy.faults = Faults()
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (503, "busy")
    assert client.get(path).json()["title"] == "Milk"


def test_a_write_whose_outcome_stays_unknown_is_found_done_by_its_key(
    client: httpx.Client, path: str, proxy: FaultProxy
) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    proxy.script(Fault.NONE, Fault.LOST_REPLY)
    proxy.faults = Faults(throttle=1.0)
    unknown = client.patch(path, json={"title": "Bread"}, headers=key)
    proxy.faults = Faults()
    again = client.patch(path, json={"title": "Bread"}, headers=key)
    assert unknown.json()["type"].endswith(":outcome-unknown")
    assert (again.status_code, again.headers["Revision"]) == (200, "2")
    assert client.get("/me").headers["Revision"] == "2"
