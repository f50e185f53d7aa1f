"""Bytes in any portions, bad ones, and too few."""

import threading

import pytest

from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.signatures import Key
from tests.dax.polling import eventually
from tests.dax.raw_peer import (
    AUTHORIZE,
    ENDPOINTS,
    KEY_SCHEMA,
    PREAMBLE,
    Error,
    a_raw_peer,
    call,
    get,
    values,
)
from tests.dax.todo_table import TABLE
from tests.support.dax import running_dax
from tests.support.engines import REGION, Engine

SCHEMA = {"owner": "S", "id": "S"}


def test_a_conversation_may_come_byte_by_byte(dax: DaxServer) -> None:
    with a_raw_peer(dax.endpoint, b"") as peer:
        peer.say(PREAMBLE + AUTHORIZE + KEY_SCHEMA + get("nobody"), at_once=1)
        assert [peer.hear(), peer.hear()] == [SCHEMA, None]


def test_a_conversation_may_come_all_at_once(dax: DaxServer) -> None:
    with a_raw_peer(dax.endpoint, b"") as peer:
        peer.say(PREAMBLE + AUTHORIZE + KEY_SCHEMA + AUTHORIZE + get("nobody") + KEY_SCHEMA)
        assert [peer.hear(), peer.hear(), peer.hear()] == [SCHEMA, None, SCHEMA]


def test_the_node_that_is_asked_is_found_where_it_was_asked(dax: DaxServer) -> None:
    with a_raw_peer(dax.endpoint) as peer:
        peer.say(ENDPOINTS)
        host, port = peer.connection.getpeername()
        address = bytes([127, 0, 0, 1])
        node = {0: 0, 1: host, 2: address, 3: port, 4: 1, 5: "local-1a", 6: 0}
        assert peer.hear_list() == [node]


@pytest.mark.parametrize(
    "wire",
    [
        call(123456789),
        values(2, 455855874),
        values("J7yne5G"),
        b"\xff",
        b"\x1c",
        b"\xc0\x60",  # a date
        values(1) + b"\xc2\x59\x20\x00" + b"\xff" * 8192,  # a number of 20,000 digits
        call(1489122155, 1, 2, 3, 4, 5),
    ],
)
def test_bad_bytes_get_one_error_and_the_end(dax: DaxServer, wire: bytes) -> None:
    with a_raw_peer(dax.endpoint) as peer, a_raw_peer(dax.endpoint) as other:
        peer.say(wire)
        error = peer.hear()
        assert isinstance(error, Error)
        assert error.code == "ValidationException"
        assert peer.hears_the_end()
        other.say(KEY_SCHEMA)
        assert other.hear() == SCHEMA


@pytest.mark.parametrize(
    "wire",
    [
        call(-742646399, {"no": "name"}),
        call(263244906, TABLE.encode(), b"", None),
        call(263244906, TABLE.encode(), b"\x61aa", {99: 1}),
        call(670678385, "one"),
    ],
)
def test_a_call_that_makes_no_sense_ends_no_connection(dax: DaxServer, wire: bytes) -> None:
    with a_raw_peer(dax.endpoint) as peer:
        peer.say(wire + KEY_SCHEMA)
        error = peer.hear()
        assert isinstance(error, Error)
        assert error.code == "ValidationException"
        assert peer.hear() == SCHEMA


@pytest.mark.parametrize("kind", [b"\x5b", b"\x7b", b"\x9b", b"\xbb"])
def test_a_length_that_was_only_declared_costs_nothing(dax: DaxServer, kind: bytes) -> None:
    with a_raw_peer(dax.endpoint) as peer:
        peer.say(values(1, -742646399) + kind + (2**50).to_bytes(8, "big"))
        peer.finish()
        assert isinstance(peer.hear(), Error)
        assert peer.hears_the_end()


def test_a_request_without_end_is_cut_off(engine: Engine) -> None:
    endless = call(-742646399) + b"\x5b" + (2**40).to_bytes(8, "big") + bytes(50 * 2**20)
    with running_dax(engine.endpoint_url) as dax, a_raw_peer(dax.endpoint) as peer:
        with pytest.raises(ConnectionError):
            peer.say(endless)
        eventually(lambda: not dax.statistics()["connections"]["open"])


def test_another_protocol_gets_one_error_and_the_end(dax: DaxServer) -> None:
    with a_raw_peer(dax.endpoint, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") as peer:
        assert isinstance(peer.hear(), Error)
        assert peer.hears_the_end()


def test_an_error_of_dynamodbs_does_not_end_a_connection(dax: DaxServer) -> None:
    with a_raw_peer(dax.endpoint) as peer:
        peer.say(get("nobody", table="no-such-table") + KEY_SCHEMA)
        error = peer.hear()
        assert isinstance(error, Error)
        assert error.code == "ResourceNotFoundException"
        assert peer.hear() == SCHEMA


def test_who_leaves_within_a_request_is_forgotten(engine: Engine) -> None:
    with running_dax(engine.endpoint_url) as dax:
        threads = threading.active_count()
        for cut in range(1, len(KEY_SCHEMA)):
            with a_raw_peer(dax.endpoint) as peer:
                peer.say(KEY_SCHEMA[:cut])
        eventually(lambda: not dax.statistics()["connections"]["open"])
        eventually(lambda: threading.active_count() <= threads)


def test_who_has_not_signed_in_is_told_so_at_each_request(engine: Engine) -> None:
    key = Key(access_key_id="AKANNA", secret="hush"[::-1], region=REGION)
    with (
        running_dax(engine.endpoint_url, server=ServerSettings(key=key)) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        peer.say(ENDPOINTS + AUTHORIZE + KEY_SCHEMA + KEY_SCHEMA)
        answers = [peer.hear() for _ in range(3)]
    assert [answer.code for answer in answers if isinstance(answer, Error)] == [
        "MissingAuthenticationTokenException",
        "InvalidSignatureException",
        "InvalidSignatureException",
    ]
