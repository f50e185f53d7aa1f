"""What the checker of contents finds, and what it lets pass."""

from typing import Any

import pytest

from tests.proofs.checker import PageSeen, check_todo, check_walk
from tests.proofs.versions import Floors, Ledger, Life, Version


@pytest.fixture
def ledger() -> Ledger:
    return Ledger("anna")


@pytest.fixture
def life(ledger: Ledger) -> Life:
    """A to-do that is not made yet."""
    return ledger.new_life()


def proposed(ledger: Ledger, life: Life, **changes: object) -> Version:
    version = life.next_version(**changes)
    ledger.propose(life, version)
    return version


def written(ledger: Ledger, life: Life, **changes: object) -> Version:
    version = proposed(ledger, life, **changes)
    ledger.acknowledge(life, version, revision=ledger.revision + 1)
    return version


def entry(life: Life, version: Version) -> dict[str, Any]:
    return {"id": life.id, "title": version.title, "done": version.done, "due": version.due}


def kinds(ledger: Ledger, view: str, *pages: list[dict[str, Any]]) -> list[str]:
    """Check pages that were all asked for just now."""
    walk = [PageSeen(ledger.floors(), page) for page in pages]
    return [wrong.kind for wrong in check_walk(ledger, view, walk)]


def test_an_acknowledged_version_is_right(ledger: Ledger, life: Life) -> None:
    version = written(ledger, life)
    assert kinds(ledger, "all", [entry(life, version)]) == []


def test_an_older_version_is_old(ledger: Ledger, life: Life) -> None:
    first, _ = written(ledger, life), written(ledger, life)
    assert kinds(ledger, "all", [entry(life, first)]) == ["old"]


def test_an_older_version_is_right_for_a_read_that_began_before(ledger: Ledger, life: Life) -> None:
    first = written(ledger, life)
    began = ledger.floors()
    written(ledger, life)
    assert check_walk(ledger, "all", [PageSeen(began, [entry(life, first)])]) == []


def test_what_one_read_has_shown_may_not_disappear_from_the_next(
    ledger: Ledger, life: Life
) -> None:
    first, second = written(ledger, life), proposed(ledger, life)
    assert kinds(ledger, "all", [entry(life, first)]) == []
    assert kinds(ledger, "all", [entry(life, second)]) == []
    assert kinds(ledger, "all", [entry(life, first)]) == ["old"]


def test_an_acknowledged_todo_that_is_not_there_is_missing(ledger: Ledger, life: Life) -> None:
    written(ledger, life)
    assert kinds(ledger, "all", []) == ["missing"]
    assert [each.kind for each in check_todo(ledger, ledger.floors(), life.id, None)] == ["missing"]


def test_a_todo_may_be_missing_while_it_is_made(ledger: Ledger, life: Life) -> None:
    proposed(ledger, life)
    assert kinds(ledger, "all", []) == []


def test_a_deleted_todo_is_old(ledger: Ledger, life: Life) -> None:
    version, _ = written(ledger, life), written(ledger, life, exists=False)
    assert kinds(ledger, "all", [entry(life, version)]) == ["old"]


def test_a_todo_that_was_seen_to_be_gone_may_not_come_back(ledger: Ledger, life: Life) -> None:
    version, _ = written(ledger, life), proposed(ledger, life, exists=False)
    assert kinds(ledger, "all", [entry(life, version)]) == []
    assert kinds(ledger, "all", []) == []
    assert kinds(ledger, "all", [entry(life, version)]) == ["old"]


def test_what_nobody_has_written_is_made_up(ledger: Ledger, life: Life) -> None:
    version = written(ledger, life)
    changed = {**entry(life, version), "due": "2026-03-01"}
    assert kinds(ledger, "all", [changed]) == ["made up"]


def test_a_todo_in_a_view_where_it_does_not_belong_is_made_up(ledger: Ledger, life: Life) -> None:
    version = written(ledger, life, done=True)
    assert kinds(ledger, "agenda", [entry(life, version)]) == ["made up"]
    assert kinds(ledger, "history", [entry(life, version)]) == []


def test_a_todo_of_another_owner_is_found(ledger: Ledger) -> None:
    stranger = Ledger("ben")
    life = stranger.new_life()
    version = written(stranger, life)
    assert kinds(ledger, "all", [entry(life, version)]) == ["somebody else's"]


def test_a_walk_shows_a_todo_once(ledger: Ledger, life: Life) -> None:
    shown = entry(life, written(ledger, life))
    assert kinds(ledger, "agenda", [shown], []) == []
    assert kinds(ledger, "agenda", [shown], [shown]) == ["twice"]
    assert kinds(ledger, "agenda", [], []) == ["missing"]


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_todo_that_moves_during_a_walk_may_be_met_any_number_of_times(
    ledger: Ledger, life: Life, times: int
) -> None:
    version = written(ledger, life)
    pages = [PageSeen(ledger.floors(), [entry(life, version)])] * times
    first = PageSeen(ledger.floors(), [])
    written(ledger, life, due="2026-03-01")
    assert check_walk(ledger, "agenda", [first, *pages]) == []


def test_consent_allows_what_is_not_older_than_the_bound(ledger: Ledger, life: Life) -> None:
    first, _ = written(ledger, life), written(ledger, life)
    (first_at, *_), (second_at, *_) = life.acknowledged

    def kinds_by_consent(before: float, revision: int = 0) -> list[str]:
        floors: Floors = ledger.floors_by_consent(before, revision)
        found = check_todo(ledger, floors, life.id, entry(life, first))
        return [each.kind for each in found]

    assert kinds_by_consent(before=first_at) == []
    assert kinds_by_consent(before=second_at) == []
    assert kinds_by_consent(before=second_at + 1) == ["old"]
    assert kinds_by_consent(before=first_at, revision=1) == []
    assert kinds_by_consent(before=first_at, revision=2) == ["old"]
