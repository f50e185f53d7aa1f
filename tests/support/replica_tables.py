"""The tables behind the one that the app knows, and how they are copied to."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tests.support.replica_copies import Copy
from tests.support.replica_plan import Change, Key, another, changes
from tests.support.wire import Request, Upstream

STEADY, REPLICA = "-steady", "-replica"
"""What their names end with."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables behind, reached over a request's connection and under its headers."""

    name: str
    request: Request
    upstream: Upstream

    def look(self, keys: list[Key]) -> list[Change]:
        """Return what makes another table hold what this one holds now."""
        wanted = {self.name: {"Keys": keys, "ConsistentRead": True}}
        answer = self._ask("BatchGetItem", {"RequestItems": wanted})
        assert not answer["UnprocessedKeys"]
        return changes(keys, answer["Responses"][self.name])

    def copy_to(self, suffix: str) -> Copy:
        """Return what changes the table whose name ends so."""

        def copy(changed: list[Change]) -> None:
            answer = self._ask("BatchWriteItem", {"RequestItems": {self.name + suffix: changed}})
            assert not answer["UnprocessedItems"]

        return copy

    def _ask(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        answer = self.upstream.ask(another(self.request, operation, parameters))
        assert answer
        assert answer.status == HTTPStatus.OK, answer.body
        found: dict[str, Any] = json.loads(answer.body)
        return found
