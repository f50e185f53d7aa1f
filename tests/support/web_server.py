"""A web server of few words, which may answer as DynamoDB or as anything else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request, Upstream

EVERYTHING = ""


@contextmanager
def a_web_server(
    bodies: Mapping[str, bytes], status: HTTPStatus = HTTPStatus.OK
) -> Iterator[tuple[str, list[str]]]:
    """Yield its address, and what it was asked: each operation gets its body, or everything's."""
    asked: list[str] = []

    def treat(request: Request, _connection: Connection, _upstream: Upstream) -> Answer:
        asked.append(request.operation)
        body = bodies.get(request.operation, bodies.get(EVERYTHING, b"{}"))
        return Answer(status, [], body)

    with Proxy("", treat) as server:
        yield server.url, asked
