"""Compares what reads show with what was written: contents, not headers.

A to-do may be shown as any version from its floor to the last one that was sent. It may be
missing from a view if one of these is not in it, or while it moves from one place to another.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.proofs.versions import Floors, Ledger, Life, Version

Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a user should not have been shown."""

    kind: str
    """``old``, ``missing``, ``twice``, ``made up`` or ``somebody else's``."""
    words: str


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page of a walk, and what it had to show when it was asked for."""

    floors: Floors
    entries: Sequence[Document]


def check_todo(
    ledger: Ledger, floors: Floors, todo_id: str, document: Document | None
) -> list[Wrong]:
    """Check one to-do that was asked for by its id; ``None`` where there was none."""
    entries = [] if document is None else [document]
    with ledger.lock:
        wrong = [*_entries_wrong(ledger, "one", floors, entries)]
        if not entries:
            wrong += _missing(ledger.lives[todo_id], "one", floors, times=0)
    return wrong


def check_walk(ledger: Ledger, view: str, pages: Sequence[PageSeen]) -> list[Wrong]:
    """Check the pages of a view, from the first to the last."""
    times = Counter(entry["id"] for page in pages for entry in page.entries)
    with ledger.lock:
        wrong = [
            each
            for page in pages
            for each in _entries_wrong(ledger, view, page.floors, page.entries)
        ]
        for life in ledger.lives.values():
            wrong += _missing(life, view, pages[0].floors, times[life.id])
    return wrong


def _entries_wrong(
    ledger: Ledger, view: str, floors: Floors, entries: Sequence[Document]
) -> list[Wrong]:
    found = []
    for entry in entries:
        life = ledger.lives.get(entry["id"])
        if life is None:
            found.append(Wrong("somebody else's", f"{ledger.name} sees {entry['title']!r}"))
        else:
            found += _entry_wrong(life, view, floors.get(life.id, 0), entry)
    return found


def _entry_wrong(life: Life, view: str, floor: int, entry: Document) -> list[Wrong]:
    version = _version_in(life, entry)
    if version is None or version.place(view) is None:
        return [Wrong("made up", f"{entry} in {view}, of {life.versions}")]
    if version.number < floor:
        return [Wrong("old", f"{version} in {view}, though {floor} was there")]
    life.seen = max(life.seen, version.number)
    return []


def _missing(life: Life, view: str, floors: Floors, times: int) -> list[Wrong]:
    """Check how often a walk showed a to-do: once, unless it moved or was not there."""
    admissible = life.versions[floors.get(life.id, 0) :]
    places = {version.place(view) for version in admissible}
    if len(places) == 1 and None not in places and times != 1:
        kind = "twice" if times else "missing"
        return [Wrong(kind, f"{life.name}, {times} times in {view}, of {admissible}")]
    if times == 0 and None in places:
        gone = next(version for version in admissible if version.place(view) is None)
        life.seen = max(life.seen, gone.number)
    return []


def behind_s(ledger: Ledger, entries: Sequence[Document], asked_at: float) -> float:
    """Return for how long the most outdated of these entries had been so; 0 if none was."""
    with ledger.lock:
        shown = [(ledger.lives.get(entry["id"]), entry) for entry in entries]
        ages = [
            life.behind_s(version, asked_at)
            for life, entry in shown
            if life and (version := _version_in(life, entry))
        ]
    return max(ages, default=0.0)


def _version_in(life: Life, entry: Document) -> Version | None:
    return next((version for version in life.versions if version.is_shown_by(entry)), None)
