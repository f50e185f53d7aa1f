"""What API Gateway caches depends on the cache's key, and on nothing else of a request.

It would be given to others: so the app behind a gateway without a cache is sent all that somebody
who means harm could send, and must answer the same to all who have the same key.
"""

import re
import socket
from collections.abc import Iterator
from typing import Self

import httpx
import pytest

from tests.support.cached_gateway import a_gateway, api_template, without_cache
from tests.support.routes import Route, routes
from tests.support.stack import Stack, User
from tests.support.tokens import access_token, from_another_client

CACHED = [route for route in routes() if route.is_cached]
NOT_CACHED = next(route for route in routes() if str(route) == "GET /health")
LAST_STATUS_OF_ITS_OWN = 304

Lines = tuple[bytes, ...]
"""Lines of a request's head."""

QUERIES = (
    *(b"", b"?", b"?&", b"?=", b"?x", b"?x=1", b"?x=1&x=2", b"?limit=1", b"?limit=1&limit=2"),
    *(b"?view=all&cursor=x", b"?%zz=%", b"?a=%ff%fe", b"?a=%00", b"?%F0%9F%A5%9B=%E2%82%AC"),
    *(b"?a[b]=c", b"?a;b", b"?a=b#c", b"?" + b"x" * 4000, b"?callback=alert(1)", b"?__proto__=1"),
)

HEADERS: tuple[bytes, ...] = (
    *(b"Accept: text/html", b"Accept: application/xml;q=0.9, */*;q=0", b"Accept: nonsense"),
    *(b"Accept-Charset: utf-16", b"Accept-Language: de-CH", b"Cookie: session=1; theme=dark"),
    *(b"Cache-Control: no-cache", b"Cache-Control: max-age=0", b"Cache-Control: max-stale=60"),
    *(b"Pragma: no-cache", b"Range: bytes=0-9", b"If-Range: x", b"If-Match: *", b'If-Match: "x"'),
    *(b"If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT", b"If-Unmodified-Since: never"),
    *(b"X-HTTP-Method-Override: DELETE", b"X-Method-Override: PUT", b"X-HTTP-Method: POST"),
    *(b"X-Forwarded-Host: evil.example", b"X-Forwarded-Proto: ftp", b"X-Original-URL: /todos"),
    *(b"X-Forwarded-For: 10.0.0.1", b"Forwarded: host=evil.example", b"Via: 1.1 x"),
    *(b"Origin: https://evil.example", b"Origin: null", b"Referer: https://evil.example/"),
    *(b"Access-Control-Request-Method: PUT", b"Access-Control-Request-Headers: x"),
    *(b"Content-Type: text/plain", b"Content-Type: ", b"Content-Type: x/y; charset=\xff"),
    *(b"Revision: many", b"Revision: 999999999999999999", b"Idempotency-Key: a b"),
    *(b"User-Agent: ", b"User-Agent: \xe2\x82\xac", b"TE: trailers", b"DNT: 1", b"Upgrade: h2c"),
    *(b"Transfer-Encoding: chunked", b"X-Amzn-Trace-Id: Root=x", b"X-Api-Key: x", b"Prefer: x"),
    *(b"Host: evil.example", b"Accept-Datetime: x", b"X-Long: " + b"x" * 5000),
)

BODIES = (b"{}", b"null", b'{"limit": 1}', b"\xff\xfe\x00", b"{" * 5000, b"a=1&b=2")

TAGS: tuple[Lines, ...] = (
    (),
    (b"If-None-Match: ",),
    (b"If-None-Match: *",),
    (b"If-None-Match: OWN",),
    (b"If-None-Match: W/OWN",),
    (b'If-None-Match: "other", OWN',),
    (b'If-None-Match: "other"',),
    (b"If-None-Match: nonsense",),
    (b"If-None-Match: \xff",),
    (b'if-none-match: "other"', b"If-None-Match: OWN"),
    (b"If-None-Match: OWN", b'IF-NONE-MATCH: "other"'),
)
"""Values of the key; ``OWN`` stands for the tag that there is. Of several lines nobody knows which
one API Gateway has in its key."""

ENCODINGS: tuple[Lines, ...] = ((), (b"Accept-Encoding: gzip",))


