"""Says what decoded CBOR must be: each function returns its argument, or raises ``WireError``."""

from local.dax.wire.refusals import WireError


def text(value: object) -> str:
    """Return a text string."""
    if isinstance(value, str):
        return value
    raise WireError(f"A text string was expected, not {_kind(value)}.")


def blob(value: object) -> bytes:
    """Return a byte string."""
    if isinstance(value, bytes):
        return value
    raise WireError(f"A byte string was expected, not {_kind(value)}.")


def blob_text(value: object) -> str:
    """Return the text of a byte string that holds UTF-8: so DAX sends names of tables."""
    try:
        return blob(value).decode()
    except UnicodeDecodeError:
        raise WireError("A byte string with UTF-8 was expected.") from None


def integer(value: object) -> int:
    """Return an integer. ``True`` is none."""
    if type(value) is int:
        return value
    raise WireError(f"An integer was expected, not {_kind(value)}.")


def flag(value: object) -> bool:
    """Return a truth value, which some requests send as 0 or 1."""
    if value is True or value is False:
        return value
    if value in (0, 1):
        return value == 1
    raise WireError(f"A truth value was expected, not {_kind(value)}.")


def array(value: object) -> list[object]:
    """Return an array."""
    if isinstance(value, list):
        return value
    raise WireError(f"An array was expected, not {_kind(value)}.")


def mapping(value: object) -> dict[object, object]:
    """Return a map."""
    if isinstance(value, dict):
        return value
    raise WireError(f"A map was expected, not {_kind(value)}.")


def _kind(value: object) -> str:
    return "null" if value is None else type(value).__name__
