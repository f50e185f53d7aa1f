"""How long a peer may be silent, and how long it may not."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import repeat

import pytest

from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.patience import Patience
from tests.dax.polling import eventually
from tests.dax.raw_peer import KEY_SCHEMA, PREAMBLE, a_raw_peer, call, get
from tests.dax.todo_table import TABLE, an_item
from tests.support.dax import DaxClient, running_dax
from tests.support.engines import Engine

SCHEMA = {"owner": "S", "id": "S"}
BRIEFLY_S = 0.3


@pytest.fixture
def hasty(engine: Engine) -> Iterator[DaxServer]:
    """A server that waits for requests to end, and for answers to be taken, only briefly."""
    patience = Patience(request_s=BRIEFLY_S, answer_s=BRIEFLY_S)
    with running_dax(engine.endpoint_url, server=ServerSettings(patience=patience)) as dax:
        yield dax


def no_connection_is_left(dax: DaxServer) -> bool:
    return not dax.statistics()["connections"]["open"]


def test_who_falls_silent_within_a_request_is_hung_up_on(hasty: DaxServer) -> None:
    with a_raw_peer(hasty.endpoint) as peer:
        peer.say(KEY_SCHEMA[:-1])
        assert peer.hears_the_end()


def test_who_falls_silent_within_the_preamble_is_hung_up_on(hasty: DaxServer) -> None:
    with a_raw_peer(hasty.endpoint, PREAMBLE[:-1]) as peer:
        assert peer.hears_the_end()


def test_a_drip_does_not_keep_a_request_alive(hasty: DaxServer) -> None:
    endless = call(-1230579644, ["name"] * 100_000)
    with a_raw_peer(hasty.endpoint) as peer, suppress(ConnectionError):
        for byte in endless:
            peer.say(bytes([byte]))
            if no_connection_is_left(hasty):
                break
    assert no_connection_is_left(hasty)


def test_between_requests_a_client_may_be_silent_for_longer(hasty: DaxServer) -> None:
    with a_raw_peer(hasty.endpoint) as patient, a_raw_peer(hasty.endpoint) as broken:
        patient.say(KEY_SCHEMA)
        assert patient.hear() == SCHEMA
        broken.say(KEY_SCHEMA[:-1])
        assert broken.hears_the_end()  # so a request's time is over
        patient.say(KEY_SCHEMA)
        assert patient.hear() == SCHEMA


def test_but_not_for_ever(engine: Engine) -> None:
    settings = ServerSettings(patience=Patience(idle_s=BRIEFLY_S))
    with running_dax(engine.endpoint_url, server=settings) as dax, a_raw_peer(dax.endpoint) as peer:
        peer.say(KEY_SCHEMA)
        assert peer.hear() == SCHEMA
        assert peer.hears_the_end()


def test_who_never_reads_is_hung_up_on(client: DaxClient, hasty: DaxServer) -> None:
    item = an_item(notes={"S": "n" * 300_000})
    client.put_item(TableName=TABLE, Item=item)
    with a_raw_peer(hasty.endpoint) as peer:
        with suppress(OSError):
            for request in repeat(get(item["owner"]["S"]), 1000):
                peer.say(request)
        eventually(lambda: no_connection_is_left(hasty))
