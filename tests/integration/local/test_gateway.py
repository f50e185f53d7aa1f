"""The local API Gateway over real sockets, as `make run` and as `chalice local` start it."""

import gzip
import json
import re
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.integration.local.problems import is_a_problem
from tests.support.clients import a_client
from tests.support.stack import Stack, User

MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def chalice_local(stack: Stack) -> Iterator[str]:
    chalice = str(Path(sys.executable).with_name("chalice"))
    with stack.server(chalice, "local", "--stage", "local", "--no-autoreload") as url:
        yield url


@pytest.fixture(params=["make run", "chalice local"])
def url(request: pytest.FixtureRequest, stack: Stack) -> str:
    plain: str = request.getfixturevalue("chalice_local")
    return stack.url if request.param == "make run" else plain


@pytest.fixture
def stranger(url: str) -> Iterator[httpx.Client]:
    """A client of somebody who has not signed in."""
    with a_client(url) as client:
        yield client


def exchanged(url: str, request: bytes) -> bytes:
    """Send bytes, say that there are no more, and return all that comes back."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 0), timeout=20) as peer:
        peer.sendall(request)
        peer.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: peer.recv(65_536), b""))


def statuses(answers: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answers)]


def test_nobody_gets_in_without_a_token(stranger: httpx.Client) -> None:
    response = stranger.get("/todos")
    assert is_a_problem(response, 401, "token-missing")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["x", "a.b.c", "é.ü.ß", "Basic x", "Bearer x.y.z"])
def test_garbage_is_no_token(stranger: httpx.Client, token: str) -> None:
    response = stranger.get("/todos", headers=[(b"Authorization", token.encode("latin-1"))])
    assert is_a_problem(response, 401, "token-invalid")


def test_a_changed_token_is_refused(stranger: httpx.Client, anna: User) -> None:
    head, _, signature = anna.token.split(".")
    response = stranger.get("/todos", headers={"Authorization": f"{head}.e30.{signature}"})
    assert is_a_problem(response, 401, "token-invalid")


@pytest.mark.parametrize("scheme", ["", "Bearer ", "bearer "])
def test_a_token_opens_with_and_without_its_scheme(
    stranger: httpx.Client, anna: User, scheme: str
) -> None:
    response = stranger.get("/todos", headers={"Authorization": scheme + anna.token})
    assert response.status_code == 200


@pytest.fixture(scope="module")
def crowd(stack: Stack) -> list[User]:
    """So many that they are not held up by each user's writes being one after the other."""
    return [stack.user(f"crowd-{number}") for number in range(8)]


def test_requests_of_one_moment_keep_their_users(url: str, crowd: list[User]) -> None:
    with a_client(url, timeout_s=60) as client:

        def make_and_read(number: int) -> set[str]:
            user, other = (crowd[each % len(crowd)] for each in (number, number + 1))
            headers = {"Authorization": user.token}
            title = f"{user.name} {number}"
            made = client.post("/todos", headers=headers, json={"title": title})
            location = made.headers.get("location", "/todos/none")
            read = client.get(location, headers=headers)
            strange = client.get(location, headers={"Authorization": other.token})
            assert strange.status_code == 404
            return {read.json().get("title", "")} if made.status_code == 201 else {title}

        with ThreadPoolExecutor(40) as pool:
            titles = list(pool.map(make_and_read, range(200)))
    assert titles == [{f"crowd-{n % len(crowd)} {n}"} for n in range(200)]


@pytest.mark.parametrize("path", ["/nothing", "/todos/a/b", "//x/todos", "/todos;x", "/Todos"])
def test_there_is_no_such_route(stranger: httpx.Client, url: str, path: str) -> None:
    assert is_a_problem(stranger.get(url + path), 404, "no-such-route")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "FOO", "CONNECT"])
def test_a_path_names_the_methods_that_it_has(url: str, method: str) -> None:
    request = f"{method} /todos HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    answer = exchanged(url, request)
    assert statuses(answer) == [405]
    assert b"\r\nAllow: GET, POST, OPTIONS\r\n" in answer
    assert b"method-not-allowed" in answer


def test_head_has_headers_only(url: str) -> None:
    answer = exchanged(url, b"HEAD /todos HTTP/1.1\r\nHost: x\r\n\r\n")
    assert statuses(answer) == [405]
    assert answer.endswith(b"\r\n\r\n")


def test_browsers_may_ask_first(stranger: httpx.Client) -> None:
    response = stranger.options("/todos/1")
    assert response.status_code == 200
    assert response.headers["access-control-allow-methods"].endswith("OPTIONS")
    assert "If-Match" in response.headers["access-control-allow-headers"]
    assert response.content == b""


