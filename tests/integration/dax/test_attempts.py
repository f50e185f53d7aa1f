"""How often a service asks a DAX that fails, and that its answers stay those of the table.

What one request waits for DAX is bounded by what is counted here: one connection at first use, or
``RETRIES`` + 1 questions with a client, each within ``CONNECT_TIMEOUT_S`` and
``READ_TIMEOUT_S``; and by ``PATIENCE_S`` = 1.5 s whatever the client does. In each pause, which
lasts 1 to 30 s, that happens to the requests that were under way, and then to one.
"""

import pytest

from chalicelib.store.dax import RETRIES
from chalicelib.store.reading import STALE_S, Freshness
from tests.dax.polling import eventually
from tests.integration.dax.failures import FAILURES, Failure
from tests.integration.dax.service import Attempts, Service, said
from tests.support import treatments

FAILURES_TO_CONNECT = (
    "refused",
    "black hole",
    "mute",
    "closing",
    "half an answer",
    "noise",
    "denied",
)


@pytest.mark.parametrize("kind", FAILURES_TO_CONNECT)
def test_at_first_use_a_failure_costs_one_connection(
    service: Service, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    FAILURES[kind].begin(service.gate)
    before = service.attempts
    assert service.page() == service.page_of_the_table
    assert service.attempts - before == Attempts(connects=1, queries=0)
    assert service.pages(20) == service.right(20)
    assert service.attempts - before == Attempts(connects=1, queries=0)
    assert service.breaker.missed == 21
    assert said(caplog) == ["dax_down fallbacks=1 next_try_s=1"]


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_with_a_client_a_failure_costs_one_retry_at_most(
    service: Service, failure: Failure, caplog: pytest.LogCaptureFixture
) -> None:
    service.find_dax()
    caplog.clear()
    failure.begin(service.gate)
    before = service.attempts
    assert service.page() == service.page_of_the_table
    attempts = service.attempts - before
    assert attempts.queries <= failure.queries <= RETRIES + 1
    assert attempts.connects <= RETRIES + 1  # the client may be using its only one to look around
    assert service.pages(20) == service.right(20)
    assert service.attempts - before == attempts
    assert service.breaker.missed == 21
    assert said(caplog) == ["dax_down fallbacks=1 next_try_s=1"]


@pytest.mark.parametrize("kind", ["refused", "black hole", "closing"])
def test_each_pause_ends_with_one_trial(
    service: Service, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    FAILURES[kind].begin(service.gate)
    before = service.attempts
    for trial in range(1, 4):
        assert service.pages(10) == service.right(10)
        assert service.attempts - before == Attempts(connects=trial, queries=0)
        service.end_pause()
    assert service.breaker.missed == 30
    assert said(caplog) == [
        "dax_down fallbacks=1 next_try_s=1",
        "dax_down fallbacks=11 next_try_s=2",
        "dax_down fallbacks=21 next_try_s=4",
    ]


@pytest.mark.parametrize("kind", ["refused", "black hole", "mute"])
def test_dax_is_asked_again_when_it_is_back(
    service: Service, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    service.find_dax()
    FAILURES[kind].begin(service.gate)
    assert service.pages(5) == service.right(5)
    service.gate.treat(treatments.passing)
    missed = 5

    def is_back() -> bool:
        """The client looks for a node that it has given up every 5 s: several trials, then."""
        nonlocal missed
        missed = service.breaker.missed
        service.end_pause()
        assert service.page() == service.page_of_the_table
        return service.breaker.pause_s == 0

    eventually(is_back)
    assert missed >= 5
    assert said(caplog)[-1] == f"dax_up fallbacks={missed}"
    before = service.attempts
    assert service.pages(3) == service.right(3)
    assert (service.attempts - before).queries == 3


def test_copies_are_no_further_attempt(service: Service) -> None:
    service.gate.refuse()
    by_consent = Freshness(stale_s=STALE_S)
    assert [service.page(by_consent) for _ in range(3)] == service.right(3)
    assert service.attempts == Attempts(connects=1, queries=0)
    assert service.breaker.missed == 6
