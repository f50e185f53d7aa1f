"""What ``requirements.txt`` pins, and what the package has of it."""

import re
from collections.abc import Iterable
from pathlib import Path

from deploy.package.archive import in_words

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)\s*\\?$", re.MULTILINE)
_INFO = re.compile(r"^([^/]+)-([^-/]+)\.dist-info/")


def pinned(requirements: Path) -> dict[str, str]:
    """Return versions by name. What is pinned for some Pythons only is left out."""
    with in_words(requirements):
        lines = requirements.read_text()
    return {normal(name): version for name, version in _PIN.findall(lines)}


def told(names: Iterable[str]) -> dict[str, str]:
    """Return versions by name, as the ``dist-info`` folders of a zip are called."""
    found = map(_INFO.match, names)
    return {normal(each[1]): each[2] for each in found if each}


def normal(name: str) -> str:
    """Return the one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
