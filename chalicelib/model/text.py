"""What counts as text, and how it is written."""

import json


def is_text(text: str) -> bool:
    """Tell whether a string is Unicode text: half of a surrogate pair is none."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def compact_json(document: object) -> str:
    """Write JSON without spaces and with every character as itself: the fewest bytes."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
