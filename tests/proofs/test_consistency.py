"""Owners write and read on several devices at once, and everything that they see is checked."""

import pytest

from tests.planted.readers import READERS
from tests.proofs.arena import CONSENT, Arena, Walk
from tests.proofs.conftest import OWNERS, Note
from tests.support.counts import FULL, count

OPERATIONS = count(600, 20_000)
INTERESTING = ("query_hits", "torn", "304", "pages settled", "pages unsettled", "walks")
LEAST = count(1, 200)
"""How often each of them has to happen."""

TO_FIND = count(4_000, 600)
"""Operations for a planted bug. In full all of them are made, and all that is wrong is counted;
otherwise the first wrong content ends the search, mostly after some hundred."""
BUGS = READERS.keys() - {"Reader", "KnownRevisionIgnored"}
"""Those that show without anybody's consent to old answers."""


@pytest.mark.proof
def test_every_read_shows_what_was_written_and_seen_before(arena: Arena, note: Note) -> None:
    score = arena.walk(Walk(operations=OPERATIONS, owners=OWNERS))
    note(f"the product: {score.summary()}")
    assert score.wrong == []
    assert score.lacks(*INTERESTING, least=LEAST) == []


@pytest.mark.proof
@pytest.mark.parametrize("bug", sorted(BUGS))
def test_a_planted_bug_is_found(arena: Arena, note: Note, bug: str) -> None:
    score = arena.walk(Walk(operations=TO_FIND, reader=bug, until_wrong=not FULL))
    note(f"{bug}: {score.summary()}")
    assert score.wrong


@pytest.mark.proof
def test_a_dax_that_keeps_items_for_longer_than_is_assumed_is_found(
    arena: Arena, note: Note
) -> None:
    score = arena.walk(Walk(operations=TO_FIND, consent=CONSENT, until_wrong=not FULL))
    note(f"items kept for an hour, with max-stale: {score.summary()}")
    assert score.wrong
