"""A client of the API, of nothing but Python."""

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

TRIES = 5
NOT_NOW = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}

Document = dict[str, Any]


class RefusedError(Exception):
    """The API answered with problem details (RFC 9457)."""

    def __init__(self, problem: Document) -> None:
        words = [f"{each['field']}: {each['message']}" for each in problem.get("errors", [])]
        super().__init__(" ".join([problem["title"] + ".", problem["detail"], *words]))
        self.status: int = problem["status"]


class Api:
    """Somebody's own to-dos, over one connection."""

    def __init__(self, url: str, token: str) -> None:
        self.address = urlsplit(url)
        secure = self.address.scheme == "https"
        kind = HTTPSConnection if secure else HTTPConnection
        self._connection = kind(self.address.netloc, timeout=30)
        self._headers = {"Authorization": token, "Content-Type": "application/json"}

    def ask(self, method: str, path: str, body: Document | None = None) -> Document:
        """Send a request until the service has time for it. A key has it happen once."""
        sent = None if body is None else json.dumps(body)
        headers = self._headers | ({} if method == "GET" else {"Idempotency-Key": str(uuid4())})
        for _ in range(TRIES):
            try:
                answer, text = self._answered(method, path, sent, headers)
            except KeyboardInterrupt:  # It may have happened: its key finds out, before we go.
                self._answered(method, path, sent, headers)
                raise
            if answer.status not in NOT_NOW:
                break
            wait_s = float(answer.headers.get("Retry-After", "1"))
            print(f"  The service asks us to wait for {wait_s:g} seconds.", flush=True)
            time.sleep(wait_s)
        document: Document = json.loads(text) if text else {}
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise RefusedError(document)
        return document

    def _answered(
        self, method: str, path: str, sent: str | None, headers: dict[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        try:
            self._connection.request(method, self.address.path + path, sent, headers)
            answer = self._connection.getresponse()
            return answer, answer.read()
        except BaseException:  # what is left unread would be the next answer
            self._connection.close()
            raise

    def get(self, path: str) -> Document:
        """Read one thing."""
        return self.ask("GET", path)

    def make(self, path: str, **fields: object) -> Document:
        """Make a to-do or a list."""
        return self.ask("POST", path, fields)

    def change(self, todo: Document, **fields: object) -> Document:
        """Change some fields of a to-do, and leave the others."""
        return self.ask("PATCH", f"/todos/{todo['id']}", fields)

    def move(self, todo: Document, **where: str) -> Document:
        """Put a to-do somewhere else in its list, or into another one."""
        return self.ask("POST", f"/todos/{todo['id']}/move", where)

    def items(self, path: str) -> Iterator[Document]:
        """Read all pages."""
        cursor = ""
        while cursor is not None:
            page = self.get(path + (f"&cursor={cursor}" if cursor else ""))
            yield from page["items"]
            cursor = page["next_cursor"]
