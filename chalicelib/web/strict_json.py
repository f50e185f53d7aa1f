"""JSON that can be read in one way only (I-JSON, RFC 7493), or not at all."""

import json
import math
from typing import Any, NoReturn

from chalicelib.errors import LONGEST_NAME, FieldError, InvalidInputError, MalformedRequestError
from chalicelib.model.text import is_text

LONGEST_BODY_BYTES = 256 * 1024
"""The largest valid to-do takes 139 KB when a client escapes every character of it."""


def read(body: bytes) -> dict[str, Any]:
    """Read a JSON object from UTF-8.

    Raises ``MalformedRequestError`` for what is no JSON or can be read in several ways: NaN,
    Infinity, a name twice in one object, half of a surrogate pair in a name, nesting that
    Python's parser gives up on (about 1,000 levels); ``InvalidInputError`` for no object.
    """
    try:
        document = json.loads(
            body.decode("utf-8"),
            parse_constant=_no_number,
            parse_float=_finite,
            object_pairs_hook=_no_name_twice,
        )
    except UnicodeDecodeError:
        raise _malformed("body", "is not UTF-8") from None
    except RecursionError:
        raise _malformed("body", "is nested too deep") from None
    except ValueError:
        raise _malformed("body", "is not JSON") from None
    if not isinstance(document, dict):
        raise InvalidInputError([FieldError("body", "must be a JSON object")])
    return document


def _malformed(field: str, message: str) -> MalformedRequestError:
    return MalformedRequestError(
        "The body can't be read as JSON in one way only.", errors=[FieldError(field, message)]
    )


def _no_number(constant: str) -> NoReturn:
    raise _malformed("body", f"has {constant}, which is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits[:LONGEST_NAME])


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for name, value in pairs:
        if not is_text(name):
            raise _malformed("body", "has a name with half of a surrogate pair")
        if name in document:
            raise _malformed(name[:LONGEST_NAME], "is in one object twice")
        document[name] = value
    return document
