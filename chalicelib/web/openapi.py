"""The API's contract, as ``make openapi`` has written it: read once, and never made here."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("openapi.json")


@cache
def text() -> str:
    """Return the document, byte for byte as it is in the package."""
    return _FILE.read_text(encoding="utf-8")
