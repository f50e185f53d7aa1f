"""What counts as text."""


def is_text(text: str) -> bool:
    """Tell whether a string is Unicode text: half of a surrogate pair is none."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
