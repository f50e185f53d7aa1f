"""Which Python the package is for: the one that builds it."""

import sys

from deploy.words import DeployError

ON_LAMBDA = ((3, 11), (3, 12), (3, 13), (3, 14))
"""Pythons that Lambda has and this project runs on ("Lambda runtimes", Developer Guide)."""


def runtime(
    version: tuple[int, int] = (sys.version_info.major, sys.version_info.minor),
    implementation: str = sys.implementation.name,
    release: str = sys.version_info.releaselevel,
) -> str:
    """Return Lambda's name for a Python, or say why its bytecode would be of no use there."""
    named = ".".join(map(str, version))
    has = ", ".join(".".join(map(str, each)) for each in ON_LAMBDA)
    if implementation != "cpython":
        raise DeployError(
            f"This is {implementation}, whose bytecode is its own: package with CPython {has}."
        )
    if version not in ON_LAMBDA:
        raise DeployError(
            f"This is Python {named}, which Lambda has not. Package with {has}: make clean, then "
            "make PYTHON=python3.13 with what you wanted to make."
        )
    if release != "final":
        raise DeployError(
            f"This is a preview of Python {named} ({release}): its bytecode may not be what "
            "Lambda's Python reads. Package with a final release."
        )
    return f"python{named}"
