"""What a package must be like. Each finding is a sentence; none is the only good answer."""

import importlib.util
import marshal
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path, PurePosixPath
from types import CodeType

from deploy.package.archive import MODE, TIMESTAMP, Files, in_words, read
from deploy.package.bytecode import modules
from deploy.package.compiler import ROOT, UNCHECKED, bytecode_name
from deploy.package.endpoints import ENDPOINTS, others
from deploy.package.pins import normal, pinned
from deploy.package.pruning import is_kept
from deploy.stages import PROJECT

LARGEST_BYTES = 8_000_000
"""The largest zip. Lambda takes fifty million, and fetches and unpacks them at a cold start."""

ARM64 = 183
"""EM_AARCH64, as ELF names the machine."""

_FROM_CHALICE = frozenset({"chalice/__init__.py", "chalice/app.py"})
"""All of Chalice that a request needs: neither its command line nor what that imports."""

_NATIVE = frozenset({".so", ".pyd", ".dll", ".dylib"})


def findings(path: Path, requirements: Path = PROJECT / "requirements.txt") -> list[str]:
    """Return what is wrong with a zip."""
    files = read(path)
    return [
        *_as_a_zip(path),
        *_bytecode(files),
        *_natives(files),
        *_foreign(files, requirements),
        *_unread(files),
    ]


def _as_a_zip(path: Path) -> Iterator[str]:
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        yield f"The zip has {size / 1e6:.1f} MB: {LARGEST_BYTES / 1e6:.0f} are the most."
    with in_words(path), zipfile.ZipFile(path) as opened:
        entries = opened.infolist()
    names = [each.filename for each in entries]
    if names != sorted(set(names)):
        yield "The names in the zip are not in order, or not each there once."
    for each in entries:
        if each.date_time != TIMESTAMP:
            yield f"{each.filename} has a timestamp of its own."
        if each.external_attr >> 16 != MODE or each.compress_type != zipfile.ZIP_DEFLATED:
            yield f"{each.filename} is not stored like the others: mode 0644, deflated."


def _bytecode(files: Files) -> Iterator[str]:
    expected = {bytecode_name(name): name for name in modules(files)}
    for compiled, name in expected.items():
        if compiled not in files:
            yield f"{name} has no bytecode of Python {sys.version_info.major}.{_minor()}."
        elif not _is_valid(files[compiled], files[name], name):
            yield f"{compiled} is not the bytecode of {name}."
    for name in files:
        if name.endswith((".pyc", ".pyo")) and name not in expected:
            yield f"{name} is bytecode of no module, or of another Python."


def _is_valid(compiled: bytes, source: bytes, name: str) -> bool:
    header = importlib.util.MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little")
    if not compiled.startswith(header + importlib.util.source_hash(source)):
        return False
    try:
        code = marshal.loads(compiled[16:])  # noqa: S302 - what this project has compiled itself
    except (EOFError, TypeError, ValueError):
        return False
    return isinstance(code, CodeType) and code.co_filename == f"{ROOT}/{name}"


def _natives(files: Files) -> Iterator[str]:
    for name, contents in files.items():
        if is_native(name, contents):
            if contents[:6] != b"\x7fELF\x02\x01" or contents[18:20] != ARM64.to_bytes(2, "little"):
                yield f"{name} is not for Linux on arm64."
            tag = PurePosixPath(name).name.partition(".")[2]
            if tag.startswith("cpython-") and not tag.startswith(f"cpython-3{_minor()}-"):
                yield f"{name} is for another Python than 3.{_minor()}."


def is_native(name: str, contents: bytes) -> bool:
    """Tell whether a file is machine code, by its name or by its first bytes."""
    return PurePosixPath(name).suffix in _NATIVE or contents.startswith(b"\x7fELF")


def _foreign(files: Files, requirements: Path) -> Iterator[str]:
    """Find what neither the app is made of nor a requirement brings."""
    pins = pinned(requirements)
    own = {"app.py", "chalice", "chalicelib"}.union(*map(_brought_by, pins))
    for top in sorted({name.partition("/")[0] for name in files} - own - {"__pycache__"}):
        name, info, _ = top.partition(".dist-info")
        if not info or normal(name.rpartition("-")[0]) not in pins:
            yield f"{top} is neither the app's nor of a requirement."
    for name in sorted(files):
        if name.startswith("chalice/") and name.endswith(".py") and name not in _FROM_CHALICE:
            yield f"{name} is a part of Chalice that no request needs."


def _brought_by(name: str) -> set[str]:
    """Name the modules of a distribution, as this environment has installed it."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return set()
    tops = {file.parts[0] for file in files}
    return {top for top in tops if top != ".." and not top.endswith(".dist-info")}


def _unread(files: Files) -> Iterator[str]:
    for name in files:
        if not is_kept(name) and not name.endswith(".pyc"):
            yield f"{name} is never read on Lambda."
    if others(files):
        yield f"{ENDPOINTS} lists services that the app makes no client of."


def _minor() -> int:
    return sys.version_info.minor
