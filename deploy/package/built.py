"""Builds the package of a stage: Chalice's zip, made lean, compiled, checked, then handed over."""

import hashlib
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from deploy.package import archive
from deploy.package.bytecode import compiled, modules
from deploy.package.chalices import packaged
from deploy.package.checks import findings
from deploy.package.endpoints import shortened
from deploy.package.pins import pinned, told
from deploy.package.pruning import is_kept
from deploy.package.runtime import runtime
from deploy.stages import PROJECT
from deploy.words import DeployError


@dataclass(frozen=True, slots=True)
class Package:
    """A package that breaks none of the checks."""

    zip: Path
    sam: Path
    """What Chalice says of the app, as it says it."""
    zip_bytes: int
    unpacked_bytes: int
    modules: int
    """Modules of Python; as many have bytecode."""
    runtime: str
    sha256: str
    """Of the zip, in hexadecimal."""

    @classmethod
    def of(cls, path: Path, sam: Path) -> "Package":
        """Describe a package that is there already."""
        with zipfile.ZipFile(path) as opened:
            sizes = {each.filename: each.file_size for each in opened.infolist()}
        return cls(
            zip=path,
            sam=sam,
            zip_bytes=path.stat().st_size,
            unpacked_bytes=sum(sizes.values()),
            modules=sum(name.endswith(".py") for name in sizes),
            runtime=runtime(),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )

    def lines(self) -> list[str]:
        """Tell what has come of it."""
        return [
            f"{self.zip}: {self.zip_bytes / 1e6:.2f} MB, {self.unpacked_bytes / 1e6:.2f} unpacked",
            f"{self.modules} modules, with bytecode for {self.runtime}",
            f"sha256 {self.sha256}",
        ]


def build(stage: str, folder: Path, project: Path = PROJECT) -> Package:
    """Build ``app.zip`` and ``sam.json`` in a folder, in the place of older ones.

    Takes some 20 s, most of which pip takes to fetch what ``requirements.txt`` pins.
    """
    runtime()
    zipped, sam = folder / "app.zip", folder / "sam.json"
    with archive.in_words(folder), tempfile.TemporaryDirectory(prefix="package-") as scratch:
        chalices, described = packaged(stage, project, Path(scratch))
        everything = archive.read(chalices)
        refuse_missing(everything, project / "requirements.txt")
        kept = {name: contents for name, contents in everything.items() if is_kept(name)}
        lean = shortened(kept)
        with archive.whole(zipped) as part:
            archive.write({**lean, **compiled(lean)}, part)
            refuse_unfit(part, project / "requirements.txt")
            with archive.whole(sam) as beside:
                beside.write_bytes(described.read_bytes())
    return Package.of(zipped, sam)


def refuse_unfit(path: Path, requirements: Path) -> None:
    """Raise for a zip that breaks a check, with all that is wrong with it."""
    found = findings(path, requirements)
    if found:
        lines = "\n".join(f"  - {each}" for each in found)
        raise DeployError(f"The package was not handed over:\n{lines}")


def refuse_missing(files: archive.Files, requirements: Path) -> None:
    """Raise where Chalice only warns: pip has found nothing of a requirement that runs there."""
    has = told(files)
    missing = [
        f"{name} {version}"
        for name, version in pinned(requirements).items()
        if has.get(name) != version
    ]
    if missing or not modules(files):
        raise DeployError(
            f"Chalice's package lacks {', '.join(missing) or 'everything'}: pip found nothing of "
            "it that runs on Lambda (Linux, arm64), and could not build it here either."
        )
