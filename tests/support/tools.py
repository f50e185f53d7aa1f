"""What a test may need of the machine beyond git, make and Python."""

import os
import shutil

import pytest


def missing(what: str) -> None:
    """Skip the test, in plain words; where CI=true, a missing tool is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def needs(program: str) -> None:
    """Skip the test, or fail it, where a program is not installed."""
    if shutil.which(program) is None:
        missing(f"{program} is not installed")
