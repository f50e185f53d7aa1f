"""A device that writes and reads all the time, and checks each answer by what is in it.

Each owner has one to-do whose title counts its writes, so that every answer says how old it is.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

BY_CONSENT = {"Cache-Control": "max-stale=20"}


@dataclass
class Counter:
    """One owner's to-do: title 0 was written as the owner's revision 1, and so on."""

    todo_id: str
    sent: int = 0
    acknowledged: int = 0
    seen: int = 0
    """The newest title that any sure read has shown."""

    @property
    def promised(self) -> int:
        """The oldest title that a sure read may show which starts now."""
        return max(self.acknowledged, self.seen)

    @property
    def revision(self) -> int:
        """A revision that every device may know of."""
        return self.acknowledged + 1


@dataclass
class Device:
    """One of an owner's devices; the one that writes is the only one of them to do so."""

    client: httpx.Client
    counter: Counter
    writes: bool
    rounds: int = 0
    reads: int = 0
    slowest_s: float = 0
    _kept: tuple[str, int] | None = None
    """An ETag and the title in its page."""

    def live(self, is_over: Callable[[], bool]) -> None:
        """Go round until it is over; raises ``AssertionError`` at the first wrong answer."""
        while not is_over():
            if self.writes:
                self._write()
            for path in ("/todos", f"/todos/{self.counter.todo_id}"):
                self._read_surely(path)
                self._read_by_consent(path)
            self._read_again()
            self.rounds += 1

    def _write(self) -> None:
        self.counter.sent += 1
        answer = self._ask("PATCH", f"/todos/{self.counter.todo_id}", self.counter.sent)
        assert answer.status_code == httpx.codes.OK, answer.text
        self.counter.acknowledged = self.counter.sent

    def _read_surely(self, path: str) -> None:
        promised = self.counter.promised
        answer = self._read(path, {})
        self._see(_title(answer), promised)
        if path == "/todos" and "ETag" in answer.headers:
            self._kept = answer.headers["ETag"], _title(answer)

    def _read_again(self) -> None:
        """Ask for the list as who has a page of it already."""
        if self._kept:
            promised = self.counter.promised
            tag, title = self._kept
            answer = self._read("/todos", {"If-None-Match": tag})
            is_kept = answer.status_code == httpx.codes.NOT_MODIFIED
            self._see(title if is_kept else _title(answer), promised)

    def _read_by_consent(self, path: str) -> None:
        known = self.counter.revision
        title = _title(self._read(path, {**BY_CONSENT, "Revision": str(known)}))
        assert known - 1 <= title <= self.counter.sent

    def _see(self, title: int, promised: int) -> None:
        assert promised <= title <= self.counter.sent
        self.counter.seen = max(self.counter.seen, title)

    def _read(self, path: str, headers: dict[str, str]) -> httpx.Response:
        self.reads += 1
        return self._ask("GET", path, headers=headers)

    def _ask(
        self,
        method: str,
        path: str,
        title: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        begun = time.monotonic()
        body = None if title is None else {"title": str(title)}
        answer = self.client.request(method, path, json=body, headers=headers)
        assert not answer.is_server_error, answer.text
        self.slowest_s = max(self.slowest_s, time.monotonic() - begun)
        return answer


def _title(answer: httpx.Response) -> int:
    """Return the number in the title of the one to-do in a list or by itself."""
    assert answer.status_code == httpx.codes.OK, answer.text
    body = answer.json()
    [todo] = body.get("items", [body])
    return int(todo["title"])
