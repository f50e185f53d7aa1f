"""How often a proof is repeated: a little in `make test`, in full in `make prove`."""

import os

FULL = os.environ.get("PROVE") == "full"


def count(quick: int, full: int) -> int:
    """Return the number for this run."""
    return full if FULL else quick
