"""Devices that accept old answers get none older than agreed, and the others none at all."""

import pytest

from tests.proofs.arena import CONSENT, SPEED, Arena, Walk
from tests.proofs.conftest import Note
from tests.support.counts import FULL, count

OPERATIONS = count(400, 3_000)
INTERESTING = ("answers behind", "item_hits", "lagging", "torn", "304")
LEAST = count(1, 20)
"""How often each of them has to happen."""

TO_FIND = count(4_000, 600)
"""As in the proof without consent."""


@pytest.mark.proof
def test_nothing_is_older_than_what_a_device_accepts(consenting_arena: Arena, note: Note) -> None:
    score = consenting_arena.walk(Walk(operations=OPERATIONS, consent=CONSENT))
    age_s = score.oldest_s * SPEED
    note(f"the product, with max-stale: {score.summary()}; at most {age_s:.1f} s behind")
    assert score.wrong == []
    assert score.lacks(*INTERESTING, least=LEAST) == []


@pytest.mark.proof
def test_an_answer_older_than_the_revision_that_a_device_names_is_found(
    consenting_arena: Arena, note: Note
) -> None:
    bug = "KnownRevisionIgnored"
    walk = Walk(operations=TO_FIND, reader=bug, consent=CONSENT, until_wrong=not FULL)
    score = consenting_arena.walk(walk)
    note(f"{bug}: {score.summary()}")
    assert score.wrong
