"""What who deploys is told: what happens, and what went wrong."""

from collections.abc import Callable

Say = Callable[[str], None]
"""Tells a line to the person at the terminal."""


class DeployError(Exception):
    """Something that the person at the terminal can mend; the message says how."""
