"""A device that reads and writes at random."""

import time
from collections.abc import Callable

from tests.proofs.owners import Owner
from tests.proofs.phone import Phone, Score
from tests.proofs.reading import Consent, Reading
from tests.proofs.writing import Writing

WRITES_BESIDE = 0.02
"""How often a device writes though it is not its turn: at the same time as another, maybe."""


class Device:
    """One of an owner's devices."""

    def __init__(self, owner: Owner, phone: Phone, score: Score, consent: Consent | None) -> None:
        self._rhythm = owner.rhythm
        self._chance = owner.chance
        self._reading = Reading(owner, phone, score, consent)
        self._writing = Writing(owner, phone, score)

    def live(self, is_over: Callable[[], bool]) -> None:
        """Go on until the run is over."""
        while not is_over():
            if self._rhythm.begins_burst():
                self._writing.write_some(then=self._reading.read_something)
            elif self._chance.random() < WRITES_BESIDE:
                self._writing.write()
            else:
                self._reading.read_something()
            time.sleep(self._rhythm.rest_s(self._chance))
