"""Why a transaction was cancelled, as each client has it."""

from collections.abc import Callable
from typing import Any

from amazondax import AmazonDaxClient, AttributeValueDecoder
from amazondax.DaxCborDecoder import DaxCborDecoder
from botocore.exceptions import ClientError

from tests.dax.cases.case import Item
from tests.dax.ways import Reason


def reasons_of_botocore(error: ClientError) -> list[Reason]:
    """Return them as they are."""
    reasons: Any = error.response.get("CancellationReasons", [])
    return list(reasons)


def reasons_of_dax(client: AmazonDaxClient) -> Callable[[ClientError], list[Reason]]:
    """Return what reads the reasons, which that client leaves as they come: three a write."""

    def reasons(error: ClientError) -> list[Reason]:
        flat = getattr(error, "cancellation_reasons", None) or ()
        return [_reason(client, *flat[index : index + 3]) for index in range(0, len(flat), 3)]

    return reasons


def _reason(client: AmazonDaxClient, code: str, message: str | None, item: bytes | None) -> Reason:
    reason: Reason = {"Code": code}
    if message is not None:
        reason["Message"] = message
    if item is not None:
        reason["Item"] = _decoded(client, item)
    return reason


def _decoded(client: AmazonDaxClient, octets: bytes) -> Item:
    """Decode an item with the client's own parts, which it uses everywhere but here.

    They are private: a caller of the client can't read these items at all.
    """
    decoder = DaxCborDecoder(lambda _buffer, _size: 0)  # there is no more than this
    decoder.buffer += octets
    item: Any = AttributeValueDecoder._decode_stream_item(decoder)  # noqa: SLF001
    node = client._cluster.read_client()  # noqa: SLF001
    with node._tube_pool.get() as tube:  # noqa: SLF001
        tube.reauth()
        node._resolve_item_attribute_values(item, tube)  # noqa: SLF001
    decoded: Item = item
    return decoded
