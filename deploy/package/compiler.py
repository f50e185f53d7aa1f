"""Compiles the modules of one zip into another: a program of its own, which knows Python alone.

How bytecode is written depends on what a process has done before: on the seed of its hashes, and
on who else holds a string. So this is a new process with nothing else in it, and it takes the
modules in order; then the same sources are the same bytes.
"""

import importlib.util
import marshal
import sys
import zipfile
from pathlib import PurePosixPath

ROOT = "/var/task"
"""Where Lambda unpacks a package; tracebacks name files below it."""

UNCHECKED = 0b01
"""The flag of bytecode that is known by a hash of its source, which is not looked at (PEP 552)."""


def main(sources: str, compiled: str) -> None:
    """Read ``name.py`` from one zip, write ``__pycache__/name.cpython-3XX.pyc`` to another."""
    with zipfile.ZipFile(sources) as given, zipfile.ZipFile(compiled, "w") as made:
        for name in sorted(given.namelist()):
            made.writestr(bytecode_name(name), bytecode(given.read(name), name))


def bytecode_name(name: str) -> str:
    """Return where Python looks for a module's bytecode, whatever this process is told of that."""
    path = PurePosixPath(name)
    return str(path.parent / "__pycache__" / f"{path.stem}.{sys.implementation.cache_tag}.pyc")


def bytecode(source: bytes, name: str) -> bytes:
    """Return a module's whole ``.pyc`` file."""
    code = compile(source, f"{ROOT}/{name}", "exec", dont_inherit=True, optimize=0)
    flags = UNCHECKED.to_bytes(4, "little")
    header = importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(source)
    return header + marshal.dumps(code)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except SyntaxError as error:
        sys.exit(f"{error.filename}, line {error.lineno}: {error.msg}")
