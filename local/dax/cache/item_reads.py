"""GetItem and BatchGetItem through one node's item cache."""

from typing import Any

from local.dax.cache.counts import Counts
from local.dax.cache.item_caches import ItemCaches
from local.dax.cache.keys import ItemKey, key_of
from local.dax.cache.lru import thaw
from local.dax.cache.replica import LaggingReplica
from local.dax.cache.rereads import BATCH, found_in
from local.dax.cache.upstream import Upstream
from local.dax.shapes import Item

_UNCACHED = ("ConsistentRead", "ProjectionExpression", "AttributesToGet")
"""Only whole items are cached, and only the word of eventually consistent reads."""


class ItemReads:
    """One node's. Strongly consistent reads neither read the cache nor fill it."""

    def __init__(
        self, node: int, upstream: Upstream, caches: ItemCaches, replica: LaggingReplica
    ) -> None:
        self._node = node
        self._upstream = upstream
        self._caches = caches
        self._replica = replica

    def get_item(self, parameters: dict[str, Any], counts: Counts) -> dict[str, Any]:
        """Answer from the cache, or ask and remember."""
        key = self._key(parameters["TableName"], parameters, parameters["Key"])
        if key is None:
            counts.passes += 1
            return self._upstream.call("GetItem", parameters)
        known = self._known([key], counts)
        if key not in known:
            return self._miss(parameters, key)
        return {} if known[key] is None else {"Item": known[key]}

    def _miss(self, parameters: dict[str, Any], key: ItemKey) -> dict[str, Any]:
        with self._caches.reading([key]) as work:
            answer = self._upstream.call("GetItem", parameters)
            item = self._replica.seen(key, answer.pop("Item", None))
            self._caches.fill(self._node, work, {key: item})
        return answer if item is None else {**answer, "Item": item}

    def batch_get_item(self, parameters: dict[str, Any], counts: Counts) -> dict[str, Any]:
        """Answer what the cache has, ask for the rest in one request, and remember it."""
        keys = self._keys(parameters["RequestItems"])
        if not keys:
            counts.passes += 1
            return self._upstream.call("BatchGetItem", parameters)
        known = self._known(keys, counts)
        missing = [key for key in keys if key not in known]
        asked = _without(parameters["RequestItems"], keys, missing)
        counts.passes += int(asked.keys() > {key.table for key in missing})
        with self._caches.reading(missing) as work:
            answer = self._ask({**parameters, "RequestItems": asked})
            found = {
                key: self._replica.seen(key, item)
                for key, item in found_in(self._upstream, missing, answer).items()
            }
            self._caches.fill(self._node, work, found)
        return _assembled(answer, keys, known | found)

    def transact_get_items(self, parameters: dict[str, Any], counts: Counts) -> dict[str, Any]:
        """Ask. No cache has to do with transactions that read."""
        counts.passes += 1
        return self._upstream.call("TransactGetItems", parameters)

    def _ask(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if parameters["RequestItems"]:
            return self._upstream.call("BatchGetItem", parameters)
        return {"Responses": {}, "UnprocessedKeys": {}}

    def _known(self, keys: list[ItemKey], counts: Counts) -> dict[ItemKey, Item | None]:
        known: dict[ItemKey, Item | None] = {}
        for key in keys:
            entry = self._caches.find(self._node, key)
            if entry is None:
                counts.item_misses += 1
            elif entry.frozen is None:
                counts.item_negative_hits += 1
                known[key] = None
            else:
                counts.item_hits += 1
                known[key] = thaw(entry.frozen)
        return known

    def _keys(self, asked: dict[str, Any]) -> list[ItemKey]:
        """Return the keys that the cache may answer; none for what DynamoDB will refuse."""
        keys = [
            self._key(table, of_table, key)
            for table, of_table in asked.items()
            if not _is_uncached(of_table)
            for key in of_table["Keys"]
        ]
        valid = [key for key in keys if key is not None]
        total = sum(len(of_table["Keys"]) for of_table in asked.values())
        is_refused = total > BATCH or len(set(valid)) != len(keys)
        return [] if is_refused else valid

    def _key(self, table: str, asked: dict[str, Any], key: Item) -> ItemKey | None:
        return None if _is_uncached(asked) else key_of(table, self._upstream.of(table), key)


def _is_uncached(asked: dict[str, Any]) -> bool:
    return any(asked.get(name) for name in _UNCACHED)


def _without(asked: dict[str, Any], keys: list[ItemKey], missing: list[ItemKey]) -> dict[str, Any]:
    """Leave of a batch what no cache may answer, and what was not in it."""
    cached = {key.table for key in keys}
    rest = {table: of_table for table, of_table in asked.items() if table not in cached}
    for key in missing:
        of_table = rest.setdefault(key.table, {**asked[key.table], "Keys": []})
        of_table["Keys"].append(key.attributes)
    return rest


def _assembled(
    answer: dict[str, Any], keys: list[ItemKey], found: dict[ItemKey, Item | None]
) -> dict[str, Any]:
    responses = {**answer["Responses"], **{key.table: [] for key in keys}}
    for key in keys:
        item = found.get(key)
        if item is not None:
            responses[key.table].append(item)
    return {**answer, "Responses": responses}
