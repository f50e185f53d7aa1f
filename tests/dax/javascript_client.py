"""Fetches Amazon's DAX client for JavaScript, once, and runs a conversation of its.

Its packages are pinned in ``javascript/package-lock.json`` and stay in ``.local/``, out of git.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.support.engines import REGION
from tests.support.tools import missing, needs

_HERE = Path(__file__).with_name("javascript")
_PINS = (_HERE / "package.json", _HERE / "package-lock.json")
_FOLDER = Path(__file__).parents[2] / ".local" / "javascript"
_NPM_TIMEOUT_S = 600.0
_TIMEOUT_S = 60.0


def conversation(endpoint: str, table: str, owner: str) -> list[Any]:
    """Return the answers to ``conversation.cjs``; skip the test where it can't be held."""
    packages = _packages()
    script = str(_HERE / "conversation.cjs")
    answers: list[Any] = json.loads(
        _node(packages, script, packages, endpoint, REGION, table, owner)
    )
    return answers


def run_script(script: str) -> str:
    """Return what a script prints that requires the client as it is said in public."""
    return _node(_packages(), "-e", script)


def _node(folder: Path, *arguments: str | Path) -> str:
    ended = subprocess.run(  # noqa: S603 - a script of our own
        [_path("node"), *arguments],
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
        cwd=folder,  # where the packages are found
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _path(program: str) -> str:
    return shutil.which(program) or program


def _packages() -> Path:
    """Return a folder that has the packages as they are pinned now; skip the test without node."""
    for program in ("node", "npm"):
        needs(program)
    pins = b"".join(path.read_bytes() for path in _PINS)
    target = _FOLDER / hashlib.sha256(pins).hexdigest()[:16]
    if not target.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_FOLDER) as scratch:
            _fetch(Path(scratch, "packages"), target)
    return target


def _fetch(scratch: Path, target: Path) -> None:
    scratch.mkdir()
    for path in _PINS:
        shutil.copy(path, scratch)
    fetch = [_path("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    try:
        subprocess.run(  # noqa: S603 - a program of the machine's
            fetch, check=True, capture_output=True, cwd=scratch, timeout=_NPM_TIMEOUT_S
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = (error.stderr or b"").decode(errors="replace")[-500:]
        missing(f"npm could not fetch Amazon's DAX client for JavaScript: {reason}")
    # Whole or not at all, also with two runs at once: the first one to be done wins.
    try:
        scratch.rename(target)
    except OSError:
        if not target.exists():
            raise
