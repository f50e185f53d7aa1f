"""Finds out from the table what items are now, for the item caches."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from local.dax.cache.item_caches import ItemCaches
from local.dax.cache.keys import ItemKey, key_within
from local.dax.cache.upstream import Upstream
from local.dax.shapes import Item

BATCH = 100
"""The most keys in a BatchGetItem (DynamoDB, "BatchGetItem")."""


class Rereads:
    """Strongly consistent reads that nobody asked for."""

    def __init__(self, upstream: Upstream, caches: ItemCaches) -> None:
        self._upstream = upstream
        self._caches = caches

    def refresh(self, keys: Sequence[ItemKey]) -> None:
        """Bring the caches up to date; what can't be found out is dropped from them."""
        for start in range(0, len(keys), BATCH):
            self._refresh(keys[start : start + BATCH])

    def _refresh(self, keys: Sequence[ItemKey]) -> None:
        found: dict[ItemKey, Item | None] = {}
        try:
            with self._caches.reading(keys) as work, suppress(ClientError):
                found = self.read(keys)
                self._caches.refresh(work, found)
        finally:
            self._caches.forget([key for key in keys if key not in found])

    def read(self, keys: Sequence[ItemKey]) -> dict[ItemKey, Item | None]:
        """Return at most 100 items by key, None where there is none, but no unprocessed ones."""
        asked: dict[str, Any] = {}
        for key in keys:
            of_table = asked.setdefault(key.table, {"Keys": [], "ConsistentRead": True})
            of_table["Keys"].append(key.attributes)
        answer = self._upstream.call("BatchGetItem", {"RequestItems": asked})
        return found_in(self._upstream, keys, answer)


def found_in(
    upstream: Upstream, keys: Sequence[ItemKey], answer: dict[str, Any]
) -> dict[ItemKey, Item | None]:
    """Sort a BatchGetItem's answer by key: None where there is no item; unprocessed ones lack."""
    found: dict[ItemKey, Item | None] = dict.fromkeys(keys)
    for table, items in answer.get("Responses", {}).items():
        for item in items:
            key = key_within(table, upstream.of(table), item)
            if key in found:
                found[key] = item
    unprocessed = {
        key_within(table, upstream.of(table), attributes)
        for table, of_table in answer.get("UnprocessedKeys", {}).items()
        for attributes in of_table["Keys"]
    }
    return {key: item for key, item in found.items() if key not in unprocessed}