UNREADABLE = {
    "no HTTP": b"\x16\x03\x01\x02\r\n\r\n",
    "HTTP/2": b"GET / HTTP/2.0\r\nHost: x\r\n\r\n",
    "HTTP/0.9": b"GET /todos\r\n\r\n",
    "no host": b"GET /todos HTTP/1.1\r\n\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\nHost: x\r\njunk\r\n\r\n",
    "a long path": b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * MEBIBYTE),
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n%s\r\n" % (b"A: b\r\n" * 100_000),
    "a negative length": b"POST /todos HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "half a head": b"GET /todos HTTP/1.1\r\nHo",
    "half a body": b"POST /todos HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{}",
    "an unknown coding": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
}


@pytest.mark.parametrize("request_bytes", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_bad_request(url: str, request_bytes: bytes) -> None:
    answer = exchanged(url, request_bytes)
    assert statuses(answer) == [400]
    assert b"malformed-request" in answer
    assert b"Access-Control-Allow-Origin: *" in answer
    assert b"Connection: close" in answer


def test_a_body_may_have_ten_mebibytes(url: str, anna: User) -> None:
    with anna.client(url) as client:
        response = client.post("/todos", content=bytes(11 * MEBIBYTE))
    assert is_a_problem(response, 413, "body-too-large")


def test_a_body_may_come_in_chunks_or_compressed(url: str, anna: User) -> None:
    headers = {"Content-Type": "application/json"}
    with anna.client(url) as client:
        chunks = iter([b'{"title": ', b'"in parts"}'])
        response = client.post("/todos", headers=headers, content=chunks)
        assert response.json()["title"] == "in parts"
        packed = gzip.compress(json.dumps({"title": "packed"}).encode())
        headers["Content-Encoding"] = "gzip"
        response = client.post("/todos", headers=headers, content=packed)
        assert response.json()["title"] == "packed"


def test_answers_stay_in_step_with_requests(url: str, anna: User) -> None:
    signed = b"Host: x\r\nAuthorization: %s\r\n" % anna.token.encode()
    requests = [
        b"GET /todos HTTP/1.1\r\n" + signed + b"\r\n",
        b"HEAD /todos HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /todos HTTP/1.1\r\n" + signed + b"Content-Length: 5\r\n\r\nhello",
        b"DELETE /todos HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
        b"POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
        b"OPTIONS /todos HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /todos HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /todos HTTP/1.1\r\nConnection: close\r\n" + signed + b"\r\n",
    ]
    answers = exchanged(url, b"".join(requests))
    assert statuses(answers) == [200, 405, 200, 405, 404, 200, 401, 200]


def test_nothing_modified_has_no_body(url: str, anna: User) -> None:
    with anna.client(url) as client:
        made = client.post("/todos", json={"title": "read twice"})
        headers = {"If-None-Match": made.headers["etag"]}
        for _ in range(3):
            unchanged = client.get(made.headers["location"], headers=headers)
            assert unchanged.status_code == 304
            assert unchanged.content == b""
            assert "content-type" not in unchanged.headers
        assert client.delete(made.headers["location"]).status_code == 204


def test_long_answers_are_compressed_for_those_who_ask(url: str, anna: User) -> None:
    with anna.client(url) as client:
        notes = "so long that it is worth it " * 100
        where = client.post("/todos", json={"title": "long", "notes": notes}).headers["location"]
        packed = client.get(where, headers={"Accept-Encoding": "br, gzip;q=0.5"})
        plain = client.get(where, headers={"Accept-Encoding": "gzip;q=0, *"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 1024
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_a_kept_connection_does_not_stall(stranger: httpx.Client) -> None:
    took: list[float] = []
    for _ in range(50):
        started = time.perf_counter()
        stranger.get("/nothing")
        took.append(time.perf_counter() - started)
    assert statistics.median(took) < 0.02  # delayed acknowledgements take 40 ms


def test_a_slow_peer_keeps_nobody_waiting(url: str, stranger: httpx.Client) -> None:
    address = httpx.URL(url)
    peers = [socket.create_connection((address.host, address.port or 0)) for _ in range(50)]
    try:
        for peer in peers:
            peer.sendall(b"POST /todos HTTP/1.1\r\nHost: x\r\nContent-Le")
        assert stranger.get("/nothing", timeout=5).status_code == 404
    finally:
        for peer in peers:
            peer.close()
