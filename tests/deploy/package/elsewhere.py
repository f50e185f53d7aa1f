"""Builds the same app in other circumstances: each of them could leave a trace in the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[3]
_COPIED = ("app.py", "api.yaml", "resources.yaml", "requirements.txt", ".chalice/config.json")
_TIMEOUT_S = 120.0


class Elsewhere:
    """The command, which runs from a checkout of its own while the block does something else."""

    def __init__(self, folder: Path) -> None:
        project = folder / "another checkout"
        for name in ("chalicelib", "deploy", "local", "templates"):
            shutil.copytree(ROOT / name, project / name)
        (project / ".chalice").mkdir()
        for name in _COPIED:
            shutil.copyfile(ROOT / name, project / name)
        _leave_things(project / "chalicelib")
        other = {
            "TZ": "Asia/Kathmandu",
            "PYTHONHASHSEED": "4711",
            "PYTHONPATH": str(project),
            "PYTHONPYCACHEPREFIX": str(folder / "cache"),
            "LC_ALL": "C",
            "AWS_PROFILE": "of-somebody-else",
            "STAGE": "local",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deploy", "package", "prod", "--folder", "out/of/the/way"],
            cwd=folder,
            env=os.environ | other,
            umask=0o077,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()

    def said(self) -> str:
        """Wait for the command to end, and return what it has printed."""
        said, _ = self._process.communicate(timeout=_TIMEOUT_S)
        assert self._process.returncode == 0, said
        return said


def _leave_things(library: Path) -> None:
    """Leave what editors, systems and Python leave in a folder."""
    compiled = library / "__pycache__" / "todo.cpython-311.pyc"
    compiled.parent.mkdir(exist_ok=True)
    for path in (compiled, library / "todo.py~", library / ".DS_Store", library / "notes.txt"):
        path.write_bytes(b"junk")
    for name in ("todo (copy).py", "#todo.py#", ".#todo.py", "todo.py.orig"):
        (library / name).write_text("junk")
