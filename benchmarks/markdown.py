"""Prints tables in Markdown."""


def heading(*names: str) -> None:
    """Print a table's first two lines."""
    row(*names)
    row(*("---" for _ in names))


def row(*cells: object) -> None:
    """Print a line of a table."""
    print(
        "|",
        " | ".join(f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells),
        "|",
    )
