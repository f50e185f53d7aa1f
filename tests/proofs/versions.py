"""What was made of an owner's to-dos: every version, and which of them must be seen by now."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias
from uuid import uuid4

Floors: TypeAlias = dict[str, int]
"""By to-do: the oldest version that a read may show. Whatever is not in it may be 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A to-do as one write leaves it. Number 0 is before the first write."""

    number: int
    title: str = ""
    done: bool = False
    due: str | None = None
    exists: bool = True
    done_in: int = 0
    """The version in which it became done."""

    def place(self, view: str) -> str | None:
        """Return where in a view it stands, ``None`` if nowhere; ``one`` is the to-do by itself."""
        if not self.exists or (view, self.done) in {("agenda", True), ("history", False)}:
            return None
        return {"agenda": f"due {self.due}", "history": f"done in {self.done_in}"}.get(view, "here")

    def is_shown_by(self, document: dict[str, Any]) -> bool:
        """Compare with a to-do as the API shows it."""
        return self.exists and all(
            document[name] == getattr(self, name) for name in ("title", "done", "due")
        )


@dataclass(slots=True)
class Life:
    """All versions of one to-do, in order: it has one writer at a time."""

    name: str
    id: str = field(default_factory=lambda: str(uuid4()))
    versions: list[Version] = field(default_factory=lambda: [Version(number=0, exists=False)])
    acknowledged: list[tuple[float, int, int]] = field(default_factory=list)
    """When by the machine's monotonic clock, which version, and the owner's revision."""
    seen: int = 0
    """The newest version that a reply or a read has shown: no later read may show an older one."""
    taken: bool = True
    """Whether a device is about to write it, or nobody can know what became of its last write."""

    @property
    def last(self) -> Version:
        """The version that was sent last."""
        return self.versions[-1]

    def behind_s(self, shown: Version, asked_at: float) -> float:
        """Return how long a version had been outdated when it was asked for; 0 if it was not."""
        later = (at for at, number, _ in self.acknowledged if number > shown.number)
        return max((asked_at - at for at in later), default=0.0)

    def next_version(self, **changes: Any) -> Version:  # noqa: ANN401 - fields of a version
        """Return what a write is to make of the last version; the title names it."""
        number = self.last.number + 1
        done = changes.get("done", self.last.done)
        done_in = (self.last.done_in if self.last.done else number) if done else 0
        title = f"{self.name} {number}"
        return replace(
            self.last, **{"exists": True, **changes}, number=number, title=title, done_in=done_in
        )


class Ledger:
    """One owner's to-dos. Safe to use from many threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lives: dict[str, Life] = {}
        self.lock = threading.RLock()
        self.revision = 0
        """The newest that a reply has named."""

    def new_life(self) -> Life:
        """Return a to-do that nobody has made yet, taken."""
        with self.lock:
            life = Life(f"{self.name} {len(self.lives)}")
            self.lives[life.id] = life
        return life

    def alive(self) -> int:
        """Return how many to-dos there are, if all goes well."""
        with self.lock:
            return sum(life.last.exists for life in self.lives.values())

    def take(self, choose: Callable[[list[Life]], Life]) -> Life | None:
        """Take a to-do that is there and that no other device writes; ``None`` if there is none."""
        with self.lock:
            free = [life for life in self.lives.values() if life.last.exists and not life.taken]
            if not free:
                return None
            life = choose(free)
            life.taken = True
            return life

    def propose(self, life: Life, version: Version) -> None:
        """Note a write before it is sent: from now on it may be seen."""
        with self.lock:
            life.versions.append(version)

    def acknowledge(self, life: Life, version: Version, revision: int) -> None:
        """Note a write that was answered: from now on it must be seen."""
        with self.lock:
            life.acknowledged.append((time.monotonic(), version.number, revision))
            life.seen = max(life.seen, version.number)
            life.taken = False
            self.revision = max(self.revision, revision)

    def floors(self) -> Floors:
        """Return what a read that starts now has to show, at least."""
        with self.lock:
            return {life.id: life.seen for life in self.lives.values()}

    def floors_by_consent(self, before: float, revision: int) -> Floors:
        """Return the same for a read that may be as old as that moment, but not as the revision."""
        with self.lock:
            return {
                life.id: max(
                    (
                        number
                        for at, number, its_revision in life.acknowledged
                        if at < before or its_revision <= revision
                    ),
                    default=0,
                )
                for life in self.lives.values()
            }
