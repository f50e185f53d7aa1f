"""The tables' key schemas: asked for once, trusted for a while, renewed behind callers' backs."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from botocore.exceptions import ClientError

from local.dax.cache.schedule import Clock
from local.dax.shapes import KeySchema

TRUST_S = 60.0
"""How long a key schema is trusted. The clients of DAX trust theirs as long."""


@dataclass(slots=True)
class _Known:
    schema: KeySchema
    until: float
    is_renewed: bool = False
    """Whether somebody asks for it anew at the moment."""


class KeySchemas:
    """Safe for many threads. ``describe`` asks for a table's key schema, or raises ``ClientError``.

    Nobody who can be answered waits for it: the table store may hang while the caches serve.
    """

    def __init__(self, describe: Callable[[str], KeySchema], clock: Clock) -> None:
        self._describe = describe
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def of(self, table: str) -> KeySchema:
        """Return a table's key schema; raises ``ClientError`` where it can't be had."""
        known = self._known.get(table)
        if known is None:
            return self._learn(table)
        if self._begins_renewal(known):
            self._renew_later(table, known)
        return known.schema

    def forget(self) -> None:
        """Ask for each anew; what is on its way is not kept."""
        with self._lock:
            self._known = {}

    def _learn(self, table: str) -> KeySchema:
        place, asked_at = self._known, self._clock()
        schema = self._describe(table)
        place[table] = _Known(schema, asked_at + TRUST_S)
        return schema

    def _begins_renewal(self, known: _Known) -> bool:
        with self._lock:
            if known.is_renewed or self._clock() < known.until:
                return False
            known.is_renewed = True
            return True

    def _renew_later(self, table: str, known: _Known) -> None:
        renewal = threading.Thread(
            target=self._renew, args=(table, known), name="dax-key-schema", daemon=True
        )
        try:
            renewal.start()
        except RuntimeError:  # the system has no thread left
            known.is_renewed = False

    def _renew(self, table: str, known: _Known) -> None:
        """Ask anew. In an outage what is known is trusted for longer: nothing better can be had."""
        place, asked_at = self._known, self._clock()
        try:
            known.schema = self._describe(table)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                place.pop(table, None)
        known.until = asked_at + TRUST_S
        known.is_renewed = False
