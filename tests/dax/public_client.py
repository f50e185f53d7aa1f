"""The parts of amazon-dax-client that encode and decode: what the public speaks, as a reference."""

from decimal import Decimal
from typing import Any

from amazondax import (
    AttributeValueDecoder,
    AttributeValueEncoder,
    CborSExprGenerator,
    LexDecimal,
)
from amazondax.DaxCborDecoder import DaxCborDecoder

from local.dax.shapes import Item, KeySchema, Value

_KINDS = ("Condition", "KeyCondition", "Filter", "Update", "Projection")


def encoded_value(value: Value) -> bytes:
    blob: bytes = AttributeValueEncoder.encode_attribute_value(value)
    return blob


def decoded_value(blob: bytes) -> Value:
    value: Value = AttributeValueDecoder._decode_attribute_value(_decoder(blob))  # noqa: SLF001  no public way
    return boto3_value(value)


def boto3_item(item: Item) -> Item:
    return {name: boto3_value(value) for name, value in item.items()}


def boto3_value(value: Value) -> Value:
    """Return a decoded value whose sets are lists of text, as boto3's are; the client's are not."""
    ((kind, content),) = value.items()
    match kind:
        case "SS" | "BS":
            return {kind: list(content)}
        case "NS":
            return {"NS": [str(number) for number in content]}
        case "L":
            return {"L": [boto3_value(member) for member in content]}
        case "M":
            return {"M": boto3_item(content)}
    return value


def encoded_key(item: Item, schema: KeySchema) -> bytes:
    blob: bytes = AttributeValueEncoder.encode_key(item, _schema(schema))
    return blob


def decoded_key(wrapped: bytes, schema: KeySchema) -> Item:
    """Decode key bytes that are in a byte string, as they are in answers."""
    key: Item = AttributeValueDecoder._decode_key_bytes(_decoder(wrapped), _schema(schema))  # noqa: SLF001  no public way
    return key


def encoded_index_key(key: Item) -> bytes:
    blob: bytes = AttributeValueEncoder.encode_compound_key(key)
    return blob


def lexdecimal(number: Decimal) -> bytes:
    blob: bytes = LexDecimal.encode(number)
    return blob


def number_of_lexdecimal(blob: bytes) -> Decimal:
    number: Decimal = LexDecimal.decode_all(blob)
    return number


def encoded_expression(kind: str, text: str, names: Any, values: Any) -> bytes:  # noqa: ANN401  boto3's
    """Encode an expression of a kind, such as ``Condition`` or ``Update``."""
    texts: dict[str, str | None] = dict.fromkeys(_KINDS)
    texts[kind] = text
    found = CborSExprGenerator.encode_expressions(*texts.values(), names, values)
    blob: bytes = getattr(found, kind)
    return blob


def _schema(schema: KeySchema) -> list[dict[str, str]]:
    return [{"AttributeName": name, "AttributeType": kind} for name, kind in schema.attributes]


def _decoder(blob: bytes) -> Any:  # noqa: ANN401  untyped
    """Return a decoder that is given all bytes when it first asks for some."""
    left = [blob]

    def more(buffer: bytearray, _wanted: int) -> int:
        buffer += left[0]
        taken, left[0] = len(left[0]), b""
        return taken

    return DaxCborDecoder(more)
