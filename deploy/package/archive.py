"""Zips that are the same bytes for the same files, and that are there whole or not at all."""

import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.words import DeployError

Files = Mapping[str, bytes]
"""Contents by name below /var/task, with slashes."""

TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name. What Lambda reads of a package never depends on it."""

MODE = 0o100644
"""A plain file, which Lambda's own user may read; the mask of who builds must not matter."""

_UNIX = 3


def read(path: Path) -> dict[str, bytes]:
    """Return all that is in a zip, by name."""
    with in_words(path), zipfile.ZipFile(path) as opened:
        return {each.filename: opened.read(each) for each in opened.infolist() if not each.is_dir()}


def write(files: Files, path: Path) -> None:
    """Write a zip, in the place of the one that was there."""
    with whole(path) as part, zipfile.ZipFile(part, "w") as opened:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.create_system = _UNIX
            entry.external_attr = MODE << 16
            opened.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a name to write to; it gets its own when all is written, and is removed otherwise."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Say in words that a file can't be read or written: a full disk, a folder of somebody else."""
    try:
        yield
    except OSError as error:
        raise DeployError(f"{error.filename or path}: {error.strerror or error}.") from error
    except zipfile.BadZipFile as error:
        raise DeployError(f"{path} is no whole zip ({error}): package anew.") from error
