import gzip
import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import BodyTooLargeError, MalformedRequestError, UnsupportedMediaTypeError
from local.http_body import BODY_BYTES, decoded, read_body
from local.http_head import HEAD_BYTES, Head, read_head, read_headers


def a_head(request: bytes) -> Head:
    head = read_head(io.BytesIO(request))
    assert head is not None
    return head


def a_post(headers: bytes, body: bytes = b"") -> tuple[Head, bytes, list[str]]:
    """Return head and body, and what was said before the body was read."""
    stream, said = io.BytesIO(b"POST / HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n" + body), []
    head = read_head(stream)
    assert head is not None
    return head, read_body(stream, head, lambda: said.append("go on")), said


def test_a_head_is_read() -> None:
    head = a_head(b"GET /a%20b/?q=1?2 HTTP/1.1\r\nHost:x\r\nAccept:  a, b \r\naccept: C\r\n\r\n")
    assert (head.method, head.path, head.query) == ("GET", "/a%20b/", "q=1?2")
    assert head.values("accept") == ["a, b", "C"]
    assert head.options("accept") == {"a", "b", "c"}
    assert head.keeps_alive


def test_a_whole_url_is_a_target_too() -> None:
    assert a_head(b"GET http://x:80?q HTTP/1.1\r\nHost: x\r\n\r\n").path == "/"
    assert a_head(b"GET HTTP://x/todos?q HTTP/1.1\r\nHost: x\r\n\r\n").query == "q"


def test_a_peer_that_closes_has_no_request() -> None:
    assert read_head(io.BytesIO(b"")) is None
    assert read_head(io.BytesIO(b"\r\n")) is None


@pytest.mark.parametrize(
    "ending", [b"HTTP/1.0\r\n\r\n", b"HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"]
)
def test_a_connection_ends_after_this_request(ending: bytes) -> None:
    assert not a_head(b"GET / " + ending).keeps_alive


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /",
        b"GET / HTTP/2.0",
        b"GET / HTTP/1.11",
        b"GET  / HTTP/1.1",
        b"GET /a b HTTP/1.1",
        b"G@T / HTTP/1.1",
        b"GET /\xc3\xa9 HTTP/1.1",
        b"GET todos HTTP/1.1",
        b"CONNECT example.com:80 HTTP/1.1",
        b"\x16\x03\x01",
        b"GET /" + b"a" * HEAD_BYTES * 2 + b" HTTP/1.1",
    ],
)
def test_a_request_line_is_refused(request_line: bytes) -> None:
    with pytest.raises(MalformedRequestError):
        a_head(request_line + b"\r\nHost: x\r\n\r\n")


@pytest.mark.parametrize(
    "headers",
    [
        b"",
        b"Host: x\r\nHost: x\r\n",
        b"Host: x\r\njunk\r\n",
        b"Host: x\r\nA : b\r\n",
        b"Host: x\r\nA: b\r\n c\r\n",
        b"Host: x\r\nA: b\x00\r\n",
        b"Host: x\r\nA: b\rC: d\r\n",
        b"Host: x\r\n" + b"A: b\r\n" * 1000,
        b"Host: x\r\n" + (b"A: " + b"b" * 1000 + b"\r\n") * 11,
        b"Host: x\r\nA",
    ],
)
def test_headers_are_refused(headers: bytes) -> None:
    with pytest.raises(MalformedRequestError):
        a_head(b"GET / HTTP/1.1\r\n" + headers + b"\r\n")


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused(noise: bytes) -> None:
    stream = io.BytesIO(b"POST / HTTP/1.1\r\nHost: x\r\n" + noise)
    with suppress(MalformedRequestError, BodyTooLargeError):
        head = read_head(stream)
        assert head is not None
        read_body(stream, head, lambda: None)


@given(st.binary(max_size=2000), st.integers(1, 700))
def test_a_chunked_body_is_put_together(body: bytes, size: int) -> None:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    sent = b"".join(b"%X;name=value\r\n%s\r\n" % (len(p), p) for p in parts)
    _, read, _ = a_post(b"Transfer-Encoding: Chunked\r\n", sent + b"0\r\nTrailer: x\r\n\r\n")
    assert read == body


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Length: -1\r\n", b""),
        (b"Content-Length: 1e1\r\n", b""),
        (b"Content-Length: 1, 1\r\n", b"a"),
        (b"Content-Length: 1\r\nContent-Length: 1\r\n", b"a"),
        (b"Content-Length: 9\r\n", b"short"),
        (b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        (b"Transfer-Encoding: gzip, chunked\r\n", b"0\r\n\r\n"),
        (b"Transfer-Encoding: chunked\r\n", b"-1\r\n"),
        (b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n"),
        (b"Transfer-Encoding: chunked\r\n", b"2\r\nabcd\r\n0\r\n\r\n"),
        (b"Transfer-Encoding: chunked\r\n", b"2\r\nab\r\n"),
    ],
)
def test_a_body_whose_end_is_unclear_is_refused(headers: bytes, body: bytes) -> None:
    with pytest.raises(MalformedRequestError):
        a_post(headers, body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Length: %d\r\n" % (BODY_BYTES + 1), b""),
        (b"Content-Length: 999999999999999999\r\n", b""),
        (b"Transfer-Encoding: chunked\r\n", b"FFFFFFFF\r\n"),
    ],
)
def test_too_large_a_body_is_refused_before_it_is_read(headers: bytes, body: bytes) -> None:
    with pytest.raises(BodyTooLargeError):
        a_post(headers, body)


def test_a_client_that_waits_is_told_to_go_on() -> None:
    _, body, said = a_post(b"Content-Length: 2\r\nExpect: 100-Continue\r\n", b"ab")
    assert (body, said) == (b"ab", ["go on"])


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"gzip", gzip.compress(b"plain", mtime=0)),
        (b"deflate", zlib.compress(b"plain")),
        (b"identity", b"plain"),
    ],
)
def test_a_compressed_body_is_unpacked(coding: bytes, body: bytes) -> None:
    head, read, _ = a_post(
        b"Content-Encoding: %s\r\nContent-Length: %d\r\n" % (coding, len(body)), body
    )
    assert decoded(read, head) == b"plain"


def test_a_bomb_is_not_unpacked() -> None:
    head, _, _ = a_post(b"Content-Encoding: gzip\r\n")
    with pytest.raises(BodyTooLargeError):
        decoded(gzip.compress(bytes(BODY_BYTES * 3)), head)


@pytest.mark.parametrize(
    "body", [b"", b"plain", gzip.compress(b"plain", mtime=0)[:-1], gzip.compress(b"", mtime=0) * 2]
)
def test_what_only_claims_to_be_compressed_is_refused(body: bytes) -> None:
    head, _, _ = a_post(b"Content-Encoding: gzip\r\n")
    with pytest.raises(MalformedRequestError):
        decoded(body, head)


def test_an_unknown_coding_is_refused() -> None:
    head, _, _ = a_post(b"Content-Encoding: br\r\n")
    with pytest.raises(UnsupportedMediaTypeError):
        decoded(b"", head)


def test_many_spaces_are_read_in_no_time() -> None:
    read_headers(io.BytesIO(b"A:" + b" " * 16_000 + b"b\r\n\r\n"), HEAD_BYTES)
