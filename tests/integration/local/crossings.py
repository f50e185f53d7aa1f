"""Looks for answers that a cache gives to somebody for whom they were not made.

Two users and a stranger ask the same URLs, one after the other, with the same headers but for
their tokens, on every route of the app. Each user's e-mail, id and texts are known to nobody else.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import uuid4

import httpx

from local.users import email_of
from tests.support.cached_gateway import CachedGateway
from tests.support.clients import a_client
from tests.support.routes import Route
from tests.support.stack import Stack
from tests.support.subjects import BODIES, KINDS, PAGES

LIFETIME_S = 3600
"""Longer than that nothing is kept: a round begins with empty caches."""

TAG = "If-None-Match"
VARIANTS: tuple[dict[str, str], ...] = (
    {},
    {TAG: "*"},
    {TAG: "own"},
    {"Accept-Encoding": "identity"},
    {"Cache-Control": "max-age=0"},
    {"Cache-Control": "max-stale=60"},
)
"""Headers to ask with; ``own`` stands for the tag that the asker was given last."""

UNKNOWN = "?x=1"
"""A parameter that no route has: it is in no key."""


@dataclass
class Asker:
    """Somebody with secrets, and what they were given last: the tag of each URL."""

    name: str
    client: httpx.Client
    secrets: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Found:
    """What became of the exchanges: how many there were, and which went wrong."""

    exchanges: int = 0
    crossings: list[str] = field(default_factory=list)


def crossings(gateway: CachedGateway, stack: Stack, asked: list[Route], rounds: int) -> Found:
    """Have everybody ask for these routes, in rounds that begin with another variant each."""
    found = Found()
    with ExitStack() as open_clients:
        askers = [*(_user(gateway, stack, letter) for letter in "ab"), _stranger(gateway)]
        for asker in askers:
            open_clients.enter_context(asker.client)
        for number in range(rounds):
            gateway.wait(LIFETIME_S)
            shift = number % len(VARIANTS)
            _round(gateway, askers, asked, VARIANTS[shift:] + VARIANTS[:shift], found)
    return found


def _stranger(gateway: CachedGateway) -> Asker:
    return Asker("a stranger", a_client(gateway.url))


def _user(gateway: CachedGateway, stack: Stack, letter: str) -> Asker:
    name = f"{letter}-{uuid4()}"
    user = stack.user(name)
    return Asker(name, user.client(gateway.url), (user.owner, email_of(name), f"only {name}"))


def _round(
    gateway: CachedGateway,
    askers: list[Asker],
    asked: list[Route],
    variants: tuple[dict[str, str], ...],
    found: Found,
) -> None:
    for route in asked:
        its_id = str(uuid4())
        things = {kind: its_id if kind == route.collection else str(uuid4()) for kind in KINDS}
        for asker in askers[:-1]:  # the same ids: things of two users
            for kind, each in things.items():
                KINDS[kind].make(asker.client, each, asker.secrets[-1])
            if route.is_page:
                _furnish(asker, things)
        for url, headers in product(_urls(route, things), ({},) if route.writes else variants):
            for asker in (*askers, *reversed(askers)):
                gateway.did()
                answer = _ask(asker, route, url, headers)
                did = gateway.did()
                found.exchanges += 1
                found.crossings += [f"{route}: {each}" for each in _wrong(asker, askers, answer)]
                if _flushed(asker is askers[0], headers, did):
                    found.crossings.append(f"{route}: a caller has emptied the cache")


def _furnish(asker: Asker, things: dict[str, str]) -> None:
    """Have something on each page: on the board, among the subtasks, in the history."""
    inside = {"title": asker.secrets[-1], "list": things["lists"]}
    asker.client.put(f"/todos/{things['todos']}", json=inside).raise_for_status()
    for more in ({"parent": things["todos"]}, {"done": True}):
        asker.client.post("/todos", json=inside | more).raise_for_status()
    archived = {"name": asker.secrets[-1], "archived": True}
    asker.client.post("/lists", json=archived).raise_for_status()


def _urls(route: Route, things: dict[str, str]) -> list[str]:
    path = route.on(things[route.collection]) if route.has_id else route.path
    if route.writes:
        return [path]
    pages = [f"?{query.format(**things)}" for query in PAGES.get(str(route), ("",))]
    return [path + query for query in (*pages, *(() if route.needs_token else (UNKNOWN,)))]


def _ask(asker: Asker, route: Route, url: str, headers: dict[str, str]) -> httpx.Response:
    sent = {
        name: asker.tags.get(url, '"none"') if value == "own" else value
        for name, value in headers.items()
    }
    text = asker.secrets[-1] if asker.secrets else "nobody's"
    body: dict[str, Any] | None = BODIES[route.model](text) if route.model else None
    answer = asker.client.request(route.method, url, headers=sent, json=body)
    if "ETag" in answer.headers:
        asker.tags[url] = answer.headers["ETag"]
    return answer


def _wrong(asker: Asker, askers: list[Asker], answer: httpx.Response) -> Iterator[str]:
    told = f"{answer.headers} {answer.text}"
    for other in askers:
        if other is not asker and any(secret in told for secret in other.secrets):
            yield f"what is {other.name}'s went to {asker.name}"
    sent = answer.request.headers.get(TAG)
    known = {"*", answer.headers.get("ETag")} - {None}
    if answer.status_code == httpx.codes.NOT_MODIFIED and sent not in known:
        yield f"304 went to somebody who had {sent or 'nothing'}"


def _flushed(first: bool, headers: dict[str, str], did: list[str]) -> bool:  # noqa: FBT001
    """Tell whether an entry that was there is gone: everybody but the first finds it made."""
    asked = headers.get("Cache-Control") == "max-age=0"
    return asked and not first and any(each.endswith("miss") for each in did)
