"""Items without names: the number of an attribute list, then the values in the list's order."""

from collections.abc import Sequence
from typing import Final

from local.dax.shapes import Item, KeySchema, Path
from local.dax.wire.attribute_lists import AttributeLists
from local.dax.wire.cbor import decode_all, encode
from local.dax.wire.keys import key_bytes, without_key
from local.dax.wire.narrow import integer
from local.dax.wire.paths import at
from local.dax.wire.refusals import WireError, invalid
from local.dax.wire.values import from_wire, to_wire

_ITEM_BYTES: Final = 2**20
"""Of an item's values. DynamoDB takes 400 KB and counts otherwise: it refuses the smaller ones."""


class Items:
    """Writes and reads items with the lists of one server."""

    def __init__(self, lists: AttributeLists) -> None:
        self._lists = lists

    def of_stream(self, blob: bytes) -> Item:
        """Return the attributes that a put sends; raises ValidationException, ``WireError``."""
        if len(blob) > _ITEM_BYTES:
            raise invalid("Item size has exceeded the maximum allowed size")
        list_id, *wires = decode_all(blob) or [None]
        names = self._lists.names_of(integer(list_id))
        if len(names) != len(wires):
            raise WireError(f"There are {len(wires)} values for {len(names)} attributes.")
        return {name: from_wire(wire) for name, wire in zip(names, wires, strict=True)}

    def stream(self, item: Item) -> bytes:
        """Return an item whole, as ``of_stream`` takes it."""
        names = tuple(sorted(item))
        return encode(self._lists.id_of(names), *(to_wire(item[name]) for name in names))

    def partial(self, attributes: Item) -> bytes:
        """Return what an update changed: a map from positions in the list."""
        names = tuple(sorted(attributes))
        values = {place: to_wire(attributes[name]) for place, name in enumerate(names)}
        return encode(self._lists.id_of(names), values)

    def keyless(self, item: Item, schema: KeySchema) -> bytes:
        """Return an item but for its key, which the caller has."""
        return self.stream(without_key(item, schema))

    def keyed(self, item: Item, schema: KeySchema) -> list[object]:
        """Return the key's bytes and the rest of an item."""
        return [key_bytes(item, schema), self.keyless(item, schema)]


def projected(item: Item, paths: Sequence[Path]) -> dict[int, object]:
    """Return what is found at the paths, by their ordinals. What isn't there is left out."""
    found = ((ordinal, at(item, path)) for ordinal, path in enumerate(paths))
    return {ordinal: to_wire(value) for ordinal, value in found if value is not None}
