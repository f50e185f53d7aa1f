"""Fetches Amazon's DynamoDB Local, once, from the npm package that carries it.

Its licence allows its use and forbids passing it on: it stays in ``.local/``, out of git.
"""

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "amplify-dynamodb-simulator@2.9.30"
"""Has DynamoDB Local 1.25.1."""
INTEGRITY = (
    "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
)
"""SHA-512 of the package's archive, in base64: ``npm view PACKAGE dist.integrity``."""
_FOLDER = Path(__file__).parents[2] / ".local" / "dynamodb-local"
_NPM_TIMEOUT_S = 600.0
_LIGHT_COMPILER = "-XX:TieredStopAtLevel=1"
"""An engine lives for a minute or two: the thorough compiler would spend more than it saves."""


class UnavailableError(RuntimeError):
    """An engine lacks something on this machine. Says what."""


class TamperedError(RuntimeError):
    """What npm delivered is not what was pinned."""


def command(port: int) -> list[str]:
    """Return what runs DynamoDB Local, in memory.

    It has no option for an address: it listens on all of the machine's, so use it where the
    network is trusted. Telemetry is off: tests talk to nobody but this machine.
    """
    java = _program("java", "a Java runtime, 17 or newer")
    folder = _fetched() / "package" / "emulator"
    return [
        java,
        _LIGHT_COMPILER,
        f"-Djava.library.path={folder / 'DynamoDBLocal_lib'}",
        "-jar",
        str(folder / "DynamoDBLocal.jar"),
        "-inMemory",
        "-disableTelemetry",
        "-port",
        str(port),
    ]


def _program(name: str, what: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise UnavailableError(f"DynamoDB Local needs {what}: `{name}` is not on the PATH.")
    return path


def _fetched() -> Path:
    target = _FOLDER / PACKAGE
    if not target.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_FOLDER) as scratch:
            _fetch(Path(scratch), target)
    return target


def _fetch(scratch: Path, target: Path) -> None:
    archive = _packed(scratch)
    digest = hashlib.sha512(archive.read_bytes()).digest()
    if digest != base64.b64decode(INTEGRITY):
        raise TamperedError(f"{PACKAGE} from npm is not the archive that was pinned.")
    unpacked = scratch / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    # Whole or not at all, also with two runs at once: the first one to be done wins.
    try:
        unpacked.rename(target)
    except OSError:
        if not target.exists():
            raise


def _packed(scratch: Path) -> Path:
    npm = _program("npm", "Node.js's npm, to be fetched")
    pack = [npm, "pack", "--silent", "--pack-destination", str(scratch), PACKAGE]
    try:
        subprocess.run(pack, check=True, capture_output=True, cwd=scratch, timeout=_NPM_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = (error.stderr or b"").decode(errors="replace")[-500:]
        raise UnavailableError(f"npm could not fetch {PACKAGE}: {reason}") from error
    [archive] = scratch.glob("*.tgz")
    return archive
