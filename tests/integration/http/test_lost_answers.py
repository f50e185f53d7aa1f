"""Each writing route, sent until it is answered, while replies of the table get lost."""

import sys
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.support.faults import Fault, FaultProxy, Faults
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.subjects import body_of, subject

OFTEN = 2
"""So often something is written by each route."""

FAULTS = Faults(throttle=0.1, lost_reply=0.3, reset=0.1)


@pytest.fixture(scope="module")
def proxy(stack: Stack) -> Iterator[FaultProxy]:
    with FaultProxy(stack.demo.aws_endpoint_url, seed=11) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def failing(stack: Stack, proxy: FaultProxy) -> Iterator[str]:
    """The address of the app behind the network."""
    command = (sys.executable, "-m", "tests.planted", "Writer")
    with stack.server(*command, table_url=proxy.url) as url:
        yield url


@pytest.mark.parametrize("route", [route for route in routes() if route.writes], ids=str)
def test_it_happens_once(
    stack: Stack, user: User, proxy: FaultProxy, failing: str, route: Route
) -> None:
    with user.client(stack.url) as calm, user.client(failing) as client:
        for _ in range(OFTEN):
            path, before = subject(calm, route), revision_of(calm)
            proxy.faults = FAULTS
            answer = answered(client, route, path)
            proxy.faults = Faults()
            assert answer.is_success, answer.text
            assert revision_of(calm) == int(answer.headers["Revision"]) == before + 1


def answered(client: httpx.Client, route: Route, path: str) -> httpx.Response:
    """Send a request with its key until the service is not busy any more."""
    key = {"Idempotency-Key": str(uuid4())}
    while True:
        answer = client.request(route.method, path, json=body_of(route), headers=key)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return answer


def revision_of(client: httpx.Client) -> int:
    return int(client.get("/me").headers["Revision"])


def test_replies_were_lost(proxy: FaultProxy) -> None:
    assert proxy.count(Fault.DONE_UNHEARD, "TransactWriteItems") > 0
