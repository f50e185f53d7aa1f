"""Makes a package run on this machine: the same files, but for what is compiled for arm64."""

import sys
from importlib import machinery, metadata
from pathlib import Path

from deploy.package.archive import Files, in_words, read, write
from deploy.package.checks import is_native
from deploy.package.compiler import bytecode_name
from deploy.package.pins import told
from deploy.words import DeployError


def for_host(shipped: Path, out: Path) -> Path:
    """Write the same zip with this environment's native files in the place of Lambda's."""
    files = read(shipped)
    _refuse_other_python(files)
    _refuse_other_versions(files)
    here: dict[str, bytes] = {}
    for name, contents in files.items():
        if is_native(name, contents):
            found, path = _native_here(name.partition(".")[0])
            with in_words(path):
                here[found] = path.read_bytes()
        else:
            here[name] = contents
    write(here, out)
    return out


def _refuse_other_python(files: Files) -> None:
    if bytecode_name("app.py") not in files:
        here = sys.implementation.cache_tag
        raise DeployError(f"The package is for another Python than this one ({here}).")


def _refuse_other_versions(files: Files) -> None:
    """Raise where this environment has not what the package has: that would be another app."""
    for name, version in told(files).items():
        try:
            here = metadata.version(name)
        except metadata.PackageNotFoundError:
            here = "none"
        if here != version:
            raise DeployError(
                f"The package has {name} {version}, and this environment {here}: run make "
                "setup-run, then package anew."
            )


def _native_here(stem: str) -> tuple[str, Path]:
    """Find a native module in this environment, by its name without what a machine is called."""
    wanted = {stem + suffix for suffix in machinery.EXTENSION_SUFFIXES}
    for distribution in metadata.distributions():
        for file in distribution.files or []:
            if file.as_posix() in wanted:
                return file.as_posix(), Path(str(distribution.locate_file(file)))
    raise DeployError(f"This environment has no native {stem}: run make setup-run.")
