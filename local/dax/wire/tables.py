"""Reads what depends on a table: its name, keys by its schema, items by the attribute lists."""

import re
from dataclasses import dataclass

from local.dax.shapes import Item, KeySchema, Schemas
from local.dax.wire import keys
from local.dax.wire.items import Items
from local.dax.wire.narrow import blob
from local.dax.wire.refusals import WireError, invalid

_NAME = re.compile(r"[a-zA-Z0-9_.-]{1,255}")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables upstream, and the lists of attributes in their items."""

    schemas: Schemas
    items: Items

    def schema(self, table: str) -> KeySchema:
        """Return a table's key schema; raises botocore's ``ClientError``."""
        if not _NAME.fullmatch(table):
            raise invalid(f"A table has no such name: {table[:255]!r}")
        return self.schemas.of(table)

    def key(self, table: str, wire: object) -> Item:
        """Return the key of key bytes."""
        return keys.key_of(blob(wire), self.schema(table))

    def item(self, table: str, key: object, values: object) -> Item:
        """Return an item that is put; its values must not speak of its key again."""
        attributes = self.items.of_stream(blob(values))
        whole = self.key(table, key)
        if whole.keys() & attributes.keys():
            raise WireError("An item's values repeat its key.")
        return whole | attributes

    def start_key(self, table: str, wire: bytes, index: str | None) -> Item:
        """Return the key after which a page of a table or an index begins."""
        return self.key(table, wire) if index is None else keys.index_key_of(wire)
