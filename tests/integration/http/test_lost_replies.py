"""Several clients change one to-do while the network between app and table fails."""

import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.planted.writers import WRITERS
from tests.support.counts import count
from tests.support.faults import Fault, FaultProxy, Faults
from tests.support.stack import Stack, User

CLIENTS = 8
TOKENS = count(20, 50)
"""Tokens that each client adds, one by one."""
ENOUGH = count(12, 50)
"""Tokens after which a planted bug has shown, by far."""

FAULTS = Faults(throttle=0.15, lost_reply=0.10, reset=0.05)


def added(stack: Stack, user: User, writer: str, tokens: int) -> Counter[str]:
    """Let all clients add their tokens through a writer, and count what is there in the end."""
    with FaultProxy(stack.demo.aws_endpoint_url, seed=7) as proxy:
        with (
            stack.server(sys.executable, "-m", "tests.planted", writer, table_url=proxy.url) as url,
            user.client(url) as client,
        ):
            todo = client.post("/todos", json={"title": "Tokens"}).json()
            proxy.faults = FAULTS
            with ThreadPoolExecutor(CLIENTS) as pool:
                add = adder(url, user, f"/todos/{todo['id']}", tokens)
                list(pool.map(add, range(CLIENTS)))
        assert proxy.count(Fault.DONE_UNHEARD, "TransactWriteItems") > 0
    with user.client(stack.url) as client:
        notes: str = client.get(f"/todos/{todo['id']}").json()["notes"]
    return Counter(notes.split())


def adder(url: str, user: User, path: str, tokens: int) -> Callable[[int], None]:
    """Return what one client does: add each token under the ETag it has just read."""

    def add_all(number: int) -> None:
        with user.client(url) as client:
            for index in range(tokens):
                add(client, path, f"{number}.{index}")

    return add_all


def add(client: httpx.Client, path: str, token: str) -> None:
    """Add one token as docs/api.md tells a client to: read again on 412, look on "unknown"."""
    maybe_added = False
    while True:
        seen = client.get(path)
        if seen.status_code == 503:
            continue
        notes = seen.json()["notes"]
        if maybe_added and token in notes.split():
            return
        patched = client.patch(
            path, json={"notes": f"{notes} {token}"}, headers={"If-Match": seen.headers["ETag"]}
        )
        if patched.status_code == 200:
            return
        assert patched.status_code in {412, 503}, patched.text
        maybe_added |= patched.json()["type"].endswith(":outcome-unknown")


def once(tokens: int) -> Counter[str]:
    """Return each client's tokens, each of them once."""
    return Counter(f"{number}.{index}" for number in range(CLIENTS) for index in range(tokens))


@pytest.mark.proof
def test_each_token_is_there_exactly_once(stack: Stack) -> None:
    user = stack.user("lost-replies")
    assert added(stack, user, "Writer", TOKENS) == once(TOKENS)


@pytest.mark.proof
@pytest.mark.parametrize("bug", sorted(WRITERS.keys() - {"Writer"}))
def test_a_planted_bug_is_found(stack: Stack, bug: str) -> None:
    user = stack.user(f"planted-{bug.lower()}")
    assert added(stack, user, bug, ENOUGH) != once(ENOUGH)
