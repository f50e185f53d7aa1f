"""Errors: numbers that classify, words, and what the caller's exception has of it.

The numbers are those that Amazon's clients turn into codes. Other errors of DynamoDB's get numbers
that clients don't know, and keep their code.
"""

from typing import Any, Final

from botocore.exceptions import ClientError

from local.dax.wire.cbor import encode
from local.dax.wire.items import Items

_DYNAMODB: Final = (4, 37, 38, 39)
_CODES: Final = {
    "ProvisionedThroughputExceededException": (*_DYNAMODB, 40),
    "ResourceNotFoundException": (*_DYNAMODB, 41),
    "ConditionalCheckFailedException": (*_DYNAMODB, 43),
    "ResourceInUseException": (*_DYNAMODB, 45),
    "ValidationException": (*_DYNAMODB, 46),
    "InternalServerError": (*_DYNAMODB, 47),
    "ItemCollectionSizeLimitExceededException": (*_DYNAMODB, 48),
    "LimitExceededException": (*_DYNAMODB, 49),
    "ThrottlingException": (*_DYNAMODB, 50),
    "TransactionCanceledException": (*_DYNAMODB, 58),
    "RequestLimitExceeded": (*_DYNAMODB, 61),
    "AccessDeniedException": (4, 37, 38, 42),
}
_OTHER: Final = (*_DYNAMODB, 0)
_REFUSED: Final = (4, 23, 31, 32)
_BAD_REQUEST, _INTERNAL = 400, 500


def error(failure: ClientError, items: Items) -> bytes:
    """Return an error of DynamoDB's."""
    response: dict[str, Any] = dict(failure.response)
    found, metadata = response.get("Error", {}), response.get("ResponseMetadata", {})
    code = found.get("Code", "")
    detail = [metadata.get("RequestId"), code, metadata.get("HTTPStatusCode", _BAD_REQUEST)]
    reasons = response.get("CancellationReasons")
    if reasons is not None:
        detail.append([part for reason in reasons for part in _reason(reason, items)])
    return encode(list(_CODES.get(code, _OTHER)), found.get("Message") or code, detail)


def malformed(words: str) -> bytes:
    """Return the error of a request that can't be understood."""
    return encode(list(_CODES["ValidationException"]), words, _own("ValidationException"))


def refused(words: str, code: str) -> bytes:
    """Return the error of a caller who is not let in."""
    return encode(list(_REFUSED), words, _own(code))


def failed(words: str) -> bytes:
    """Return the error of a server that can't answer, through no fault of the caller's."""
    return encode(
        list(_CODES["InternalServerError"]), words, [None, "InternalServerError", _INTERNAL]
    )


def _own(code: str) -> list[object]:
    return [None, code, _BAD_REQUEST]


def _reason(reason: dict[str, Any], items: Items) -> list[object]:
    """Return why an action was cancelled, with the item that it met where that was asked for."""
    item = reason.get("Item")
    met = None if item is None else items.stream(item)
    return [reason.get("Code", "None"), reason.get("Message"), met]
