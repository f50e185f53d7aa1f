"""Bytecode for all modules: Lambda could keep none that it makes, since /var/task is read-only."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from deploy.package.archive import Files, in_words, read
from deploy.words import DeployError

_COMPILER = Path(__file__).with_name("compiler.py")


def compiled(files: Files) -> dict[str, bytes]:
    """Return the bytecode of every module among some files, by its name in ``__pycache__``."""
    with tempfile.TemporaryDirectory(prefix="bytecode-") as folder:
        sources, made = Path(folder, "sources.zip"), Path(folder, "made.zip")
        with in_words(sources), zipfile.ZipFile(sources, "w") as opened:
            for name in modules(files):
                opened.writestr(name, files[name])
        _run([str(_COMPILER), str(sources), str(made)])
        return read(made)


def modules(files: Files) -> list[str]:
    """Name the modules among some files, in order."""
    return sorted(name for name in files if name.endswith(".py"))


def _run(arguments: list[str]) -> None:
    # Without site, the folder of the caller, warnings and every variable but the seed: nothing of
    # this machine is in the process. With -E the seed would not be read.
    command = [sys.executable, "-s", "-S", "-P", "-B", "-W", "ignore", *arguments]
    ended = subprocess.run(  # noqa: S603 - a program of our own
        command, env={"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        said = ended.stderr.strip().rpartition("\n")[2]
        raise DeployError(f"The package can't be compiled: {said}")
