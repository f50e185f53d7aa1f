"""From DynamoDB's answers, as boto3 returns them, to the values that the caller reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from local.dax.shapes import Item, KeySchema, Path, Request
from local.dax.wire.capacity import consumed, metrics
from local.dax.wire.items import Items, projected
from local.dax.wire.keys import index_key_bytes, key_bytes

_ITEM, _CONSUMED, _ATTRIBUTES, _METRICS = 0, 1, 2, 3
_ITEMS, _COUNT, _LAST_KEY, _SCANNED = 7, 8, 9, 10

Response = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Single:
    """Answers about one item, and pages of a query or a scan."""

    request: Request
    schema: KeySchema
    items: Items

    def values(self, response: Response) -> list[object]:
        """Return one value: a map from the parts' numbers, or null where there is none."""
        parts: dict[str, tuple[int, Callable[[Any], object]]] = {
            "Item": (_ITEM, self._item),
            "Attributes": (_ATTRIBUTES, self._attributes),
            "Items": (_ITEMS, self._page),
            "Count": (_COUNT, int),
            "ScannedCount": (_SCANNED, int),
            "LastEvaluatedKey": (_LAST_KEY, self._last_key),
            "ConsumedCapacity": (_CONSUMED, consumed),
            "ItemCollectionMetrics": (_METRICS, metrics),
        }
        present = ((name, *part) for name, part in parts.items() if response.get(name) is not None)
        return [{number: encoded(response[name]) for name, number, encoded in present} or None]

    def _item(self, item: Item) -> object:
        return seen(self.items, item, self.schema, self.request.paths)

    def _attributes(self, attributes: Item) -> object:
        if str(self.request.parameters.get("ReturnValues")).startswith("UPDATED"):
            return self.items.partial(attributes)
        return self.items.keyless(attributes, self.schema)

    def _page(self, found: list[Item]) -> object:
        paths = self.request.paths
        if paths is not None:
            return [projected(item, paths) for item in found]
        return [self.items.keyed(item, self.schema) for item in found]

    def _last_key(self, key: Item) -> object:
        indexed = "IndexName" in self.request.parameters
        return index_key_bytes(key) if indexed else key_bytes(key, self.schema)


def seen(
    items: Items, item: Item, schema: KeySchema, paths: tuple[Path, ...] | None
) -> bytes | dict[int, object]:
    """Return what a caller sees of an item whose key it knows."""
    return items.keyless(item, schema) if paths is None else projected(item, paths)
