"""Runs ``chalice package`` on a copy of the app, and says in words what goes wrong.

On a copy, because Chalice ships whatever lies in ``chalicelib/``: bytecode of a laptop, copies
that an editor makes. It also keeps its zip in ``.chalice/deployments/`` and takes that again, even
one that Ctrl-C left half-written, or one that lacks a requirement.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from deploy.package.archive import in_words
from deploy.stages import PROJECT
from deploy.words import DeployError

_CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"

_KINDS = frozenset({".py", ".json"})
"""Of these kinds is all that ``chalicelib/`` ships. Editors leave others there."""

_OF_OTHERS = ("AWS_", "PYTHON", "CHALICE_")
"""Variables of whoever calls that must not matter: credentials, a profile that is not there …"""

_NOWHERE = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""Chalice wants a region, whose name it writes nowhere, and asks AWS nothing."""


def packaged(stage: str, project: Path, scratch: Path) -> tuple[Path, Path]:
    """Return Chalice's zip and its template (AWS SAM), which are made in a scratch folder."""
    copy, out, temporary = scratch / "app", scratch / "out", scratch / "tmp"
    temporary.mkdir()
    with in_words(project):
        _copy(project, copy)
    others = {name: v for name, v in os.environ.items() if not name.startswith(_OF_OTHERS)}
    own = {
        "PYTHONPATH": str(PROJECT),  # app.py asks deploy/ to complete what Chalice says
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-c", _CHALICE, "package", "--stage", stage, str(out)]
    code, said = _ended(command, copy, others | _NOWHERE | own)
    if code:
        raise DeployError(_words(said))
    return out / "deployment.zip", out / "sam.json"


def _copy(project: Path, copy: Path) -> None:
    (copy / ".chalice").mkdir(parents=True)
    for name in ("app.py", "requirements.txt", ".chalice/config.json"):
        shutil.copyfile(project / name, copy / name)
    library = project / "chalicelib"
    for path in sorted(library.rglob("*")):
        within = path.relative_to(library)
        if path.is_file() and path.suffix in _KINDS and all(map(_is_named, within.parts)):
            target = copy / "chalicelib" / within
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _is_named(part: str) -> bool:
    """Tell whether a module or a folder could be imported by this name; a copy's could not."""
    return part.partition(".")[0].isidentifier() and part != "__pycache__"


def _ended(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a program to its end, in a session of its own: it starts pip, and pip starts more.

    Ctrl-C then stops this process, and this process all the others.
    """
    with subprocess.Popen(  # noqa: S603 - a program of our own environment
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate()
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, said


def _words(said: str) -> str:
    """Say why Chalice has failed; what it says itself is a traceback at times."""
    if "No space left on device" in said:
        return "There is no space left on this disk to package the app."
    missing = re.search(r"Could not satisfy the requirement: (\S+)", said)
    if missing:
        return (
            f"pip found no {missing[1]}, which requirements.txt needs. Either the network or pip's "
            "index is not there, or they have no such version: pip download -r requirements.txt "
            "says more."
        )
    if "PackageDownloadError" in said:
        causes = re.findall(r"(?:^|PackageDownloadError: )(?:ERROR: )(.+)$", said, re.MULTILINE)
        cause = causes[-1] if causes else said.strip().rpartition("\n")[2]
        return f"pip could not download what requirements.txt pins: {cause}"
    lines = [line for line in said.strip().splitlines() if line.strip()]
    if any(line.startswith("Traceback") for line in lines):
        lines = lines[-1:]
    return "chalice package failed: " + ("\n".join(lines) or "it said nothing.")
