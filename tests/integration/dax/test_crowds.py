"""Many requests at once, answers without an end, and clients that come to nothing."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from chalicelib.store.dax import PATIENCE_S, READ_TIMEOUT_S
from local.dax.server.dax_server import ServerSettings
from local.dax.server.signatures import Key
from tests.dax.polling import eventually
from tests.integration.dax.failures import FAILURES
from tests.integration.dax.service import KEY_SCHEMA, Attempts, Clients, Service, said
from tests.support import treatments
from tests.support.dax import running_dax
from tests.support.engines import REGION, Engine
from tests.support.tools import missing
from tests.support.treatments import Drip

AT_ONCE = 32
FAILS = 50
DESCRIPTORS = Path("/proc/self/fd")


def test_many_at_first_use_share_one_failure(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.gate.swallow()
    before = service.attempts
    assert service.pages_at_once(AT_ONCE) == service.right(AT_ONCE)
    assert service.attempts - before == Attempts(connects=1, queries=0)
    assert service.breaker.missed == AT_ONCE
    assert said(caplog) == ["dax_down fallbacks=1 next_try_s=1"]


def test_many_with_a_client_fail_once_each(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.find_dax()
    caplog.clear()
    before = service.attempts
    service.gate.treat(treatments.mute)
    assert service.pages_at_once(AT_ONCE) == service.right(AT_ONCE)
    assert (service.attempts - before).queries <= AT_ONCE
    assert service.breaker.missed == AT_ONCE
    assert said(caplog) == ["dax_down fallbacks=1 next_try_s=1"]


def test_nobody_waits_for_all_who_ask_for_the_tables_keys(service: Service) -> None:
    """The client asks for them once a minute, one thread after the other: 32 would wait 16 s."""
    service.gate.treat(treatments.discovery_only)
    assert service.pages_at_once(AT_ONCE) == service.right(AT_ONCE)
    assert PATIENCE_S / READ_TIMEOUT_S <= 3
    assert service.gate.heard(KEY_SCHEMA) < AT_ONCE / 2
    assert service.breaker.missed == AT_ONCE


@pytest.mark.parametrize("has_client", [False, True], ids=["at first use", "with a client"])
def test_nobody_waits_for_the_end_of_an_answer_in_drops(
    service: Service, *, has_client: bool
) -> None:
    if has_client:
        service.find_dax()
    drip = Drip()
    service.gate.treat(drip)
    assert service.page() == service.page_of_the_table
    assert drip.goes_on
    assert service.breaker.missed == 1


@pytest.mark.parametrize("kind", ["refused", "closing", "denied"])
def test_clients_that_come_to_nothing_leave_nothing(service: Service, kind: str) -> None:
    if not DESCRIPTORS.exists():
        missing("/proc/self/fd counts descriptors, and is not there.")
    FAILURES[kind].begin(service.gate)
    before = threading.active_count(), len(list(DESCRIPTORS.iterdir()))
    for _ in range(FAILS):
        with pytest.raises(ClientError):
            service.clients.connect()

    def has_left_nothing() -> bool:
        threads, descriptors = before
        return (
            threading.active_count() <= threads and len(list(DESCRIPTORS.iterdir())) <= descriptors
        )

    eventually(has_left_nothing)


def test_a_cluster_that_knows_another_key_is_asked_once(
    service: Service, emulator: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    key = Key(**dict.fromkeys(("access_key_id", "secret"), "another"), region=REGION)
    with running_dax(emulator.endpoint_url, server=ServerSettings(key=key)) as cluster:
        stranger = replace(service, clients=Clients(cluster.endpoint))
        assert stranger.pages(3) == service.right(3)
    assert stranger.breaker.missed == 3
    assert said(caplog) == ["dax_down fallbacks=1 next_try_s=1"]
    assert "cause=UnrecognizedClientException" in caplog.text