@pytest.fixture(scope="module")
def url(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_gateway(stack, tmp_path_factory.mktemp("pure"), without_cache()) as gateway:
        yield gateway.url


@pytest.fixture(scope="module")
def authorizations(stack: Stack, anna: User, ben: User) -> Lines:
    tokens = (anna.token, ben.token, access_token(stack), from_another_client(stack))
    more = (b"", b"Bearer", b"Basic eDp5", b"a.b.c", b"\xff")
    sent = [token.encode() for token in tokens] + [b"Bearer " + anna.token.encode(), *more]
    return tuple(b"Authorization: " + each for each in sent)


def requests(route: Route, key: Lines, authorizations: Lines) -> Iterator[bytes]:
    """Yield a plain request with this key, and then each that must be answered in the same way."""
    yield request(route, key)
    for query in QUERIES:
        yield request(route, key, query=query)
    for header in (*HEADERS, *authorizations):
        yield request(route, key, header)
        yield request(route, key, header, query=b"?x=1", body=b"{}")
    for body in BODIES:
        yield request(route, key, body=body)
        yield request(route, key, b"Content-Type: application/json", body=body)
    yield request(route, key, *(each for each in HEADERS if each.startswith(b"X-Forwarded")))


def request(route: Route, key: Lines, *more: bytes, query: bytes = b"", body: bytes = b"") -> bytes:
    is_chunked = b"Transfer-Encoding: chunked" in more
    framing = [b"Content-Length: %d" % len(body)] if body and not is_chunked else []
    host = [] if any(each.startswith(b"Host:") for each in more) else [b"Host: x"]
    first = f"{route.method} {route.path}".encode() + query + b" HTTP/1.1"
    head = b"\r\n".join([first, *host, *key, *more, *framing, b"", b""])
    return head + (b"%x\r\n%s\r\n0\r\n\r\n" % (len(b"{}"), b"{}") if is_chunked else body)


class Connection:
    """Sends what no HTTP library would, and reads whole answers."""

    def __init__(self, url: str) -> None:
        address = httpx.URL(url)
        self._peer = socket.create_connection((address.host, address.port or 0), timeout=20)
        self._stream = self._peer.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._peer.close()

    def answer(self, request: bytes) -> bytes:
        """Return an answer but for its date."""
        self._peer.sendall(request)
        head = b"".join(iter(self._stream.readline, b"\r\n"))
        length = re.search(rb"^Content-Length: (\d+)", head, re.MULTILINE)
        body = self._stream.read(int(length[1]) if length else 0)
        return re.sub(rb"Date: [^\r]*\r\n", b"", head) + body


def status_of(answer: bytes) -> int:
    return int(answer.split()[1])


def keys(tag: bytes) -> list[Lines]:
    return [
        tuple(line.replace(b"OWN", tag) for line in (*tags, *encodings))
        for tags in TAGS
        for encodings in ENCODINGS
    ]


def impure(url: str, route: Route, authorizations: Lines) -> tuple[int, list[bytes]]:
    """Return how many requests there were, and those that were answered in another way."""
    asked, wrong = 0, []
    with Connection(url) as peer:
        tag = re.search(rb"ETag: (\S+)", peer.answer(request(route, ())))
        for key in keys(tag[1] if tag else b'"none"'):
            plain, *others = requests(route, key, authorizations)
            expected = peer.answer(plain)
            asked += 1 + len(others)
            wrong += [other for other in others if peer.answer(other) != expected]
            if status_of(expected) > LAST_STATUS_OF_ITS_OWN:
                wrong.append(plain)
    return asked, wrong


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_a_cached_answer_depends_on_its_key_alone_and_refuses_nothing(
    url: str, route: Route, authorizations: Lines
) -> None:
    asked, wrong = impure(url, route, authorizations)
    assert asked >= 3000
    assert wrong == []


def test_a_route_that_refuses_parameters_is_found(url: str, authorizations: Lines) -> None:
    _, wrong = impure(url, NOT_CACHED, authorizations)
    assert request(NOT_CACHED, (), query=b"?x=1") in wrong


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_whichever_of_several_lines_is_in_the_key_no_304_gets_under_anothers(
    url: str, route: Route
) -> None:
    with Connection(url) as peer:
        found = re.search(rb"ETag: (\S+)", peer.answer(request(route, ())))
        assert found
        for key in keys(found[1]):
            lines = [line for line in key if line.lower().startswith(b"if-none")]
            each_alone = [status_of(peer.answer(request(route, (line,)))) for line in lines]
            together = status_of(peer.answer(request(route, key)))
            assert together == 200 or set(each_alone) == {304}


def test_there_are_cached_routes_and_all_of_them_are_public() -> None:
    settings = api_template()["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    assert len(CACHED) == sum(each["CachingEnabled"] for each in settings)
    assert not any(route.needs_token for route in CACHED)
