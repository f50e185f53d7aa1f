"""How a device reads: views and to-dos at random, and all that it is shown is checked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from tests.proofs.checker import Document, PageSeen, Wrong, behind_s, check_todo, check_walk
from tests.proofs.owners import Owner
from tests.proofs.phone import Heard, Phone, Score
from tests.proofs.versions import Floors

VIEWS = ("all", "agenda", "history")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a device accepts."""

    max_stale_s: int
    """By the app's clock, as it is sent."""
    bound_s: float
    """By the machine's clock, as it is held to."""

    def headers(self, revision: int) -> dict[str, str]:
        """Return how a request says so, and which revision it knows of, if any."""
        accepts = {"Cache-Control": f"max-stale={self.max_stale_s}"}
        return accepts | ({"Revision": str(revision)} if revision else {})


class Owed(NamedTuple):
    """What an answer has to show."""

    to_all: Floors
    to_this: Floors
    """The same, unless the device has agreed to less."""


class Reading:
    """One device's."""

    def __init__(self, owner: Owner, phone: Phone, score: Score, consent: Consent | None) -> None:
        self._ledger = owner.ledger
        self._chance = owner.chance
        self._phone = phone
        self._score = score
        self._consent = consent

    def read_something(self) -> None:
        """Read a view, mostly in one page, or one to-do."""
        draw = self._chance.random()
        if draw < 0.65:
            self._walk(self._chance.choice(VIEWS), limit=None)
        elif draw < 0.75:
            self._walk(self._chance.choice(VIEWS), limit=self._chance.randint(2, 4))
        else:
            self._look_at_one()

    def _walk(self, view: str, limit: int | None) -> None:
        seen: list[tuple[Owed, list[Document]]] = []
        asked: dict[str, str | int] = {"view": view} | ({"limit": limit} if limit else {})
        more: dict[str, str] = {}
        while True:
            owed, heard = self._read(f"/todos?{urlencode(asked | more)}")
            if heard.status == 503:
                return
            seen.append((owed, heard.document["items"]))
            if heard.document["next_cursor"] is None:
                break
            more = {"cursor": heard.document["next_cursor"]}
        self._score.count("walks" if len(seen) > 1 else "views")
        self._judge(
            lambda by: check_walk(
                self._ledger, view, [PageSeen(by(owed), entries) for owed, entries in seen]
            )
        )

    def _look_at_one(self) -> None:
        lives = list(self._ledger.lives.values())
        if not lives:
            return
        life = self._chance.choice(lives[-8:])
        owed, heard = self._read(f"/todos/{life.id}")
        if heard.status in {200, 404}:
            self._score.count("single to-dos")
            document = heard.document if heard.status == 200 else None
            self._judge(lambda by: check_todo(self._ledger, by(owed), life.id, document))

    def _judge(self, check: Callable[[Callable[[Owed], Floors]], list[Wrong]]) -> None:
        """Note what is wrong by what was agreed, and whether it would be wrong without that."""
        if self._consent and check(lambda owed: owed.to_all):
            self._score.count("answers behind")
        self._score.found(check(lambda owed: owed.to_this))

    def _read(self, path: str) -> tuple[Owed, Heard]:
        """Read a path, and return what it has to show: known before it is asked for."""
        kept = self._phone.kept(path) if self._chance.random() < 0.7 else None
        asked_at, to_all, headers = time.monotonic(), self._ledger.floors(), {}
        owed = Owed(to_all, to_all)
        if self._consent:
            named = self._ledger.revision if self._chance.random() < 0.3 else 0
            headers = self._consent.headers(named)
            known = max(named, kept.revision if kept else 0)
            agreed = self._ledger.floors_by_consent(asked_at - self._consent.bound_s, known)
            owed = Owed(to_all, agreed)
        heard = self._phone.read(path, headers, kept)
        assert heard.status in {200, 404, 503}, heard
        if heard.status == 200 and self._consent:
            entries = heard.document.get("items", [heard.document])
            self._score.was_behind(behind_s(self._ledger, entries, asked_at))
        return owed, heard
