"""Keys: the hash key, and after it the range key up to the end, as their table's schema says.

A lone hash key stands bare; before a range key it is CBOR, which tells where it ends.
"""

from local.dax.shapes import Item, KeySchema, Value
from local.dax.wire import lexdecimal
from local.dax.wire.cbor import decode_first, decode_one, encode
from local.dax.wire.decimals import Number
from local.dax.wire.narrow import blob_text, mapping, text
from local.dax.wire.refusals import invalid
from local.dax.wire.values import from_wire, to_wire


def key_of(blob: bytes, schema: KeySchema) -> Item:
    """Return the key attributes of key bytes."""
    (name, kind), *ranges = schema.attributes
    if not ranges:
        return {name: _bare_hash(blob, kind)}
    wire, rest = decode_first(blob)
    ((range_name, range_kind),) = ranges
    return {name: _of_kind(wire, kind), range_name: _range(rest, range_kind)}


def key_bytes(item: Item, schema: KeySchema) -> bytes:
    """Return the key bytes of an item, or of a key."""
    (name, kind), *ranges = schema.attributes
    if not ranges:
        return _raw(item[name]) if kind != "N" else encode(to_wire(item[name]))
    ((range_name, _),) = ranges
    return encode(to_wire(item[name])) + _raw(item[range_name])


def without_key(item: Item, schema: KeySchema) -> Item:
    """Return the attributes that are not of the key."""
    return {name: value for name, value in item.items() if name not in schema.names}


def index_key_of(blob: bytes) -> Item:
    """Return the attributes of a start key on an index: a map of them, with their names."""
    return {text(name): from_wire(wire) for name, wire in mapping(decode_one(blob)).items()}


def index_key_bytes(key: Item) -> bytes:
    """Return the bytes of an index's last key."""
    return encode({name: to_wire(value) for name, value in key.items()})


def _bare_hash(blob: bytes, kind: str) -> Value:
    match kind:
        case "S":
            return {"S": blob_text(blob)}
        case "B":
            return {"B": blob}
    return _of_kind(decode_one(blob), kind)


def _of_kind(wire: object, kind: str) -> Value:
    value = from_wire(wire)
    if kind not in value:
        raise invalid("The provided key element does not match the schema")
    return value


def _range(blob: bytes, kind: str) -> Value:
    match kind:
        case "S":
            return {"S": blob_text(blob)}
        case "B":
            return {"B": blob}
    return {"N": lexdecimal.decode(blob).text()}


def _raw(value: Value) -> bytes:
    match value:
        case {"S": str(content)}:
            return content.encode()
        case {"B": bytes(content)}:
            return content
    return lexdecimal.encode(Number.of_text(value["N"]))
