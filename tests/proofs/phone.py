"""A device's HTTP client: it keeps what it may keep, and asks whether that is still true."""

import json
import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.proofs.checker import Wrong


class Score:
    """What happened in a run, counted by all its devices."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.wrong: list[Wrong] = []
        self.oldest_s = 0.0
        """By how much an answer was behind at most, in seconds of the machine's clock."""

    def count(self, what: str) -> None:
        """Count something that happened."""
        with self._lock:
            self.counts[what] += 1

    def found(self, wrong: Sequence[Wrong]) -> None:
        """Note wrong contents."""
        with self._lock:
            self.wrong += wrong

    def lacks(self, *expected: str, least: int) -> list[str]:
        """Return which of these happened less often: what then would the run have shown?"""
        return [what for what in expected if self.counts[what] < least]

    def summary(self) -> str:
        """Return what happened, in a line."""
        kinds = Counter(wrong.kind for wrong in self.wrong)
        counts = {**self.counts, **{f"WRONG, {kind}": times for kind, times in kinds.items()}}
        return f"{len(self.wrong)} wrong contents: " + ", ".join(
            f"{what} {times}" for what, times in sorted(counts.items())
        )

    def was_behind(self, seconds: float) -> None:
        """Note how old an answer was."""
        with self._lock:
            self.oldest_s = max(self.oldest_s, seconds)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that may be asked for again by its tag."""

    tag: str
    document: dict[str, Any]
    revision: int


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, from the service or, after a 304, from what was kept."""

    status: int
    document: dict[str, Any]
    revision: int
    """The owner's, or that of a to-do by itself; 0 where none was named."""


class Phone:
    """Talks to any of several servers, as a load balancer would have it."""

    def __init__(
        self, clients: Sequence[httpx.Client], chance: random.Random, score: Score
    ) -> None:
        self._clients = clients
        self._chance = chance
        self._score = score
        self._kept: dict[str, Kept] = {}

    def kept(self, path: str) -> Kept | None:
        """Return what there is to ask about."""
        return self._kept.get(path)

    def read(self, path: str, headers: dict[str, str], kept: Kept | None) -> Heard:
        """Get a path; ``kept`` is what the service is told that this phone has."""
        if kept:
            headers = {**headers, "If-None-Match": kept.tag}
        answer = self._send("GET", path, headers)
        if answer.status_code == 304:
            assert kept
            self._score.count("304")
            return Heard(200, kept.document, kept.revision)
        heard = _heard(answer)
        if heard.status == 503:
            self._score.count("reads refused")
        self._keep(path, answer, heard)
        return heard

    def write(self, method: str, path: str, document: dict[str, Any] | None) -> Heard:
        """Send a write."""
        return _heard(self._send(method, path, {}, document))

    def _send(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        document: dict[str, Any] | None = None,
    ) -> httpx.Response:
        self._score.count("operations")
        client = self._chance.choice(self._clients)
        return client.request(method, path, headers=headers, json=document)

    def _keep(self, path: str, answer: httpx.Response, heard: Heard) -> None:
        self._kept.pop(path, None)
        if heard.status != 200:
            return
        tag = answer.headers.get("ETag")
        if "items" in heard.document:
            self._score.count("pages settled" if tag else "pages unsettled")
        if tag:
            self._kept[path] = Kept(tag, heard.document, heard.revision)


def _heard(answer: httpx.Response) -> Heard:
    document: dict[str, Any] = json.loads(answer.content) if answer.content else {}
    revision = answer.headers.get("Revision") or document.get("revision", 0)
    return Heard(answer.status_code, document, int(revision))
