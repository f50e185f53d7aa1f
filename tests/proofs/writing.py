"""How a device writes: to-dos are made, changed and deleted at random, under titles that count."""

from collections.abc import Callable

from tests.proofs.owners import Owner
from tests.proofs.phone import Phone, Score
from tests.proofs.versions import Life, Version

MOST_ALIVE = 14
"""To-dos of an owner: few enough for one page, and for two devices to meet at one of them."""


class Writing:
    """One device's."""

    def __init__(self, owner: Owner, phone: Phone, score: Score) -> None:
        self._ledger = owner.ledger
        self._rhythm = owner.rhythm
        self._chance = owner.chance
        self._phone = phone
        self._score = score

    def write_some(self, then: Callable[[], None]) -> None:
        """Write up to four times, and at times do something else in between."""
        for _ in range(self._chance.randint(1, 4)):
            self.write()
            if self._chance.random() < 0.3:
                then()
        self._rhythm.ends_burst(self._chance)

    def write(self) -> None:
        """Make, change or delete a to-do."""
        crowded = self._ledger.alive() / MOST_ALIVE
        wants_new = self._chance.random() < 0.5 * (1 - crowded)
        life = None if wants_new else self._ledger.take(self._chance.choice)
        if life is None:
            self._make()
        elif self._chance.random() < 0.4 * crowded:
            gone = life.next_version(exists=False)
            self._send(life, gone, "DELETE", f"/todos/{life.id}", ())
        else:
            self._change(life)

    def _make(self) -> None:
        life = self._ledger.new_life()
        made = life.next_version(due=self._due(), done=self._chance.random() < 0.2)
        if self._chance.random() < 0.5:
            self._send(life, made, "POST", "/todos", ("id", "title", "due", "done"))
        else:
            self._send(life, made, "PUT", f"/todos/{life.id}", ("title", "due", "done"))

    def _change(self, life: Life) -> None:
        changed = self._chance.choice((("due",), ("done",), ("due", "done"), ()))
        values = {"due": self._due(), "done": not life.last.done}
        version = life.next_version(**{name: values[name] for name in changed})
        if self._chance.random() < 0.3:
            self._send(life, version, "PUT", f"/todos/{life.id}", ("title", "due", "done"))
        else:
            self._send(life, version, "PATCH", f"/todos/{life.id}", ("title", *changed))

    def _due(self) -> str | None:
        return self._chance.choice((None, f"2026-03-{self._chance.randint(1, 28):02}"))

    def _send(
        self, life: Life, version: Version, method: str, path: str, fields: tuple[str, ...]
    ) -> None:
        known = {"id": life.id, "title": version.title, "due": version.due, "done": version.done}
        document = {name: known[name] for name in fields} or None
        self._ledger.propose(life, version)
        heard = self._phone.write(method, path, document)
        if heard.status == 503:  # it may have happened, and may not: nobody writes it any more
            self._score.count("writes unknown")
            return
        assert heard.status in {200, 201, 204}, (method, heard)
        self._ledger.acknowledge(life, version, heard.revision)
        self._rhythm.wrote()
        self._score.count("writes")
