"""Fetches npm packages as they are pinned, once, and runs node beside them.

A folder's ``package.json`` and ``package-lock.json`` say which. What is fetched stays in
``.local/``, out of git.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.support.tools import missing, needs

_PINS = ("package.json", "package-lock.json")
_FOLDER = Path(__file__).parents[2] / ".local" / "packages"
_NPM_TIMEOUT_S = 600.0
_TIMEOUT_S = 120.0


def installed(pins: Path) -> Path:
    """Return a folder that has what a folder pins now; skip the test without node and npm."""
    for program in ("node", "npm"):
        needs(program)
    digest = hashlib.sha256(b"".join((pins / name).read_bytes() for name in _PINS))
    target = _FOLDER / digest.hexdigest()[:16]
    if not target.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_FOLDER) as scratch:
            _fetch(pins, Path(scratch, "packages"), target)
    return target


def node(folder: Path, *arguments: str | Path, stdin: str | None = None) -> str:
    """Return what node prints, started in the folder where the packages are found."""
    ended = subprocess.run(
        [_path("node"), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
        cwd=folder,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _path(program: str) -> str:
    return shutil.which(program) or program


def _fetch(pins: Path, scratch: Path, target: Path) -> None:
    scratch.mkdir()
    for name in _PINS:
        shutil.copy(pins / name, scratch)
    fetch = [_path("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    try:
        subprocess.run(fetch, check=True, capture_output=True, cwd=scratch, timeout=_NPM_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = (error.stderr or b"").decode(errors="replace")[-500:]
        missing(f"npm could not fetch what {pins.name}/package-lock.json pins: {reason}")
    # Whole or not at all, also with two runs at once: the first one to be done wins.
    try:
        scratch.rename(target)
    except OSError:
        if not target.exists():
            raise
